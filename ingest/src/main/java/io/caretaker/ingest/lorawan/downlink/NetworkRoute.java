package io.caretaker.ingest.lorawan.downlink;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where frames for a device go, as learned from what was last heard of it.
 *
 * @param broker name of the broker's settings
 */
record NetworkRoute(String broker, String topic, boolean chirpstack) {
    private static final Pattern CHIRPSTACK = Pattern.compile("(.*application/[^/]+/device/[^/]+)/event/[a-z]+");
    private static final Pattern TTN = Pattern.compile("(v3/[^/]+/devices/[^/]+)/up");

    static Optional<NetworkRoute> of(String broker, String heardOn) {
        Matcher ttn = TTN.matcher(heardOn);
        if (ttn.matches()) {
            return Optional.of(new NetworkRoute(broker, ttn.group(1) + "/down/push", false));
        }
        Matcher chirpstack = CHIRPSTACK.matcher(heardOn);
        return chirpstack.matches()
                ? Optional.of(new NetworkRoute(broker, chirpstack.group(1) + "/command/down", true))
                : Optional.empty();
    }

    /** The Things Stack's server knows QoS 0 only. */
    int qos() {
        return chirpstack ? 1 : 0;
    }
}
