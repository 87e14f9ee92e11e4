package io.caretaker.ingest.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.caretaker.model.journal.JournalEntry;
import io.caretaker.model.journal.JournalEntry.ReadingsReceived;
import io.caretaker.model.journal.JournalEntry.Ticked;
import io.caretaker.model.reading.Reading;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class JournalCodecTest {
    private static final long NOW = 1_764_000_000_000_000L;

    @Provide
    Arbitrary<List<JournalEntry>> groups() {
        return JournalEntries.groups();
    }

    @Property(tries = 500)
    void whatIsEncodedComesBack(@ForAll("groups") List<JournalEntry> group) {
        byte[] packed = JournalCodec.encode(group);

        assertThat(JournalCodec.decode(packed)).isEqualTo(new DecodedEntries.Ok(group));
        assertThat(JournalCodec.count(packed)).isEqualTo(group.size());
    }

    @Property(tries = 1_000)
    void anyBytesGiveAResult(@ForAll byte[] bytes) {
        assertThat(JournalCodec.decode(bytes)).isNotNull();
    }

    @Property(tries = 500)
    void noDamagedByteGoesUnnoticed(@ForAll("groups") List<JournalEntry> group, @ForAll int at, @ForAll byte value) {
        byte[] packed = JournalCodec.encode(group);
        int place = Math.floorMod(at, packed.length);
        Assume.that(packed[place] != value);
        packed[place] = value;

        assertThat(JournalCodec.decode(packed)).isInstanceOf(DecodedEntries.Corrupt.class);
    }

    @Property(tries = 200)
    void noCutGroupGoesUnnoticed(@ForAll("groups") List<JournalEntry> group, @ForAll int at) {
        byte[] packed = JournalCodec.encode(group);

        byte[] cut = Arrays.copyOf(packed, Math.floorMod(at, packed.length));

        assertThat(JournalCodec.decode(cut)).isInstanceOf(DecodedEntries.Corrupt.class);
    }

    @Property(tries = 200)
    void groupsOfTheFirstVersionAreStillRead(@ForAll("groups") List<JournalEntry> group) {
        byte[] packed = JournalCodec.encode(group);
        byte[] first = Arrays.copyOfRange(packed, 4, packed.length);
        first[0] = JournalCodec.WITHOUT_CHECKSUM;

        assertThat(JournalCodec.decode(first)).isEqualTo(new DecodedEntries.Ok(group));
        assertThat(JournalCodec.count(first)).isEqualTo(group.size());
    }

    /** The check value of CRC-32C: RFC 3720, B.4, 32 bytes of zeros. */
    @Test
    void theChecksumIsTheOneOfTheStandard() {
        assertThat(Checksum.of(new byte[32], 0)).isEqualTo(0x8A9136AA);
    }

    @Test
    void aCutGroupOfTheFirstVersionTellsWhereItEnds() {
        byte[] packed = JournalCodec.encode(List.of(new Ticked(NOW), new Ticked(NOW + 1)));
        byte[] first = Arrays.copyOfRange(packed, 4, packed.length - 1);
        first[0] = JournalCodec.WITHOUT_CHECKSUM;

        assertThat(JournalCodec.decode(first)).isEqualTo(new DecodedEntries.Corrupt(first.length, "a byte more"));
    }

    @Test
    void anUnknownVersionIsNamed() {
        assertThat(JournalCodec.decode(new byte[] {9, 0}))
                .isEqualTo(new DecodedEntries.Corrupt(1, "journal group version 1 or 2"));
    }

    @Test
    void namesAreStoredOnceAGroupAndReadingsTakeFewBytes() {
        List<JournalEntry> group = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            String device = "green-park-zone-1-pipe-" + i % 10;
            long time = NOW + i * 1_000L;
            Reading reading = Reading.good(device, "water_pressure", time, 300 + i % 50 / 10.0);
            group.add(new ReadingsReceived(device, time + 35_000, List.of(reading)));
        }

        assertThat(JournalCodec.encode(group)).hasSizeLessThan(1_000 * 16);
    }
}
