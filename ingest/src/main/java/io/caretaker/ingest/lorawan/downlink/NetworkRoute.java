package io.caretaker.ingest.lorawan.downlink;

import io.caretaker.ingest.lorawan.ReturnPath;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where frames for a device go, as learned from what was last heard of it. */
sealed interface NetworkRoute {
    /** The network server's language. */
    Language language();

    enum Language {
        CHIRPSTACK,
        THE_THINGS_STACK
    }

    /**
     * @param push topic that adds frames to the device's queue
     * @param replace topic that puts frames in the place of the queue; empty where there is none
     */
    record ByBroker(String broker, String push, String replace, Language language) implements NetworkRoute {
        /** The Things Stack's server knows QoS 0 only. */
        int qos() {
            return language == Language.CHIRPSTACK ? 1 : 0;
        }
    }

    /** @param key secret */
    record ByHttp(URI push, URI replace, String key) implements NetworkRoute {
        @Override
        public Language language() {
            return Language.THE_THINGS_STACK;
        }

        @Override
        public String toString() {
            return "ByHttp[" + push + "]";
        }
    }

    static Optional<NetworkRoute> of(ReturnPath path) {
        if (path instanceof ReturnPath.Webhook webhook) {
            return Optional.of(new ByHttp(webhook.push(), webhook.replace(), webhook.key()));
        }
        return path instanceof ReturnPath.Broker heard ? Topics.route(heard.broker(), heard.topic()) : Optional.empty();
    }

    /** What the topics of the network servers have in common with those of their commands. */
    final class Topics {
        private static final Pattern CHIRPSTACK = Pattern.compile("(.*application/[^/]+/device/[^/]+)/event/[a-z]+");
        private static final Pattern TTN = Pattern.compile("(v3/[^/]+/devices/[^/]+)/up");

        private Topics() {}

        private static Optional<NetworkRoute> route(String broker, String heardOn) {
            Matcher ttn = TTN.matcher(heardOn);
            if (ttn.matches()) {
                String down = ttn.group(1) + "/down/";
                return Optional.of(new ByBroker(broker, down + "push", down + "replace", Language.THE_THINGS_STACK));
            }
            Matcher chirpstack = CHIRPSTACK.matcher(heardOn);
            return chirpstack.matches()
                    ? Optional.of(new ByBroker(broker, chirpstack.group(1) + "/command/down", "", Language.CHIRPSTACK))
                    : Optional.empty();
        }
    }
}
