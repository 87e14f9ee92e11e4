package io.caretaker.service.config;

import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import java.util.Optional;

/** LoRaWAN devices by their network server. */
public interface LorawanConfig {
    /** Token that a network server sends with its webhooks. At least 32 characters; absent: only the administration token. */
    Optional<String> token();

    /** Raw payloads kept of each device, to try a changed codec on. */
    @WithDefault("20")
    @Min(1)
    @Max(1000)
    int samples();

    /** Threads that decode; a device always has the same one. */
    @WithDefault("2")
    @Min(1)
    @Max(16)
    int decodeThreads();

    /**
     * Hosts, as {@code eu1.cloud.thethings.network}, that commands may be posted to by HTTP when a webhook of The Things
     * Stack says so.
     */
    Optional<List<String>> downlinkHosts();
}
