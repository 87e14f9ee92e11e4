package io.caretaker.ingest.codec;

/** Why something from outside was not taken. A small closed set: it tags counters and dead letters. */
public enum RejectReason {
    /** Not readable as the format it claims to be. */
    MALFORMED,
    /** Payload above the size limit. */
    TOO_LARGE,
    /** More readings in one message than allowed. */
    TOO_MANY_READINGS,
    UNKNOWN_DEVICE,
    /** The payload names another device than the one that is authenticated. */
    OTHER_DEVICE,
    UNKNOWN_METRIC,
    /** The unit is neither the profile's nor convertible to it. */
    UNIT,
    /** The value is absent, not a number or not finite. */
    VALUE,
    /** The time is not readable. */
    TIME,
    /** The time is further ahead than a wrong clock is forgiven. */
    FUTURE,
    /** The time is further back than readings are taken. */
    TOO_OLD,
    /** A topic that the device may not use. */
    TOPIC,
    BAD_CREDENTIALS,
    /** A status message that says neither online nor offline. */
    STATUS,
    /** A quality of service, packet or option that the endpoint does not offer. */
    PROTOCOL,
    /** The script that decodes the device's payloads gave nothing: it reports an error, fails, or was stopped. */
    CODEC,
    /** More in flight or more refused messages than one connection may have. */
    QUOTA;

    private final String tag = name().toLowerCase(java.util.Locale.ROOT);

    /** The lower-case word of counters and dead letters. */
    public String tag() {
        return tag;
    }
}
