package io.caretaker.model.fault;

import java.util.Objects;

/**
 * A number that speaks for the fault: what was measured against what limit.
 *
 * @param device who reported it, empty when derived from several
 * @param metric metric or derived quantity, as {@code water_flow} or {@code lamp_power_share}
 * @param value measured, in {@code unit}
 * @param limit what it was held against; NaN where there is none
 * @param unit UCUM
 * @param rule id of the rule that judged
 */
public record Evidence(String device, String metric, double value, double limit, String unit, String rule) {
    public Evidence {
        Objects.requireNonNull(device, "device");
        Objects.requireNonNull(metric, "metric");
        Objects.requireNonNull(unit, "unit");
        Objects.requireNonNull(rule, "rule");
    }
}
