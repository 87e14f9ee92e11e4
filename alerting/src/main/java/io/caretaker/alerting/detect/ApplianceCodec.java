package io.caretaker.alerting.detect;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/**
 * State of one device to bytes and back. Series are found again by metric and detectors by rule and kind; the state of what
 * is no longer there is skipped.
 */
final class ApplianceCodec {
    private ApplianceCodec() {}

    static byte[] write(Appliance device) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            DataOutputStream out = new DataOutputStream(bytes);
            out.writeLong(device.heard);
            out.writeShort(device.series.length);
            for (Series series : device.series) {
                out.writeUTF(series.metric);
                block(out, series::write);
                detectors(out, series.detectors);
            }
            detectors(out, device.whole);
        } catch (IOException e) {
            throw new UncheckedIOException("writing the state of device " + device.id + " to memory", e);
        }
        return bytes.toByteArray();
    }

    static void read(Appliance device, byte[] state) {
        try {
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(state));
            device.heard = in.readLong();
            int series = in.readShort();
            for (int i = 0; i < series; i++) {
                Series known = device.series(in.readUTF());
                byte[] values = block(in);
                if (known != null) {
                    known.read(new DataInputStream(new ByteArrayInputStream(values)));
                }
                detectors(in, known == null ? new Detector[0] : known.detectors);
            }
            detectors(in, device.whole);
        } catch (IOException e) {
            throw new IllegalArgumentException("The state of device " + device.id + " ends too early", e);
        }
    }

    private static void detectors(DataOutput out, Detector[] detectors) throws IOException {
        out.writeShort(detectors.length);
        for (Detector detector : detectors) {
            out.writeUTF(key(detector));
            block(out, detector::write);
        }
    }

    private static void detectors(DataInput in, Detector[] detectors) throws IOException {
        Map<String, Detector> byKey = new HashMap<>();
        for (Detector detector : detectors) {
            byKey.put(key(detector), detector);
        }
        int count = in.readShort();
        for (int i = 0; i < count; i++) {
            Detector detector = byKey.get(in.readUTF());
            byte[] state = block(in);
            if (detector != null) {
                detector.read(new DataInputStream(new ByteArrayInputStream(state)));
            }
        }
    }

    private static String key(Detector detector) {
        return detector.settings.judgement().rule() + "/" + detector.getClass().getSimpleName();
    }

    private interface Part {
        void write(DataOutput out) throws IOException;
    }

    private static void block(DataOutput out, Part part) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(64);
        part.write(new DataOutputStream(bytes));
        out.writeInt(bytes.size());
        out.write(bytes.toByteArray());
    }

    private static byte[] block(DataInput in) throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return bytes;
    }
}
