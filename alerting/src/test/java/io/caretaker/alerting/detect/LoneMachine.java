package io.caretaker.alerting.detect;

import io.caretaker.alerting.rule.RuleFiles;
import io.caretaker.model.Text;
import io.caretaker.model.estate.Asset;
import io.caretaker.model.estate.AssetType;
import io.caretaker.model.estate.Device;
import io.caretaker.model.estate.Estate;
import io.caretaker.model.estate.MetricSpec;
import io.caretaker.model.estate.Profile;
import io.caretaker.model.estate.Topology;
import io.caretaker.model.fault.DetectedItem.FaultItem;
import io.caretaker.model.fault.FaultEvent;
import io.caretaker.model.journal.JournalEntry.ReadingsReceived;
import io.caretaker.model.journal.JournalGroup;
import io.caretaker.model.reading.Reading;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** One machine under the generic rules, which reports rows of values at a steady pace. */
final class LoneMachine {
    final List<FaultEvent> events = new ArrayList<>();
    private final Topology topology;
    private final long interval;
    private Detection detection;
    private long rows;

    LoneMachine(int metrics, Duration interval) {
        this.interval = interval.toNanos() / 1000;
        topology = new Topology(
                List.of(new Estate("lab", Text.same("Lab"), 0, 0, ZoneId.of("UTC"), 0)),
                List.of(new Asset(
                        "machine", "lab", Optional.empty(), AssetType.MACHINE, Text.same("Machine"), Map.of())),
                List.of(new Device("machine", "lab", "machine", "p", interval)),
                List.of(new Profile(
                        "p",
                        Text.same("P"),
                        IntStream.range(0, metrics)
                                .mapToObj(m -> new MetricSpec("m" + m, "1", -1e300, 1e300))
                                .toList())));
        detection = new Detection(RuleFiles.catalogue(), RuleFiles.genericRules(), () -> topology);
    }

    void report(double... values) {
        long time = rows * interval;
        List<Reading> readings = new ArrayList<>();
        for (int m = 0; m < values.length; m++) {
            readings.add(Reading.good("machine", "m" + m, time, values[m]));
        }
        detection
                .fold(new JournalGroup(rows++, List.of(new ReadingsReceived("machine", time, readings))))
                .items()
                .forEach(item -> events.add(((FaultItem) item).event()));
    }

    void restart() {
        detection = Detection.restore(detection.snapshot(), topology, RuleFiles.catalogue());
    }

    /** Rows at which faults of the type were raised, or cleared. */
    List<Long> rows(String type, Class<? extends FaultEvent> what) {
        return events.stream()
                .filter(e -> e.type().equals(type) && what.isInstance(e))
                .map(e -> e.timeMicros() / interval)
                .toList();
    }
}
