package io.caretaker.ingest.sparkplug;

import io.caretaker.ingest.sparkplug.WireReader.Malformed;
import java.util.ArrayList;
import java.util.List;

/**
 * Decoder of Sparkplug B payloads (the message {@code Payload} of sparkplug_b.proto, Sparkplug 3.0 § 6.4). Fields it does
 * not need are skipped: metadata, properties, data sets, templates, bytes. Pure and total.
 */
final class PayloadReader {
    /** An edge node's birth names every metric it will ever send: thousands are usual. */
    static final int MOST_METRICS = 50_000;

    private static final int LONGEST_NAME = 1_024;
    private static final int LONGEST_TEXT = 4_096;

    // Fields of Payload.
    private static final int TIMESTAMP = 1 << 3 | WireReader.VARINT;
    private static final int METRIC = 2 << 3 | WireReader.BYTES;
    private static final int SEQ = 3 << 3 | WireReader.VARINT;

    // Fields of Payload.Metric.
    private static final int M_NAME = 1 << 3 | WireReader.BYTES;
    private static final int M_ALIAS = 2 << 3 | WireReader.VARINT;
    private static final int M_TIMESTAMP = 3 << 3 | WireReader.VARINT;
    private static final int M_DATATYPE = 4 << 3 | WireReader.VARINT;
    private static final int M_IS_NULL = 7 << 3 | WireReader.VARINT;
    private static final int M_INT = 10 << 3 | WireReader.VARINT;
    private static final int M_LONG = 11 << 3 | WireReader.VARINT;
    private static final int M_FLOAT = 12 << 3 | WireReader.FIXED32;
    private static final int M_DOUBLE = 13 << 3 | WireReader.FIXED64;
    private static final int M_BOOLEAN = 14 << 3 | WireReader.VARINT;
    private static final int M_STRING = 15 << 3 | WireReader.BYTES;

    private PayloadReader() {}

    static Payload read(byte[] payload) {
        try {
            return payload(new WireReader(payload));
        } catch (Malformed e) {
            return new Payload.Unreadable(e.offset(), e.getMessage());
        }
    }

    private static Payload payload(WireReader in) throws Malformed {
        long timestamp = Metric.NO_TIME;
        int seq = Payload.Message.NO_SEQ;
        List<Metric> metrics = new ArrayList<>();
        while (in.hasMore()) {
            int at = in.offset();
            int tag = in.tag();
            switch (tag) {
                case TIMESTAMP -> timestamp = in.varint();
                case METRIC -> {
                    if (metrics.size() == MOST_METRICS) {
                        throw new Malformed(at, "at most " + MOST_METRICS + " metrics");
                    }
                    metrics.add(metric(in.message()));
                }
                case SEQ -> {
                    long value = in.varint();
                    if (value < 0 || value > 255) {
                        throw new Malformed(at, "a seq of 0 to 255");
                    }
                    seq = (int) value;
                }
                default -> in.skip(tag);
            }
        }
        return new Payload.Message(timestamp, metrics, seq);
    }

    private static Metric metric(WireReader in) throws Malformed {
        String name = "";
        long alias = Metric.NO_ALIAS;
        long timestamp = Metric.NO_TIME;
        int datatype = 0;
        boolean isNull = false;
        Object raw = null;
        while (in.hasMore()) {
            int tag = in.tag();
            switch (tag) {
                case M_NAME -> name = in.text(LONGEST_NAME);
                case M_ALIAS -> alias = in.varint();
                case M_TIMESTAMP -> timestamp = in.varint();
                case M_DATATYPE -> datatype = (int) in.varint();
                case M_IS_NULL -> isNull = in.varint() != 0;
                case M_INT -> raw = in.varint() & 0xffff_ffffL;
                case M_LONG -> raw = in.varint();
                case M_FLOAT -> raw = Float.intBitsToFloat(in.fixed32());
                case M_DOUBLE -> raw = Double.longBitsToDouble(in.fixed64());
                case M_BOOLEAN -> raw = in.varint() != 0;
                case M_STRING -> raw = in.text(LONGEST_TEXT);
                default -> in.skip(tag);
            }
        }
        return new Metric(name, alias, timestamp, datatype, isNull ? null : raw);
    }
}
