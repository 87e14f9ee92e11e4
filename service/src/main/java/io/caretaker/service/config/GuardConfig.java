package io.caretaker.service.config;

import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;

/** How much of what everybody shares one device or one address may have. */
public interface GuardConfig {
    /** Failed authentications of one address at once. */
    @WithDefault("100")
    @Min(1)
    int addressFailures();

    /** And per minute after that. */
    @WithDefault("20")
    @DecimalMin(value = "0", inclusive = false)
    double addressFailuresPerMinute();

    /** Failed authentications in the name of one device at once. */
    @WithDefault("20")
    @Min(1)
    int deviceFailures();

    /** And per minute after that. */
    @WithDefault("5")
    @DecimalMin(value = "0", inclusive = false)
    double deviceFailuresPerMinute();

    /** Open MQTT connections of one address. */
    @WithDefault("20000")
    @Min(1)
    int connectionsPerAddress();

    /** Messages a second of one device: MQTT is not read faster, HTTP is answered 429. */
    @WithDefault("50000")
    @Min(1)
    int messagesPerSecond();

    /** Messages of one device at once after it was quiet. */
    @WithDefault("100000")
    @Min(1)
    int messagesAtOnce();
}
