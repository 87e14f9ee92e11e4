package io.caretaker.ingest.journal;

import io.caretaker.model.journal.JournalEntry;
import io.caretaker.model.journal.JournalEntry.CommandIssued;
import io.caretaker.model.journal.JournalEntry.DeviceStatusChanged;
import io.caretaker.model.journal.JournalEntry.ReadingsReceived;
import io.caretaker.model.journal.JournalEntry.Ticked;
import io.caretaker.model.reading.Quality;
import io.caretaker.model.reading.Reading;
import java.util.ArrayList;
import java.util.List;

/**
 * Journal entries to bytes and back: one packed value for a group of entries.
 *
 * <pre>
 * group    := version:byte(2) crc32c:4 bytes body | version:byte(1) body
 * body     := count:varint entry*
 * entry    := 1 device:name arrival:time n:varint reading{n}
 *           | 2 device:name time (0|1):byte
 *           | 3 time
 *           | 4 kind:name subject:name actor:name time body:text
 * reading  := flags:byte [device:name] metric:name time [reason:name] value
 * flags    := bits 0-1 quality, bit 2 device differs from the entry's, bit 3 has a reason, bits 4-6 scale
 * value    := scale 0-4: zigzag of value·10^scale; scale 7: the double's 8 bytes
 * time     := zigzag of the difference to the time before it in the group
 * name     := 0 text (which becomes the next name of the group) | index + 1 of a name of the group
 * text     := length:varint UTF-8 bytes
 * </pre>
 *
 * The checksum is CRC-32C (RFC 3720) of the body, big endian. Version 1 had none; it is read, no longer written.
 *
 * <p>Decoding is total: any bytes give a result, a wrong one says where. Stateless and thread-safe.
 */
public final class JournalCodec {
    /** The version that is written. */
    public static final byte VERSION = 2;

    static final byte WITHOUT_CHECKSUM = 1;
    private static final int BODY_AT = 1 + Integer.BYTES;
    private static final int READINGS = 1;
    private static final int STATUS = 2;
    private static final int TICK = 3;
    private static final int COMMAND = 4;

    private static final int DEVICE_DIFFERS = 1 << 2;
    private static final int HAS_REASON = 1 << 3;
    private static final int SCALE_SHIFT = 4;
    private static final int UNSCALED = 7;
    private static final Quality[] QUALITIES = Quality.values();

    private JournalCodec() {}

    public static byte[] encode(List<JournalEntry> entries) {
        PackedWriter out = new PackedWriter(64 + entries.size() * 32);
        out.oneByte(VERSION);
        out.fourBytes(0);
        out.varint(entries.size());
        for (JournalEntry entry : entries) {
            write(entry, out);
        }
        byte[] group = out.toBytes();
        Checksum.put(group, 1, Checksum.of(group, BODY_AT));
        return group;
    }

    public static DecodedEntries decode(byte[] group) {
        PackedReader in = new PackedReader(group);
        try {
            int count = readHeader(in);
            in.require(
                    group[0] != VERSION || Checksum.get(group, 1) == Checksum.of(group, BODY_AT),
                    "a body with the checksum of the head");
            List<JournalEntry> entries = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                entries.add(read(in));
            }
            in.require(in.atEnd(), "the end of the group");
            return new DecodedEntries.Ok(entries);
        } catch (PackedReader.Malformed malformed) {
            return new DecodedEntries.Corrupt(malformed.position(), malformed.expected());
        }
    }

    /** Number of entries as the head of the group says, without decoding them; -1 when the head is corrupt. */
    public static int count(byte[] group) {
        try {
            return readHeader(new PackedReader(group));
        } catch (PackedReader.Malformed malformed) {
            return -1;
        }
    }

    private static int readHeader(PackedReader in) throws PackedReader.Malformed {
        int version = in.oneByte();
        in.require(version == VERSION || version == WITHOUT_CHECKSUM, "journal group version 1 or " + VERSION);
        if (version == VERSION) {
            in.fourBytes();
        }
        // An entry takes two bytes at least: a corrupt count must not reserve memory.
        return in.count(2);
    }

    private static void write(JournalEntry entry, PackedWriter out) {
        if (entry instanceof ReadingsReceived received) {
            out.oneByte(READINGS);
            out.name(received.device());
            out.time(received.arrivalMicros());
            out.varint(received.readings().size());
            for (Reading reading : received.readings()) {
                writeReading(received.device(), reading, out);
            }
        } else if (entry instanceof DeviceStatusChanged status) {
            out.oneByte(STATUS);
            out.name(status.device());
            out.time(status.timeMicros());
            out.oneByte(status.online() ? 1 : 0);
        } else if (entry instanceof Ticked ticked) {
            out.oneByte(TICK);
            out.time(ticked.timeMicros());
        } else if (entry instanceof CommandIssued command) {
            out.oneByte(COMMAND);
            out.name(command.kind());
            out.name(command.subject());
            out.name(command.actor());
            out.time(command.timeMicros());
            out.text(command.body());
        } else {
            throw new IllegalStateException("no journal format for " + entry.getClass());
        }
    }

    private static void writeReading(String device, Reading reading, PackedWriter out) {
        boolean differs = !reading.device().equals(device);
        boolean hasReason = !reading.reason().isEmpty();
        int scale = DecimalScale.of(reading.value());
        out.oneByte(reading.quality().ordinal()
                | (differs ? DEVICE_DIFFERS : 0)
                | (hasReason ? HAS_REASON : 0)
                | (scale < 0 ? UNSCALED : scale) << SCALE_SHIFT);
        if (differs) {
            out.name(reading.device());
        }
        out.name(reading.metric());
        out.time(reading.timeMicros());
        if (hasReason) {
            out.name(reading.reason());
        }
        if (scale < 0) {
            out.eightBytes(Double.doubleToRawLongBits(reading.value()));
        } else {
            out.zigzag(DecimalScale.toLong(reading.value(), scale));
        }
    }

    private static JournalEntry read(PackedReader in) throws PackedReader.Malformed {
        int type = in.oneByte();
        switch (type) {
            case READINGS:
                return readReadings(in);
            case STATUS:
                return new DeviceStatusChanged(in.name(), in.time(), in.bool());
            case TICK:
                return new Ticked(in.time());
            case COMMAND:
                return new CommandIssued(in.name(), in.name(), in.name(), in.time(), in.text());
            default:
                throw in.malformed("an entry type of 1 to 4");
        }
    }

    private static ReadingsReceived readReadings(PackedReader in) throws PackedReader.Malformed {
        String device = in.name();
        long arrival = in.time();
        int count = in.count(4);
        List<Reading> readings = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            readings.add(readReading(device, in));
        }
        return new ReadingsReceived(device, arrival, readings);
    }

    private static Reading readReading(String entryDevice, PackedReader in) throws PackedReader.Malformed {
        int flags = in.oneByte();
        int quality = flags & 3;
        int scale = flags >> SCALE_SHIFT;
        in.require(quality < QUALITIES.length, "a quality of 0 to 2");
        in.require(flags >= 0 && (scale == UNSCALED || scale <= DecimalScale.MAX), "a scale of 0 to 4, or 7");
        String device = (flags & DEVICE_DIFFERS) != 0 ? in.name() : entryDevice;
        String metric = in.name();
        long time = in.time();
        String reason = (flags & HAS_REASON) != 0 ? in.name() : "";
        double value = scale == UNSCALED
                ? Double.longBitsToDouble(in.eightBytes())
                : DecimalScale.toDouble(in.zigzag(), scale);
        return new Reading(device, metric, time, value, QUALITIES[quality], reason);
    }
}
