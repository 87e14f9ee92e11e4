package io.caretaker.alerting.detect;

import io.caretaker.alerting.rule.FaultCatalogue;
import io.caretaker.alerting.rule.Rule;
import io.caretaker.alerting.rule.RuleBook;
import io.caretaker.alerting.rule.RuleCodec;
import io.caretaker.alerting.rule.RuleOverride;
import io.caretaker.model.estate.TopologySource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Layout, big-endian: magic, version, rule book (as JSON, so that a replay meets the rules of its time), service time, open
 * faults, watermarks by scope, devices. Strings are length-prefixed UTF-8.
 */
final class DetectionSnapshot {
    private static final int MAGIC = 0x43_54_44_54;
    private static final int VERSION = 1;

    private DetectionSnapshot() {}

    static byte[] write(Detection detection) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 16);
        try {
            DataOutputStream out = new DataOutputStream(bytes);
            out.writeInt(MAGIC);
            out.writeInt(VERSION);
            writeBook(out, detection.rules());
            detection.time().write(out);
            out.writeLong(detection.swept());
            detection.faults().write(out);
            Map<String, Long> watermarks = new LinkedHashMap<>();
            detection.plant().appliances().forEach(a -> watermarks.put(a.scope.id, a.scope.watermark));
            out.writeInt(watermarks.size());
            for (Map.Entry<String, Long> watermark : watermarks.entrySet()) {
                out.writeUTF(watermark.getKey());
                out.writeLong(watermark.getValue());
            }
            out.writeInt(detection.plant().appliances().size());
            for (Appliance device : detection.plant().appliances()) {
                out.writeUTF(device.id);
                byte[] state = ApplianceCodec.write(device);
                out.writeInt(state.length);
                out.write(state);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("writing a detection snapshot to memory", e);
        }
        return bytes.toByteArray();
    }

    static Detection read(byte[] snapshot, TopologySource topology, FaultCatalogue catalogue) {
        try {
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(snapshot));
            int magic = in.readInt();
            int version = in.readInt();
            if (magic != MAGIC || version != VERSION) {
                throw new IllegalArgumentException("This is no detection snapshot of version " + VERSION + " (magic "
                        + Integer.toHexString(magic) + ", version " + version + ")");
            }
            Detection detection = new Detection(catalogue, readBook(in), topology);
            detection.time().read(in);
            detection.swept(in.readLong());
            detection.faults().read(in);
            Map<String, Long> watermarks = new LinkedHashMap<>();
            int scopes = in.readInt();
            for (int i = 0; i < scopes; i++) {
                watermarks.put(in.readUTF(), in.readLong());
            }
            detection
                    .plant()
                    .appliances()
                    .forEach(a -> a.scope.passed(watermarks.getOrDefault(a.scope.id, Series.NONE)));
            int devices = in.readInt();
            for (int i = 0; i < devices; i++) {
                Appliance device = detection.plant().appliance(in.readUTF());
                byte[] state = new byte[in.readInt()];
                in.readFully(state);
                if (device != null) {
                    ApplianceCodec.read(device, state);
                }
            }
            return detection;
        } catch (IOException e) {
            throw new IllegalArgumentException("The detection snapshot ends too early", e);
        }
    }

    private static void writeBook(DataOutput out, RuleBook book) throws IOException {
        out.writeInt(book.rules().size());
        for (Rule rule : book.rules()) {
            text(out, RuleCodec.toJson(rule));
        }
        out.writeInt(book.overrides().size());
        for (RuleOverride override : book.overrides()) {
            text(out, RuleCodec.toJson(override));
        }
    }

    private static RuleBook readBook(DataInput in) throws IOException {
        List<Rule> rules = new ArrayList<>();
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            rules.add(RuleCodec.rule(text(in)));
        }
        List<RuleOverride> overrides = new ArrayList<>();
        int more = in.readInt();
        for (int i = 0; i < more; i++) {
            overrides.add(RuleCodec.override(text(in)));
        }
        return new RuleBook(rules, overrides);
    }

    private static void text(DataOutput out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String text(DataInput in) throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
