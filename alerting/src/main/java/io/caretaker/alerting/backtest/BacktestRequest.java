package io.caretaker.alerting.backtest;

import io.caretaker.alerting.rule.RuleBook;
import io.caretaker.model.InvalidValue;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What to try: the same readings through the rules as they are and as they would be.
 *
 * @param devices whose readings are read; detectors that look at a whole scope need all devices of it
 * @param rule only faults of this rule's fault type count, empty for all
 */
public record BacktestRequest(
        List<String> devices, long fromMicros, long toMicros, RuleBook before, RuleBook after, Optional<String> rule) {
    public BacktestRequest {
        devices = List.copyOf(devices);
        Objects.requireNonNull(before, "before");
        Objects.requireNonNull(after, "after");
        Objects.requireNonNull(rule, "rule");
        if (devices.isEmpty()) {
            throw new InvalidValue("devices", devices, "at least one device");
        }
        if (fromMicros >= toMicros) {
            throw new InvalidValue("from", fromMicros, "a time before to");
        }
    }
}
