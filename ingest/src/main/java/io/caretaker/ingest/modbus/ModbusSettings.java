package io.caretaker.ingest.modbus;

import io.caretaker.model.InvalidValue;
import java.time.Duration;

/**
 * How units are polled.
 *
 * @param requestTimeout how long an answer may take, 100 ms to 1 min
 * @param connectTimeout how long a connection may take, 100 ms to 1 min
 * @param maxGap registers or bits nobody wants that are read along rather than asked around, 0 to 100
 * @param minInterval polls of one device are at least so far apart, whatever its interval says, 100 ms to 1 h
 * @param maxGateways connections, 1 to 10,000; devices behind more are not polled
 */
public record ModbusSettings(
        Duration requestTimeout, Duration connectTimeout, int maxGap, Duration minInterval, int maxGateways) {
    public ModbusSettings {
        within("requestTimeout.millis", requestTimeout.toMillis(), 100, 60_000);
        within("connectTimeout.millis", connectTimeout.toMillis(), 100, 60_000);
        within("maxGap", maxGap, 0, 100);
        within("minInterval.millis", minInterval.toMillis(), 100, 3_600_000);
        within("maxGateways", maxGateways, 1, 10_000);
    }

    /** 3 s, 5 s, 8 registers, 1 s, 500 gateways. */
    public static ModbusSettings defaults() {
        return new ModbusSettings(Duration.ofSeconds(3), Duration.ofSeconds(5), 8, Duration.ofSeconds(1), 500);
    }

    private static void within(String field, long value, long min, long max) {
        if (value < min || value > max) {
            throw new InvalidValue(field, value, min + " to " + max);
        }
    }
}
