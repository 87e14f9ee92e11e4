package io.caretaker.sim.replay;

import io.caretaker.model.InvalidValue;
import io.caretaker.model.Text;
import io.caretaker.model.estate.Asset;
import io.caretaker.model.estate.AssetType;
import io.caretaker.model.estate.Device;
import io.caretaker.model.estate.Estate;
import io.caretaker.model.estate.MetricSpec;
import io.caretaker.model.estate.Profile;
import io.caretaker.sim.api.CaretakerClient;
import io.caretaker.sim.api.FaultView;
import io.caretaker.sim.clock.Pace;
import io.caretaker.sim.device.Message;
import io.caretaker.sim.device.TelemetryJson;
import io.caretaker.sim.estate.RegistryDocument;
import io.caretaker.sim.estate.Staff;
import io.caretaker.sim.mqtt.Credentials;
import io.caretaker.sim.mqtt.MqttFleet;
import io.caretaker.sim.replay.Recording.Row;
import java.io.IOException;
import java.io.Writer;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/**
 * Publishes recordings as if they happened now, a message per row, moves the service's clock along and asks in the end what
 * it detected. One thread.
 */
public final class Replay {
    /** Rows of a device between two ticks: few enough for delays counted in rows, many enough to be fast. */
    private static final int ROWS_PER_TICK = 10;

    private static final int REPORT_EVERY_TICKS = 500;

    private final Mapping mapping;
    private final List<Recording> recordings;
    private final Map<Recording, Duration> shifts;
    private final CaretakerClient api;
    private final MqttFleet mqtt;
    private final Pace pace;
    private final Consumer<String> progress;
    private final TelemetryJson json = new TelemetryJson();

    public Replay(
            Mapping mapping,
            List<Recording> recordings,
            Map<Recording, Duration> shifts,
            CaretakerClient api,
            MqttFleet mqtt,
            Pace pace,
            Consumer<String> progress) {
        this.mapping = mapping;
        this.recordings = List.copyOf(recordings);
        this.shifts = Map.copyOf(shifts);
        this.api = api;
        this.mqtt = mqtt;
        this.pace = pace;
        this.progress = progress;
    }

    public void run(Writer detections) throws InterruptedException, IOException {
        connect(api.register(document()));
        progress.accept("registered and connected " + recordings.size() + " recordings, "
                + recordings.stream().mapToInt(r -> r.rows().size()).sum() + " rows");
        publish();
        DetectionFile out = new DetectionFile(mapping, detections);
        out.begin();
        for (Recording recording : recordings) {
            List<FaultView> faults = api.faults(recording.id()).stream()
                    .filter(f -> !mapping.ignoreFaults().contains(f.type()))
                    .map(f -> asRecorded(f, shifts.get(recording)))
                    .toList();
            out.write(recording, faults);
        }
        progress.accept("published=" + mqtt.published() + " acknowledged=" + mqtt.acknowledged());
    }

    private record Track(Recording recording, Duration shift, Deque<Row> rows) {
        Instant next() {
            return rows.peek().time().plus(shift);
        }
    }

    private void publish() throws InterruptedException {
        PriorityQueue<Track> tracks = new PriorityQueue<>(Comparator.comparing(Track::next)
                .thenComparing(t -> t.recording().file()));
        for (Recording recording : recordings) {
            tracks.add(new Track(recording, shifts.get(recording), new ArrayDeque<>(recording.inTime())));
        }
        Duration span = recordings.stream()
                .map(Recording::interval)
                .min(Duration::compareTo)
                .orElseThrow()
                .multipliedBy(ROWS_PER_TICK);
        Instant last = tracks.peek().next();
        api.tick(last);
        for (int ticks = 1; !tracks.isEmpty(); ticks++) {
            Instant until = tracks.peek().next().plus(span);
            Instant reached = last;
            List<Message> messages = new ArrayList<>();
            while (!tracks.isEmpty() && tracks.peek().next().isBefore(until)) {
                Track track = tracks.poll();
                reached = track.next();
                message(track.recording(), track.rows().poll(), reached).ifPresent(messages::add);
                if (!track.rows().isEmpty()) {
                    tracks.add(track);
                }
            }
            mqtt.publish(messages);
            api.tick(reached);
            pace.passed(Duration.between(last, reached).toMillis() / 1000.0);
            last = reached;
            if (ticks % REPORT_EVERY_TICKS == 0) {
                progress.accept(last + " published=" + mqtt.published() + " acknowledged=" + mqtt.acknowledged());
            }
        }
    }

    private Optional<Message> message(Recording recording, Row row, Instant time) {
        json.begin(recording.device(), time);
        for (int i = 0; i < row.values().length; i++) {
            if (!Double.isNaN(row.values()[i])) {
                MetricSpec metric = mapping.columns().get(i).metric();
                json.reading(metric.name(), row.values()[i], metric.unit());
            }
        }
        String topic = "caretaker/v1/" + estate() + "/" + recording.device() + "/telemetry";
        return json.count() == 0
                ? Optional.empty()
                : Optional.of(new Message(recording.device(), topic, time.getEpochSecond(), json.bytes()));
    }

    private void connect(Map<String, String> tokens) throws InterruptedException {
        List<Credentials> credentials = new ArrayList<>();
        for (Recording recording : recordings) {
            String token = tokens.get(recording.device());
            if (token == null) {
                throw new InvalidValue(
                        "tokens." + recording.device(),
                        null,
                        "a token: replay needs a service that does not know its devices yet, with an empty data directory");
            }
            credentials.add(new Credentials(estate(), recording.device(), token));
        }
        mqtt.connect(credentials);
    }

    private RegistryDocument document() {
        String name = "replay-" + mapping.name();
        Estate estate = new Estate(estate(), Text.same("Replay " + mapping.name()), 0, 0, ZoneOffset.UTC, 0);
        Profile profile = new Profile(
                name,
                Text.same("Recorded " + mapping.name()),
                mapping.columns().stream().map(Mapping.Column::metric).toList());
        List<Asset> assets = new ArrayList<>();
        List<Device> devices = new ArrayList<>();
        for (Recording recording : recordings) {
            assets.add(new Asset(
                    recording.id(),
                    estate.id(),
                    Optional.empty(),
                    AssetType.MACHINE,
                    Text.same(recording.file()),
                    Map.of()));
            devices.add(
                    new Device(recording.device(), estate.id(), recording.id(), profile.id(), recording.interval()));
        }
        return RegistryDocument.of(
                List.of(estate), List.of(profile), assets, devices, new Staff(List.of(), List.of(), List.of()));
    }

    private String estate() {
        return "replay-" + mapping.name();
    }

    private static FaultView asRecorded(FaultView fault, Duration shift) {
        return new FaultView(
                fault.faultId(),
                fault.type(),
                fault.asset(),
                fault.onset().minus(shift),
                fault.raised().minus(shift),
                fault.cleared().map(c -> c.minus(shift)),
                fault.severity());
    }
}
