package io.caretaker.service.config;

import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** Polling of Modbus TCP units. */
public interface ModbusConfig {
    @WithDefault("false")
    boolean enabled();

    /** How long an answer may take. 100 ms to 1 min. */
    @WithDefault("3s")
    @DurationMin(millis = 100)
    @DurationMax(minutes = 1)
    Duration requestTimeout();

    /** How long a connection may take. 100 ms to 1 min. */
    @WithDefault("5s")
    @DurationMin(millis = 100)
    @DurationMax(minutes = 1)
    Duration connectTimeout();

    /** Registers nobody asked for that are read along rather than asked around. */
    @WithDefault("8")
    @Min(0)
    @Max(100)
    int maxGap();

    /** Polls of one device are at least so far apart. 100 ms to 1 h. */
    @WithDefault("1s")
    @DurationMin(millis = 100)
    @DurationMax(hours = 1)
    Duration minInterval();

    /** Hosts and ports that are polled. */
    @WithDefault("500")
    @Min(1)
    @Max(10000)
    int maxGateways();
}
