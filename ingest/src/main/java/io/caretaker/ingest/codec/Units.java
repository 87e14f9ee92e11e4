package io.caretaker.ingest.codec;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Conversion between the units that devices send (UCUM codes, and the names of the SenML registry, RFC 8428 § 12.1 and RFC
 * 8798) and the UCUM unit of a profile. Every known unit stands in one table with its factor to the reference unit of its
 * quantity; what is not in the table is not guessed.
 */
public final class Units {
    private enum Quantity {
        PRESSURE,
        FLOW,
        LENGTH,
        VOLUME,
        TEMPERATURE,
        VOLTAGE,
        CURRENT,
        POWER,
        ENERGY,
        RATIO,
        CONCENTRATION,
        IRRADIANCE,
        TIME
    }

    private record Unit(Quantity quantity, double factor, double offset) {}

    private static final Map<String, Unit> KNOWN = new HashMap<>();

    static {
        add(Quantity.PRESSURE, 1, "Pa");
        add(Quantity.PRESSURE, 100, "hPa", "mbar");
        add(Quantity.PRESSURE, 1_000, "kPa");
        add(Quantity.PRESSURE, 100_000, "bar");
        add(Quantity.PRESSURE, 1_000_000, "MPa");
        add(Quantity.PRESSURE, 6_894.757293168, "[psi]");
        add(Quantity.PRESSURE, 9_806.65, "m[H2O]");
        add(Quantity.FLOW, 1, "m3/s");
        add(Quantity.FLOW, 1 / 3_600.0, "m3/h");
        add(Quantity.FLOW, 1 / 60.0, "m3/min");
        add(Quantity.FLOW, 0.001, "l/s", "L/s");
        add(Quantity.FLOW, 0.001 / 60, "l/min", "L/min");
        add(Quantity.FLOW, 0.001 / 3_600, "l/h", "L/h");
        add(Quantity.LENGTH, 1, "m");
        add(Quantity.LENGTH, 0.01, "cm");
        add(Quantity.LENGTH, 0.001, "mm");
        add(Quantity.LENGTH, 1_000, "km");
        add(Quantity.VOLUME, 1, "m3");
        add(Quantity.VOLUME, 0.001, "l", "L", "dm3");
        add(Quantity.VOLUME, 0.000_001, "ml", "mL", "cm3");
        add(Quantity.TEMPERATURE, 1, "K");
        KNOWN.put("Cel", new Unit(Quantity.TEMPERATURE, 1, 273.15));
        KNOWN.put("[degF]", new Unit(Quantity.TEMPERATURE, 5.0 / 9, 459.67 * 5 / 9));
        add(Quantity.VOLTAGE, 1, "V");
        add(Quantity.VOLTAGE, 0.001, "mV");
        add(Quantity.VOLTAGE, 1_000, "kV");
        add(Quantity.CURRENT, 1, "A");
        add(Quantity.CURRENT, 0.001, "mA");
        add(Quantity.POWER, 1, "W");
        add(Quantity.POWER, 0.001, "mW");
        add(Quantity.POWER, 1_000, "kW");
        add(Quantity.ENERGY, 1, "J");
        add(Quantity.ENERGY, 3_600, "Wh", "W.h");
        add(Quantity.ENERGY, 3_600_000, "kWh", "kW.h");
        add(Quantity.RATIO, 1, "1", "/");
        add(Quantity.RATIO, 0.01, "%", "%RH", "%EL");
        add(Quantity.CONCENTRATION, 1, "g/L", "g/l", "kg/m3");
        add(Quantity.CONCENTRATION, 0.001, "mg/L", "mg/l");
        add(Quantity.CONCENTRATION, 0.000_001, "ug/L", "ug/l");
        add(Quantity.IRRADIANCE, 1, "W/m2");
        add(Quantity.IRRADIANCE, 10, "mW/cm2");
        add(Quantity.IRRADIANCE, 0.01, "uW/cm2");
        add(Quantity.TIME, 1, "s");
        add(Quantity.TIME, 0.001, "ms");
        add(Quantity.TIME, 60, "min");
        add(Quantity.TIME, 3_600, "h");
        add(Quantity.TIME, 86_400, "d");
    }

    private Units() {}

    /** The value in the unit {@code to}, or empty where no conversion from {@code from} is known. */
    public static OptionalDouble convert(double value, String from, String to) {
        if (from.equals(to)) {
            return OptionalDouble.of(value);
        }
        Unit source = KNOWN.get(from);
        Unit target = KNOWN.get(to);
        if (source == null || target == null || source.quantity != target.quantity) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of((value * source.factor + source.offset - target.offset) / target.factor);
    }

    private static void add(Quantity quantity, double factor, String... names) {
        for (String name : names) {
            KNOWN.put(name, new Unit(quantity, factor, 0));
        }
    }
}
