package io.caretaker.sim.replay;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.caretaker.sim.api.FaultView;
import io.caretaker.sim.replay.Recording.Row;
import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Faults as the scorers want them. A row is anomalous while a fault holds, raised ≤ t &lt; cleared; it is a changepoint when
 * the machine's state changes at it: the first fault is raised, the last one clears, or a fault says that the machine
 * changed; the latter does not make rows anomalous. Not thread-safe.
 */
final class DetectionFile {
    private final DetectionFormat format;
    private final Set<String> changeFaults;
    private final Writer out;
    private final ObjectMapper json = new ObjectMapper();

    DetectionFile(Mapping mapping, Writer out) {
        format = mapping.output();
        changeFaults = mapping.changeFaults();
        this.out = out;
    }

    void begin() throws IOException {
        switch (format) {
            case SKAB -> out.write("file,datetime,anomaly,changepoint\n");
            case NAB -> out.write("file,timestamp\n");
            case JSONL -> {}
        }
    }

    /** @param faults of the recording, in recorded time, any order */
    void write(Recording recording, List<FaultView> faults) throws IOException {
        switch (format) {
            case SKAB -> states(recording, faults);
            case NAB -> raises(recording, faults);
            case JSONL -> lines(recording, faults);
        }
    }

    private void states(Recording recording, List<FaultView> faults) throws IOException {
        List<FaultView> states =
                faults.stream().filter(f -> !changeFaults.contains(f.type())).toList();
        Set<Row> changes = raisedAt(
                recording,
                faults.stream().filter(f -> changeFaults.contains(f.type())).toList());
        boolean before = false;
        for (Row row : recording.inTime()) {
            boolean now = holds(states, row.time());
            if (now != before) {
                changes.add(row);
            }
            before = now;
        }
        for (Row row : recording.rows()) {
            out.write(recording.file() + "," + row.text() + "," + bit(holds(states, row.time())) + ","
                    + bit(changes.contains(row)) + "\n");
        }
    }

    private void raises(Recording recording, List<FaultView> faults) throws IOException {
        Instant last = null;
        Set<Row> raised = raisedAt(recording, faults);
        for (Row row : recording.inTime()) {
            if (raised.contains(row) && !row.time().equals(last)) {
                out.write(recording.file() + "," + row.text() + "\n");
                last = row.time();
            }
        }
    }

    /** The first row at or after each raise; several raises between two rows are one. */
    private static Set<Row> raisedAt(Recording recording, List<FaultView> faults) {
        TreeSet<Instant> raised =
                new TreeSet<>(faults.stream().map(FaultView::raised).toList());
        Set<Row> rows = new HashSet<>();
        for (Row row : recording.inTime()) {
            if (!raised.isEmpty() && !raised.first().isAfter(row.time())) {
                raised.headSet(row.time(), true).clear();
                rows.add(row);
            }
        }
        return rows;
    }

    private void lines(Recording recording, List<FaultView> faults) throws IOException {
        for (FaultView fault : faults) {
            ObjectNode line = json.createObjectNode();
            line.put("file", recording.file()).put("faultId", fault.faultId()).put("type", fault.type());
            line.put("onset", fault.onset().toString())
                    .put("raised", fault.raised().toString());
            Optional<Instant> cleared = fault.cleared();
            line.put("cleared", cleared.map(Instant::toString).orElse(null));
            line.put("severity", fault.severity());
            out.write(line + "\n");
        }
    }

    private static boolean holds(List<FaultView> faults, Instant time) {
        return faults.stream()
                .anyMatch(f -> !f.raised().isAfter(time)
                        && f.cleared().map(c -> c.isAfter(time)).orElse(true));
    }

    private static int bit(boolean on) {
        return on ? 1 : 0;
    }
}
