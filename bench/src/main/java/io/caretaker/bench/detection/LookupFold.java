package io.caretaker.bench.detection;

import io.caretaker.model.estate.Device;
import io.caretaker.model.estate.MetricSpec;
import io.caretaker.model.estate.Profile;
import io.caretaker.model.estate.Topology;
import io.caretaker.model.journal.JournalEntry;
import io.caretaker.model.journal.JournalEntry.ReadingsReceived;
import io.caretaker.model.journal.JournalGroup;
import io.caretaker.model.reading.Reading;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The ceiling of detection: finds the series of each reading and keeps its newest value, judging nothing. */
final class LookupFold {
    private static final class Last {
        private final String[] metrics;
        private final double[] values;
        private final long[] times;

        Last(List<MetricSpec> specs) {
            metrics = specs.stream().map(MetricSpec::name).toArray(String[]::new);
            values = new double[metrics.length];
            times = new long[metrics.length];
        }

        int indexOf(String metric) {
            for (int i = 0; i < metrics.length; i++) {
                if (metrics[i].equals(metric)) {
                    return i;
                }
            }
            return -1;
        }
    }

    private final Map<String, Last> devices = new HashMap<>();

    LookupFold(Topology topology) {
        for (Device device : topology.devices()) {
            List<MetricSpec> specs =
                    topology.profile(device.profile()).map(Profile::metrics).orElseThrow();
            devices.put(device.id(), new Last(specs));
        }
    }

    long fold(JournalGroup group) {
        long newer = 0;
        for (JournalEntry entry : group.entries()) {
            if (entry instanceof ReadingsReceived received) {
                Last last = devices.get(received.device());
                for (Reading reading : received.readings()) {
                    int index = last.indexOf(reading.metric());
                    if (index >= 0 && reading.timeMicros() > last.times[index]) {
                        last.times[index] = reading.timeMicros();
                        last.values[index] = reading.value();
                        newer++;
                    }
                }
            }
        }
        return newer;
    }
}
