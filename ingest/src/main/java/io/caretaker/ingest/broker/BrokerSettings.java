package io.caretaker.ingest.broker;

import io.caretaker.model.InvalidValue;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.TrustOptions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One broker as the service meets it.
 *
 * @param name what people call it: in messages, metrics and dead letters
 * @param port 1 to 65535
 * @param clientId unique on the broker: two clients of one id throw each other out
 * @param username empty for a broker that asks for none
 * @param topics topic filters to subscribe to with QoS 1, at least one
 * @param sharedGroup with a name the filters become shared subscriptions ({@code $share/<group>/…}): several services
 *     divide the messages among themselves
 * @param maxMessageBytes largest packet taken, 1 KiB to 16 MiB; a larger one ends the connection
 * @param maxWaiting messages that may wait for the disk, 1 to 65,535: the socket is not read while so many wait
 * @param keepAlive 5 s to 18 h
 */
public record BrokerSettings(
        String name,
        String host,
        int port,
        String clientId,
        Optional<String> username,
        Optional<String> password,
        List<String> topics,
        Optional<String> sharedGroup,
        Optional<Tls> tls,
        int maxMessageBytes,
        int maxWaiting,
        Duration keepAlive) {
    private static final int LONGEST_TOPIC = 65_535;

    /**
     * @param trust certificates that may have signed the broker's; empty trusts what the Java platform trusts
     * @param identity our own certificate, where the broker wants one
     * @param verifyHost whether the broker's certificate has to name its host
     */
    public record Tls(Optional<TrustOptions> trust, Optional<KeyCertOptions> identity, boolean verifyHost) {}

    public BrokerSettings {
        within("port", port, 1, 65_535);
        within("maxMessageBytes", maxMessageBytes, 1_024, 16 * 1024 * 1024);
        within("maxWaiting", maxWaiting, 1, 65_535);
        within("keepAlive.seconds", keepAlive.toSeconds(), 5, 65_000);
        topics = List.copyOf(topics);
        if (topics.isEmpty()) {
            throw new InvalidValue("topics", topics, "at least one topic filter such as zigbee2mqtt/+");
        }
        for (String topic : topics) {
            if (topic.isEmpty() || topic.length() > LONGEST_TOPIC || topic.startsWith("$share/")) {
                throw new InvalidValue(
                        "topics", topic, "a topic filter; for a shared subscription set the group instead of $share");
            }
        }
        if (sharedGroup.isPresent() && !sharedGroup.get().matches("[^/+#\\s]{1,100}")) {
            throw new InvalidValue("sharedGroup", sharedGroup.get(), "a name without /, + and #");
        }
    }

    /** The filters as they are subscribed to. */
    public List<String> subscriptions() {
        return sharedGroup
                .map(group ->
                        topics.stream().map(t -> "$share/" + group + '/' + t).toList())
                .orElse(topics);
    }

    private static void within(String field, long value, long min, long max) {
        if (value < min || value > max) {
            throw new InvalidValue(field, value, min + " to " + max);
        }
    }
}
