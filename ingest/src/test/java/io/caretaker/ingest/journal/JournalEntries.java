package io.caretaker.ingest.journal;

import io.caretaker.model.journal.JournalEntry;
import io.caretaker.model.journal.JournalEntry.CommandIssued;
import io.caretaker.model.journal.JournalEntry.DeviceStatusChanged;
import io.caretaker.model.journal.JournalEntry.ReadingsReceived;
import io.caretaker.model.journal.JournalEntry.Ticked;
import io.caretaker.model.reading.Quality;
import io.caretaker.model.reading.Reading;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Any journal entries, for property tests. */
final class JournalEntries {
    private JournalEntries() {}

    static Arbitrary<List<JournalEntry>> groups() {
        return Arbitraries.<JournalEntry>oneOf(readingsReceived(), statuses(), ticks(), commands())
                .list()
                .ofMaxSize(30);
    }

    private static Arbitrary<String> names() {
        return Arbitraries.oneOf(
                Arbitraries.of("pz1-p3", "lamp-7", "water_pressure", ""),
                Arbitraries.strings().withCharRange('a', 'z').ofMaxLength(20),
                Arbitraries.strings().withChars("水泵é\u0000\"\\").ofMaxLength(6));
    }

    private static Arbitrary<Long> times() {
        return Arbitraries.oneOf(
                Arbitraries.longs(), Arbitraries.longs().between(1_764_000_000_000_000L, 1_764_100_000_000_000L));
    }

    private static Arbitrary<Double> values() {
        return Arbitraries.oneOf(
                Arbitraries.of(0.0, -0.0, 1.0, Double.MAX_VALUE, Double.MIN_VALUE, Double.NaN, 1e15, 0.1 + 0.2),
                Arbitraries.doubles(),
                Arbitraries.integers().between(-100_000, 100_000).map(i -> i / 10.0));
    }

    private static Arbitrary<JournalEntry> readingsReceived() {
        Arbitrary<Reading> readings = Combinators.combine(
                        names(), names(), times(), values(), Arbitraries.of(Quality.class), names())
                .as(Reading::new);
        Arbitrary<Reading> ofPump = readings.map(
                r -> new Reading("pump-1", r.metric(), r.timeMicros(), r.value(), r.quality(), r.reason()));
        return Combinators.combine(
                        Arbitraries.oneOf(names(), Arbitraries.just("pump-1")),
                        times(),
                        Arbitraries.oneOf(readings, ofPump).list().ofMaxSize(5))
                .as(ReadingsReceived::new);
    }

    private static Arbitrary<JournalEntry> statuses() {
        return Combinators.combine(names(), times(), Arbitraries.of(true, false))
                .as(DeviceStatusChanged::new);
    }

    private static Arbitrary<JournalEntry> ticks() {
        return times().map(Ticked::new);
    }

    private static Arbitrary<JournalEntry> commands() {
        return Combinators.combine(names(), names(), names(), times(), names()).as(CommandIssued::new);
    }
}
