package io.caretaker.ingest.sparkplug;

import java.util.Optional;

/**
 * A topic of the namespace {@code spBv1.0/<group>/<type>/<edge>[/<device>]} (Sparkplug 3.0 § 4.1). Pure.
 *
 * @param device empty for messages of the edge node itself
 */
record SparkplugTopic(String group, Type type, String edge, String device) {
    static final String PREFIX = "spBv1.0/";
    static final String STATE = PREFIX + "STATE/";
    static final String ALL = PREFIX + "#";
    static final String EXPECTED = "spBv1.0/<group>/<NBIRTH|NDATA|NDEATH|DBIRTH|DDATA|DDEATH>/<edge>[/<device>]";

    enum Type {
        NBIRTH,
        NDATA,
        NDEATH,
        NCMD,
        DBIRTH,
        DDATA,
        DDEATH,
        DCMD;

        boolean ofDevice() {
            return name().charAt(0) == 'D';
        }
    }

    /** The parts of the topic, empty when it is none of edge nodes or devices. */
    static Optional<SparkplugTopic> parse(String topic) {
        if (!topic.startsWith(PREFIX)) {
            return Optional.empty();
        }
        String[] parts = topic.substring(PREFIX.length()).split("/", -1);
        if (parts.length < 3 || parts.length > 4 || parts[0].isEmpty() || parts[2].isEmpty()) {
            return Optional.empty();
        }
        Type type = typeOf(parts[1]);
        String device = parts.length == 4 ? parts[3] : "";
        return type == null || type.ofDevice() == device.isEmpty() || parts.length == 4 && device.isEmpty()
                ? Optional.empty()
                : Optional.of(new SparkplugTopic(parts[0], type, parts[2], device));
    }

    private static Type typeOf(String word) {
        for (Type type : Type.values()) {
            if (type.name().equals(word)) {
                return type;
            }
        }
        return null;
    }

    /** {@code <group>/<edge>}: what an edge node is unique by. */
    String node() {
        return group + '/' + edge;
    }

    /** {@code <group>/<edge>[/<device>]}: how addresses of devices name the sender. */
    String sender() {
        return device.isEmpty() ? node() : node() + '/' + device;
    }
}
