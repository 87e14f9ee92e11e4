package io.caretaker.ingest.sparkplug;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The one payload that a host sends: the request for a rebirth (Sparkplug 3.0 § 6.4.20, NCMD). Pure. */
final class PayloadWriter {
    private PayloadWriter() {}

    /** {@code Node Control/Rebirth} = true. */
    static byte[] rebirth(long timestampMillis) {
        ByteArrayOutputStream metric = new ByteArrayOutputStream();
        byte[] name = Metric.REBIRTH.getBytes(StandardCharsets.UTF_8);
        metric.write(1 << 3 | WireReader.BYTES);
        varint(metric, name.length);
        metric.writeBytes(name);
        field(metric, 3, timestampMillis);
        field(metric, 4, DataType.BOOLEAN);
        field(metric, 14, 1);

        ByteArrayOutputStream payload = new ByteArrayOutputStream();
        field(payload, 1, timestampMillis);
        payload.write(2 << 3 | WireReader.BYTES);
        varint(payload, metric.size());
        payload.writeBytes(metric.toByteArray());
        return payload.toByteArray();
    }

    private static void field(ByteArrayOutputStream out, int number, long value) {
        out.write(number << 3 | WireReader.VARINT);
        varint(out, value);
    }

    private static void varint(ByteArrayOutputStream out, long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            out.write((int) (rest & 0x7f | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }
}
