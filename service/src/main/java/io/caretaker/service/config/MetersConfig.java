package io.caretaker.service.config;

import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** Meters behind serial lines (CJ/T 188, DL/T 645). */
public interface MetersConfig {
    Poll poll();

    Listen listen();

    /** Serial servers that are connected to and asked; the addresses of the meters say which. */
    interface Poll {
        @WithDefault("false")
        boolean enabled();

        /** How long a meter may take for its answer. 100 ms to 1 min. */
        @WithDefault("3s")
        @DurationMin(millis = 100)
        @DurationMax(minutes = 1)
        Duration answerTimeout();

        /** How often a meter is asked before it is left until its next turn. */
        @WithDefault("3")
        @Min(1)
        @Max(10)
        int attempts();

        /** Rest of a line between an answer and the next question. 0 to 10 s. */
        @WithDefault("100ms")
        @DurationMax(seconds = 10)
        Duration pause();
    }

    /** The port that gateways dial which hand on what their meters say by themselves. */
    interface Listen {
        @WithDefault("false")
        boolean enabled();

        @WithDefault("0.0.0.0")
        String host();

        /** 0 takes any free port. */
        @WithDefault("18800")
        @Min(0)
        @Max(65535)
        int port();

        /** Silence after which a connection is closed. 10 s to 7 d. */
        @WithDefault("25h")
        @DurationMin(seconds = 10)
        @DurationMax(days = 7)
        Duration idleTimeout();

        @WithDefault("1000")
        @Min(1)
        @Max(100000)
        int maxConnections();

        /** PEM certificate chain; with {@code tlsKey} the port speaks TLS. */
        Optional<Path> tlsCertificate();

        Optional<Path> tlsKey();
    }
}
