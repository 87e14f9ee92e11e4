package io.caretaker.ingest.intake;

import io.caretaker.model.reading.Quality;

/** Why a reading was taken with less than good quality. The name is the reason that the reading carries. */
public enum FlagReason {
    /** Outside the plausible range of the profile: bad data, never a fault of the facility. */
    OUT_OF_RANGE(Quality.BAD),
    /** The device's clock is ahead; the time of arrival was taken instead. */
    FUTURE(Quality.SUSPECT);

    private final Quality quality;
    private final String tag = name().toLowerCase(java.util.Locale.ROOT);

    FlagReason(Quality quality) {
        this.quality = quality;
    }

    public Quality quality() {
        return quality;
    }

    /** The lower-case word of counters. */
    public String tag() {
        return tag;
    }
}
