package io.caretaker.ingest.lorawan;

/** Who wants to know how devices are heard. Called on the way of a message: must return at once and must not throw. */
public interface RadioListener {
    RadioListener NONE = new RadioListener() {};

    /**
     * An uplink was heard.
     *
     * @param rssiDbm of the gateway that heard it best; NaN where unknown
     * @param snrDb of the same gateway; NaN where unknown
     * @param spreadingFactor 7 to 12, 0 where unknown
     */
    default void uplink(String device, double rssiDbm, double snrDb, int spreadingFactor, long timeMicros) {}

    /** @param percent 0 to 100 */
    default void battery(String device, double percent) {}

    /** Uplinks that the network counted but we never saw: {@code missing} frames before the one of this time. */
    default void missed(String device, long missing, long timeMicros) {}

    /** The device joined the network anew: frame counters start again. */
    default void joined(String device, long timeMicros) {}
}
