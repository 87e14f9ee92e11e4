package io.caretaker.alerting.detect;

import io.caretaker.alerting.rule.FaultCatalogue;
import io.caretaker.alerting.rule.InvalidDocument;
import io.caretaker.alerting.rule.Rule;
import io.caretaker.alerting.rule.RuleBook;
import io.caretaker.alerting.rule.RuleCodec;
import io.caretaker.alerting.rule.RuleOverride;
import io.caretaker.alerting.rule.RuleValidation;
import io.caretaker.model.estate.Topology;
import io.caretaker.model.estate.TopologySource;
import io.caretaker.model.fault.DetectedBatch;
import io.caretaker.model.fault.DetectedItem;
import io.caretaker.model.journal.JournalEntry;
import io.caretaker.model.journal.JournalEntry.CommandIssued;
import io.caretaker.model.journal.JournalEntry.DeviceStatusChanged;
import io.caretaker.model.journal.JournalEntry.ReadingsReceived;
import io.caretaker.model.journal.JournalEntry.Ticked;
import io.caretaker.model.journal.JournalGroup;
import io.caretaker.model.reading.Quality;
import io.caretaker.model.reading.Reading;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The fold that makes faults of readings: the same live, in backtests and when the journal is replayed. Time enters only by
 * event times and ticks. Of a series only readings newer than the newest one count; what is late beyond the allowance of its
 * scope can end a fault but not begin one. To be driven by one thread, in journal order.
 */
public final class Detection {
    /** Ticks closer together than this do not sweep the detectors again. */
    private static final long SWEEP = 10_000_000L;
    /** Series that one message can touch at once before the rest is judged separately. */
    private static final int MASK_BITS = 64;

    private final FaultCatalogue catalogue;
    private final RuleValidation validation;
    private final TopologySource topology;
    private final FaultRegister faults = new FaultRegister();
    private final ServiceTime time = new ServiceTime();
    private final DetectionCounts counts = new DetectionCounts();
    private RuleBook book;
    private Plant plant;
    private long swept = Series.NONE;

    /**
     * @param book the rules as published up to the first entry that will be folded; later changes come as commands
     * @param topology asked now and at each command {@code registry.changed}
     */
    public Detection(FaultCatalogue catalogue, RuleBook book, TopologySource topology) {
        this.catalogue = catalogue;
        this.validation = new RuleValidation(catalogue);
        this.book = book;
        this.topology = topology;
        this.plant = new Plant(topology.current(), book, catalogue);
    }

    /**
     * Goes on where {@link #snapshot} was taken. State of devices and rules that are gone is dropped.
     *
     * @throws IllegalArgumentException when the bytes are no snapshot of this version
     */
    public static Detection restore(byte[] snapshot, TopologySource topology, FaultCatalogue catalogue) {
        return DetectionSnapshot.read(snapshot, topology, catalogue);
    }

    /** As above, for a topology that does not change. */
    public static Detection restore(byte[] snapshot, Topology topology, FaultCatalogue catalogue) {
        return restore(snapshot, () -> topology, catalogue);
    }

    /** The whole state; to be kept together with the offset of the last batch. */
    public byte[] snapshot() {
        return DetectionSnapshot.write(this);
    }

    /** The rules as they stand after what was folded. */
    public RuleBook rules() {
        return book;
    }

    /** What was seen and left out so far, since this object was made. */
    public DetectionCounts counts() {
        return counts;
    }

    public DetectedBatch fold(JournalGroup group) {
        for (JournalEntry entry : group.entries()) {
            if (entry instanceof ReadingsReceived received) {
                readings(received);
            } else if (entry instanceof Ticked tick) {
                tick(tick.timeMicros());
            } else if (entry instanceof CommandIssued command) {
                command(command);
            } else if (entry instanceof DeviceStatusChanged status) {
                status(status);
            }
        }
        return new DetectedBatch(group.nextOffset(), faults.drain());
    }

    /** Binds the rules to the registry as it is now. What stays keeps its state; faults of what went are cleared. */
    public void topologyChanged(Topology changed) {
        rebind(changed, book, time.now() == Series.NONE ? 0 : time.now());
    }

    private void readings(ReadingsReceived received) {
        Appliance device = plant.appliance(received.device());
        if (device == null) {
            counts.unknownDevice += received.readings().size();
            return;
        }
        if (received.arrivalMicros() > device.heard) {
            device.heard = received.arrivalMicros();
        }
        List<Reading> readings = inTimeOrder(received.readings());
        int size = readings.size();
        for (int from = 0; from < size; ) {
            long at = readings.get(from).timeMicros();
            int to = from + 1;
            while (to < size && to - from < MASK_BITS && readings.get(to).timeMicros() == at) {
                to++;
            }
            moment(device, readings, from, to);
            from = to;
        }
    }

    /** Readings of one event time: all are taken first, then judged, so that their order in the message means nothing. */
    private void moment(Appliance device, List<Reading> readings, int from, int to) {
        long at = readings.get(from).timeMicros();
        boolean late = device.scope.late(at, device);
        boolean anyGood = false;
        long fresh = 0;
        counts.readings += to - from;
        for (int i = from; i < to; i++) {
            Reading reading = readings.get(i);
            if (reading.quality() != Quality.GOOD || !Double.isFinite(reading.value())) {
                unusable(device, reading);
                continue;
            }
            anyGood = true;
            int index = device.indexOf(reading.metric());
            if (index < 0) {
                continue;
            }
            if (device.series[index].offer(at, reading.value(), late)) {
                fresh |= 1L << index;
            } else {
                counts.duplicate++;
            }
        }
        if (anyGood) {
            // Where a recording or a simulation drives the clock, arrival is by a clock that moves in steps.
            device.heard = Math.max(device.heard, at);
            device.scope.passed(at);
            counts.late += late ? to - from : 0;
            judge(device, fresh, at);
        }
    }

    private void judge(Appliance device, long fresh, long at) {
        for (long left = fresh; left != 0; left &= left - 1) {
            Series series = device.series[Long.numberOfTrailingZeros(left)];
            boolean suspicious = false;
            for (Detector detector : series.detectors) {
                suspicious |= detector.reading(at, faults);
            }
            if (!suspicious) {
                series.learn(series.value);
            }
        }
        for (Detector detector : device.whole) {
            detector.reading(at, faults);
        }
    }

    private void unusable(Appliance device, Reading reading) {
        counts.unusable++;
        if (reading.quality() == Quality.BAD) {
            for (Detector detector : device.whole) {
                detector.unusable(reading.timeMicros(), faults);
            }
        }
    }

    private static List<Reading> inTimeOrder(List<Reading> readings) {
        for (int i = 1; i < readings.size(); i++) {
            if (readings.get(i).timeMicros() < readings.get(i - 1).timeMicros()) {
                List<Reading> sorted = new ArrayList<>(readings);
                sorted.sort(Comparator.comparingLong(Reading::timeMicros));
                return sorted;
            }
        }
        return readings;
    }

    private void status(DeviceStatusChanged status) {
        Appliance device = plant.appliance(status.device());
        if (device != null && status.online() && status.timeMicros() > device.heard) {
            device.heard = status.timeMicros();
        }
    }

    private void tick(long now) {
        time.passed(now);
        if (swept == Series.NONE || now - swept >= SWEEP) {
            swept = now;
            for (Detector detector : plant.ticking()) {
                detector.tick(now, time.aliveFloor(), faults);
            }
        }
        faults.put(new DetectedItem.TickItem(now));
    }

    private void command(CommandIssued command) {
        switch (command.kind()) {
            case "rule.put", "rule.override" -> rebind(topology.current(), changed(command), command.timeMicros());
            case "registry.changed" -> rebind(topology.current(), book, command.timeMicros());
            default -> {
                // No business of detection, but of a stage behind it.
            }
        }
        faults.put(new DetectedItem.CommandItem(command));
    }

    /** The book with the change; a body that is no rule changes nothing, as whoever issued it was told. */
    private RuleBook changed(CommandIssued command) {
        try {
            if (command.kind().equals("rule.put")) {
                Rule rule = RuleCodec.ruleOfBody(command.body());
                if (validation.check(rule).isEmpty()) {
                    return book.with(rule);
                }
            } else {
                RuleOverride override = RuleCodec.overrideOfBody(command.body());
                Optional<Rule> rule = book.rule(override.rule());
                if (rule.isPresent() && validation.check(override, rule.get()).isEmpty()) {
                    return book.with(override);
                }
            }
        } catch (InvalidDocument e) {
            // Counted below like what is well-formed but makes no sense.
        }
        counts.invalidRule++;
        return book;
    }

    private void rebind(Topology changedTopology, RuleBook changedBook, long at) {
        Plant before = plant;
        Plant after = new Plant(changedTopology, changedBook, catalogue);
        Map<String, byte[]> kept = new HashMap<>();
        before.appliances().forEach(a -> kept.put(a.id, ApplianceCodec.write(a)));
        after.appliances().forEach(a -> {
            byte[] state = kept.get(a.id);
            if (state != null) {
                ApplianceCodec.read(a, state);
                Appliance old = before.appliance(a.id);
                a.scope.passed(old.scope.watermark);
            }
        });
        book = changedBook;
        plant = after;
        Map<String, Integer> voices = new HashMap<>();
        after.appliances()
                .forEach(a -> a.detectors().stream()
                        .filter(d -> d.raised)
                        .forEach(d -> voices.merge(FaultRegister.key(d), 1, Integer::sum)));
        faults.withdraw(voices, at);
    }

    FaultRegister faults() {
        return faults;
    }

    ServiceTime time() {
        return time;
    }

    Plant plant() {
        return plant;
    }

    long swept() {
        return swept;
    }

    void swept(long at) {
        swept = at;
    }
}
