package io.caretaker.service.config;

import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** The port for fire transmission devices (GB/T 26875.3). */
public interface Gb26875Config {
    @WithDefault("false")
    boolean enabled();

    @WithDefault("0.0.0.0")
    String host();

    /** 0 takes any free port. */
    @WithDefault("26875")
    @Min(0)
    @Max(65535)
    int port();

    /** Silence after which a connection is closed. 10 s to 24 h. */
    @WithDefault("2h")
    @DurationMin(seconds = 10)
    @DurationMax(hours = 24)
    Duration idleTimeout();

    @WithDefault("1000")
    @Min(1)
    @Max(100000)
    int maxConnections();

    /** Frames of one connection that may wait for the disk before it is not read any more. */
    @WithDefault("64")
    @Min(1)
    @Max(10000)
    int maxInFlight();

    /** Whether the clock of a device is set when it connects. */
    @WithDefault("false")
    boolean setClock();

    /** Whether frames that end with 35 35 are taken as well: a slip of some devices. */
    @WithDefault("true")
    boolean endSlip();

    /** PEM certificate chain; with {@code tlsKey} the endpoint speaks TLS. */
    Optional<Path> tlsCertificate();

    Optional<Path> tlsKey();
}
