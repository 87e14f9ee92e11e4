package io.caretaker.alerting.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.caretaker.alerting.rule.RuleFiles;
import io.caretaker.model.Text;
import io.caretaker.model.Times;
import io.caretaker.model.estate.Asset;
import io.caretaker.model.estate.AssetType;
import io.caretaker.model.estate.Device;
import io.caretaker.model.estate.Estate;
import io.caretaker.model.estate.MetricSpec;
import io.caretaker.model.estate.Profile;
import io.caretaker.model.estate.Topology;
import io.caretaker.model.fault.DetectedItem;
import io.caretaker.model.fault.FaultEvent;
import io.caretaker.model.fault.FaultEvent.FaultRaised;
import io.caretaker.model.journal.JournalEntry.ReadingsReceived;
import io.caretaker.model.journal.JournalGroup;
import io.caretaker.model.reading.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The generic rules on recorded data, judged by the scorers that come with it. Labels are never read here. */
class RecordedDataTest {
    private static final Set<String> LABELS = Set.of("anomaly", "changepoint");

    @TempDir
    Path directory;

    @Test
    void machineRunsAreToldApartBetterThanByThreeSigma() throws Exception {
        Path root = data("skab");
        List<String> rows = new ArrayList<>(List.of("file,datetime,anomaly,changepoint"));
        for (Path file : files(root.resolve("data"))) {
            String name = root.resolve("data").relativize(file).toString().replace('\\', '/');
            if (name.startsWith("anomaly-free")) {
                continue;
            }
            Recording recording = Recording.read(file, ";", "datetime");
            Map<Long, Boolean> states = new TreeMap<>();
            Set<Long> changes = new HashSet<>();
            recording.replay().forEach(event -> {
                if (!event.type().equals("machine-change")) {
                    states.put(event.timeMicros(), event instanceof FaultRaised);
                } else if (event instanceof FaultRaised) {
                    changes.add(event.timeMicros());
                }
            });
            boolean up = false;
            for (int i = 0; i < recording.times.size(); i++) {
                long time = recording.times.get(i);
                up = states.getOrDefault(time, up);
                boolean change = states.containsKey(time) || changes.contains(time);
                if (up || change) {
                    rows.add(String.join(",", name, recording.stamps.get(i), up ? "1" : "0", change ? "1" : "0"));
                }
            }
        }

        Map<String, Double> score = score(root, rows);

        assertThat(score.get("F1")).isGreaterThan(0.8);
        assertThat(score.get("FAR")).isLessThan(13.6);
        assertThat(score.get("NAB_Standard")).isGreaterThan(40);
        assertThat(score.get("cp_false")).as("about one a run").isLessThan(30);
    }

    @Test
    void singleSeriesGetFewAlarmsAndInTheRightPlaces() throws Exception {
        Path root = data("nab");
        List<String> rows = new ArrayList<>(List.of("file,timestamp"));
        for (Path file : files(root.resolve("data"))) {
            String name = root.resolve("data").relativize(file).toString().replace('\\', '/');
            Recording recording = Recording.read(file, ",", "timestamp");
            for (FaultEvent event : recording.replay()) {
                if (event instanceof FaultRaised) {
                    rows.add(name + "," + recording.stamps.get(recording.times.indexOf(event.timeMicros())));
                }
            }
        }

        Map<String, Double> score = score(root, rows);

        assertThat(score.get("NAB_standard")).isGreaterThan(73);
    }

    private static Path data(String set) {
        Path root = Path.of(System.getProperty("recorded.data", "none"), set);
        assumeTrue(Files.isRegularFile(root.resolve("score.py")), "no recorded data: set -Drecorded.data=DIR");
        return root;
    }

    private static List<Path> files(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(p -> p.toString().endsWith(".csv")).sorted().toList();
        }
    }

    private Map<String, Double> score(Path root, List<String> rows) throws Exception {
        Path detections = directory.resolve("detections.csv");
        Files.write(detections, rows);
        Process process;
        try {
            process = new ProcessBuilder("python3", root.resolve("score.py").toString(), detections.toString())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            assumeTrue(false, "no python3 to run the scorer with");
            throw e;
        }
        String output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(output).isZero();
        System.out.println(root.getFileName() + ": " + output.replace('\n', ' '));
        Map<String, Double> score = new TreeMap<>();
        output.lines().filter(l -> l.contains("=")).forEach(l -> {
            String[] parts = l.split("=");
            score.put(parts[0], Double.parseDouble(parts[1]));
        });
        return score;
    }

    /** One file as the readings of one machine. */
    private record Recording(List<String> metrics, List<String> stamps, List<Long> times, List<double[]> values) {
        static Recording read(Path file, String separator, String timeColumn) throws IOException {
            List<String> lines = Files.readAllLines(file);
            List<String> header = Arrays.asList(lines.get(0).split(separator));
            Map<String, Integer> metrics = new LinkedHashMap<>();
            for (String column : header) {
                if (!column.equals(timeColumn) && !LABELS.contains(column)) {
                    metrics.put(column.replace(' ', '_'), header.indexOf(column));
                }
            }
            Recording recording = new Recording(
                    List.copyOf(metrics.keySet()), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
            for (String line : lines.subList(1, lines.size())) {
                String[] cells = line.split(separator);
                recording.stamps.add(cells[0]);
                recording.times.add(Times.micros(
                        LocalDateTime.parse(cells[0].replace(' ', 'T')).toInstant(ZoneOffset.UTC)));
                recording.values.add(metrics.values().stream()
                        .mapToDouble(i -> Double.parseDouble(cells[i]))
                        .toArray());
            }
            return recording;
        }

        List<FaultEvent> replay() {
            Duration interval = Duration.ofNanos(Math.max(1, (times.get(1) - times.get(0)) * 1000));
            Topology topology = new Topology(
                    List.of(new Estate("lab", Text.same("Lab"), 0, 0, ZoneId.of("UTC"), 0)),
                    List.of(new Asset(
                            "machine", "lab", Optional.empty(), AssetType.MACHINE, Text.same("Machine"), Map.of())),
                    List.of(new Device("machine", "lab", "machine", "p", interval)),
                    List.of(new Profile(
                            "p",
                            Text.same("P"),
                            metrics.stream()
                                    .map(m -> new MetricSpec(m, "1", -1e300, 1e300))
                                    .toList())));
            Detection detection = new Detection(RuleFiles.catalogue(), RuleFiles.genericRules(), () -> topology);
            List<FaultEvent> events = new ArrayList<>();
            for (int i = 0; i < times.size(); i++) {
                List<Reading> readings = new ArrayList<>();
                for (int m = 0; m < metrics.size(); m++) {
                    readings.add(Reading.good("machine", metrics.get(m), times.get(i), values.get(i)[m]));
                }
                detection
                        .fold(new JournalGroup(i, List.of(new ReadingsReceived("machine", times.get(i), readings))))
                        .items()
                        .forEach(item -> events.add(((DetectedItem.FaultItem) item).event()));
            }
            return events;
        }
    }
}
