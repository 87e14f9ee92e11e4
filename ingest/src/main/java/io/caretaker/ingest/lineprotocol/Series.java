package io.caretaker.ingest.lineprotocol;

import io.caretaker.model.estate.Device;
import io.caretaker.model.estate.Profile;
import java.util.Arrays;

/**
 * A measurement with its tags, and what is known about it: whose it is and what its fields become. Safe for use by several
 * threads: what is learned is published as a whole.
 */
final class Series {
    /** Fields of one series that are remembered; more than that are looked up anew. */
    private static final int MOST_FIELDS = 64;

    private final byte[] bytes;
    private final SeriesKey key;
    private final Device device;
    private final Profile profile;
    private volatile Fields known = new Fields(new FieldTarget[0], false);

    /** @param ambiguous two fields stand for one metric, so it depends on the point which of them counts */
    private record Fields(FieldTarget[] targets, boolean ambiguous) {}

    /** @param device null where nobody is known by this series, with the profile */
    Series(byte[] bytes, SeriesKey key, Device device, Profile profile) {
        this.bytes = bytes;
        this.key = key;
        this.device = device;
        this.profile = profile;
    }

    boolean is(byte[] in, int from, int to) {
        return Arrays.equals(bytes, 0, bytes.length, in, from, to);
    }

    SeriesKey key() {
        return key;
    }

    Device device() {
        return device;
    }

    Profile profile() {
        return profile;
    }

    /** Whether the fields of one point must be judged together. */
    boolean ambiguous() {
        return known.ambiguous();
    }

    /** What becomes of a field of the parser's point. Only where the device is known. */
    FieldTarget target(LineParser parser, int field) {
        int from = parser.nameFrom(field);
        int to = parser.nameTo(field);
        FieldTarget[] targets = known.targets();
        // Points of one series mostly have the same fields in the same order.
        if (field < targets.length && targets[field].isNamed(parser.bytes(), from, to)) {
            return targets[field];
        }
        for (FieldTarget target : targets) {
            if (target.isNamed(parser.bytes(), from, to)) {
                return target;
            }
        }
        return learn(Arrays.copyOfRange(parser.bytes(), from, to), parser.name(field));
    }

    private synchronized FieldTarget learn(byte[] name, String field) {
        FieldTarget learned = FieldTarget.of(name, field, key.measurement(), profile);
        Fields before = known;
        if (before.targets().length < MOST_FIELDS) {
            boolean ambiguous = before.ambiguous() || learned.mapping() != null && standsFor(before.targets(), learned);
            FieldTarget[] more = Arrays.copyOf(before.targets(), before.targets().length + 1);
            more[before.targets().length] = learned;
            known = new Fields(more, ambiguous);
        } else if (learned.mapping() != null && !before.ambiguous()) {
            known = new Fields(before.targets(), true);
        }
        return learned;
    }

    private static boolean standsFor(FieldTarget[] targets, FieldTarget learned) {
        for (FieldTarget target : targets) {
            if (target.mapping() != null
                    && target.mapping().metric().equals(learned.mapping().metric())) {
                return true;
            }
        }
        return false;
    }
}
