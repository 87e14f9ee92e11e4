package io.caretaker.service.config;

import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** Counts of what is wrong with the data that devices send. */
public interface DataQualityConfig {
    /** Days whose counts are kept. 7 to 3,650. */
    @WithDefault("400")
    @Min(7)
    @Max(3650)
    int keepDays();
}
