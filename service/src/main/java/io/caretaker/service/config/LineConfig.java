package io.caretaker.service.config;

import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Optional;

/** InfluxDB line protocol on the HTTP port. */
public interface LineConfig {
    /** Whether {@code /write} and {@code /api/v2/write} are there. */
    @WithDefault("true")
    boolean enabled();

    /** Tag whose value is the id of the device; {@code host} suits an agent on each gateway. */
    @WithDefault("device")
    String deviceTag();

    /** Largest body in bytes, after inflating. */
    @WithDefault("4194304")
    @Min(65536)
    @Max(16777216)
    int maxBodySize();

    /** Secret of an agent that may write for every device, and nothing else. At least 32 characters; absent: none. */
    Optional<String> token();
}
