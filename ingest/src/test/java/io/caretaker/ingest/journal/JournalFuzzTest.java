package io.caretaker.ingest.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.caretaker.ingest.testing.Fuzz;
import io.caretaker.model.journal.JournalEntry.ReadingsReceived;
import io.caretaker.model.journal.JournalEntry.Ticked;
import io.caretaker.model.reading.Reading;
import java.util.List;
import org.junit.jupiter.api.Test;

class JournalFuzzTest {
    private static final long NOW = 1_764_000_000_000_000L;

    @Test
    void anyGroupIsEntriesOrCorrupt() {
        byte[] group = JournalCodec.encode(List.of(
                new Ticked(NOW),
                new ReadingsReceived("p-1", NOW, List.of(Reading.good("p-1", "water_pressure", NOW, 312.5)))));

        Fuzz.of(group).each(bytes -> {
            DecodedEntries decoded = JournalCodec.decode(bytes);
            if (decoded instanceof DecodedEntries.Ok ok) {
                assertThat(ok.entries().size()).isLessThanOrEqualTo(bytes.length);
                assertThat(JournalCodec.decode(JournalCodec.encode(ok.entries())))
                        .isEqualTo(ok);
            }
        });
    }
}
