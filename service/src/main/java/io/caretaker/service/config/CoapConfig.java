package io.caretaker.service.config;

import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** CoAP for devices. */
public interface CoapConfig {
    @WithDefault("false")
    boolean enabled();

    @WithDefault("0.0.0.0")
    String host();

    /** UDP port of CoAP over DTLS. 0 takes any free port. */
    @WithDefault("5684")
    @Min(0)
    @Max(65535)
    int dtlsPort();

    /** Also listen without encryption: devices then send their token in the clear, in each request. */
    @WithDefault("false")
    boolean plain();

    /** UDP port without encryption. 0 takes any free port. */
    @WithDefault("5683")
    @Min(0)
    @Max(65535)
    int plainPort();

    /** Largest body in bytes, in blocks or not. */
    @WithDefault("16384")
    @Min(1024)
    @Max(262144)
    int maxBodySize();

    /** DTLS sessions at a time. */
    @WithDefault("10000")
    @Min(10)
    @Max(1000000)
    int maxSessions();

    /** Requests of one device in a minute; more are answered 4.29. */
    @WithDefault("600")
    @Min(1)
    @Max(100000)
    int requestsPerMinute();

    /** Requests of all devices in a second; more are dropped, and devices repeat them. */
    @WithDefault("1000")
    @Min(1)
    @Max(1000000)
    int requestsPerSecond();
}
