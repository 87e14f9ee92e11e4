package io.caretaker.ingest.deadletter;

/** How something came in. A closed set: it tags counters. */
public enum Protocol {
    MQTT,
    /** An MQTT broker of the estate that the service subscribes to. */
    BROKER,
    HTTP,
    COAP,
    LORAWAN,
    GB26875,
    LINE_PROTOCOL,
    SPARKPLUG,
    MODBUS,
    CJT188,
    DLT645,
    /** Plain values on topics of the device's own. */
    TOPIC;

    private final String tag = name().toLowerCase(java.util.Locale.ROOT);

    public String tag() {
        return tag;
    }
}
