package io.caretaker.ingest.quality;

import java.util.Locale;

/** What may be wrong with what a device sends. The name is part of the stored format: never change one. */
public enum Flaw {
    /** A reading of a series that was there already, with the same time. */
    DUPLICATE,
    /** A reading older than the newest one of its series. */
    OUT_OF_ORDER,
    /** A message that the device's interval promised and that has not come. */
    MISSING,
    /** A counter that went backwards: the device restarted or was changed. */
    COUNTER_RESET,
    /** A reading in another unit than the profile's, converted. */
    CONVERTED,
    /** Outside the plausible range of the profile. */
    OUT_OF_RANGE,
    /** The device's clock was ahead beyond the tolerance; the time of arrival was taken. */
    FUTURE,
    /** Flagged for another reason. */
    OTHER;

    private static final Flaw[] ALL = values();

    /** The flaw of a reading that was flagged for the reason. */
    static Flaw ofReason(String reason) {
        return switch (reason) {
            case "OUT_OF_RANGE" -> OUT_OF_RANGE;
            case "FUTURE" -> FUTURE;
            default -> OTHER;
        };
    }

    static Flaw at(int ordinal) {
        return ALL[ordinal];
    }

    static int count() {
        return ALL.length;
    }

    /** As the API says it: {@code out-of-order}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
