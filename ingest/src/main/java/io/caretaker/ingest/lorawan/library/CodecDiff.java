package io.caretaker.ingest.lorawan.library;

import io.caretaker.ingest.lorawan.codec.CodecUplink;
import io.caretaker.ingest.lorawan.codec.DecodedUplink;
import io.caretaker.ingest.lorawan.codec.JsCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * What another version of a codec makes of the same payloads. Pure: the same scripts and samples give the same difference,
 * as long as the scripts look at nothing but their input.
 *
 * @param samples payloads that both decoded
 * @param same of these, how many came out alike
 * @param differences at most {@value #MOST}, in the order of the samples
 */
public record CodecDiff(int samples, int same, List<Difference> differences) {
    private static final int MOST = 200;

    public CodecDiff {
        differences = List.copyOf(differences);
    }

    /**
     * One payload that comes out differently.
     *
     * @param before what the older version says, a reason in case it failed
     * @param fields those that differ; none when one of the versions failed
     */
    public record Difference(UplinkSample sample, DecodedUplink before, DecodedUplink after, List<Field> fields) {
        public Difference {
            fields = List.copyOf(fields);
        }
    }

    /**
     * A field that is not the same.
     *
     * @param path as mappings name it: {@code chn[0].value}
     * @param before null where there was none
     * @param after null where there is none
     */
    public record Field(String path, Object before, Object after) {}

    public static CodecDiff of(List<UplinkSample> samples, JsCodec before, JsCodec after) {
        List<Difference> differences = new ArrayList<>();
        int same = 0;
        for (UplinkSample sample : samples) {
            CodecUplink uplink = new CodecUplink(sample.payload(), sample.fPort(), Map.of(), sample.timeMicros());
            Difference difference = difference(sample, before.decodeUplink(uplink), after.decodeUplink(uplink));
            if (difference == null) {
                same++;
            } else if (differences.size() < MOST) {
                differences.add(difference);
            }
        }
        return new CodecDiff(samples.size(), same, differences);
    }

    /** Null when they are alike. Two failures are alike whatever their words: neither gives readings. */
    private static Difference difference(UplinkSample sample, DecodedUplink before, DecodedUplink after) {
        if (before instanceof DecodedUplink.Fields old && after instanceof DecodedUplink.Fields now) {
            List<Field> fields = new ArrayList<>();
            compare("", old.fields(), now.fields(), fields);
            return fields.isEmpty() ? null : new Difference(sample, before, after, fields);
        }
        boolean bothFailed = before instanceof DecodedUplink.Failed && after instanceof DecodedUplink.Failed;
        return bothFailed ? null : new Difference(sample, before, after, List.of());
    }

    private static void compare(String path, Object before, Object after, List<Field> into) {
        if (before instanceof Map<?, ?> old && after instanceof Map<?, ?> now) {
            Set<String> keys = new TreeSet<>();
            old.keySet().forEach(key -> keys.add((String) key));
            now.keySet().forEach(key -> keys.add((String) key));
            for (String key : keys) {
                compare(path.isEmpty() ? key : path + "." + key, old.get(key), now.get(key), into);
            }
        } else if (before instanceof List<?> old && after instanceof List<?> now) {
            for (int i = 0; i < Math.max(old.size(), now.size()); i++) {
                compare(path + "[" + i + "]", at(old, i), at(now, i), into);
            }
        } else if (!alike(before, after)) {
            into.add(new Field(path, before, after));
        }
    }

    private static Object at(List<?> list, int index) {
        return index < list.size() ? list.get(index) : null;
    }

    /** 20 and 20.0 are one number to a script. */
    private static boolean alike(Object before, Object after) {
        return before instanceof Number old && after instanceof Number now
                ? old.doubleValue() == now.doubleValue()
                : Objects.equals(before, after);
    }
}
