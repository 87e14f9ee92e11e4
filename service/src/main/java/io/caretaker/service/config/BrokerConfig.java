package io.caretaker.service.config;

import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** One MQTT broker that is there already ({@code caretaker.brokers.<name>}). */
public interface BrokerConfig {
    /** {@code topics}: listens to {@code topics}; {@code sparkplug}: is a Sparkplug host application as well. */
    @WithDefault("topics")
    Kind kind();

    String host();

    /** Absent: 1883, with TLS 8883. */
    Optional<@Min(1) @Max(65535) Integer> port();

    Optional<String> username();

    Optional<String> password();

    /** Must be unique on the broker; absent: {@code caretaker-} and the name. */
    Optional<@Size(min = 1, max = 128) String> clientId();

    /** Topic filters; absent: the product's own topics, of kind {@code sparkplug} those of Sparkplug. */
    Optional<List<String>> topics();

    /** Several services of one group divide the messages among themselves. Not with {@code sparkplug}. */
    Optional<String> sharedGroup();

    /** Id of the Sparkplug host application, unique on the broker. */
    @WithDefault("caretaker")
    String hostId();

    /** Largest packet in bytes; a larger one ends the connection. */
    @WithDefault("262144")
    @Min(1024)
    @Max(16777216)
    int maxMessageSize();

    @WithDefault("30s")
    @DurationMin(seconds = 5)
    @DurationMax(hours = 18)
    Duration keepAlive();

    /** Speak TLS. */
    @WithDefault("false")
    boolean tls();

    /** PEM file of the certificates that may have signed the broker's; absent: those the Java platform trusts. */
    Optional<Path> tlsCa();

    /** PEM files of our own certificate chain and its key, where the broker asks for one. */
    Optional<Path> tlsCertificate();

    Optional<Path> tlsKey();

    /** Whether the broker's certificate has to name its host. */
    @WithDefault("true")
    boolean tlsVerifyHost();

    enum Kind {
        TOPICS,
        SPARKPLUG
    }
}
