package io.caretaker.ingest.gb26875;

import java.util.Arrays;
import java.util.Optional;

/**
 * What an analogue value of type 3 measures: name of the field, its UCUM unit here, and what one count of the wire is in it.
 * Pressures of both resolutions come in kPa.
 */
public enum Quantity {
    EVENTS(1, "events", "1", 1, 1),
    HEIGHT(2, "height", "m", 1, 100),
    TEMPERATURE(3, "temperature", "Cel", 1, 10),
    /** 0.1 MPa a count. */
    PRESSURE_COARSE(4, "pressure", "kPa", 100, 1),
    /** 0.1 kPa a count. */
    PRESSURE_FINE(5, "pressure", "kPa", 1, 10),
    /** Of the lower explosive limit. */
    GAS(6, "gas", "%", 1, 10),
    TIME(7, "time", "s", 1, 1),
    VOLTAGE(8, "voltage", "V", 1, 10),
    CURRENT(9, "current", "A", 1, 10),
    FLOW(10, "flow", "L/s", 1, 10),
    AIR_FLOW(11, "air_flow", "m3/min", 1, 10),
    WIND_SPEED(12, "wind_speed", "m/s", 1, 1);

    private final int code;
    private final String field;
    private final String unit;
    private final int numerator;
    private final int denominator;

    Quantity(int code, String field, String unit, int numerator, int denominator) {
        this.code = code;
        this.field = field;
        this.unit = unit;
        this.numerator = numerator;
        this.denominator = denominator;
    }

    public static Optional<Quantity> of(int code) {
        return Arrays.stream(values()).filter(q -> q.code == code).findFirst();
    }

    /** The unit of a field that an analogue value may have. */
    static Optional<String> unitOf(String field) {
        return Arrays.stream(values())
                .filter(q -> q.field.equals(field))
                .map(Quantity::unit)
                .findFirst();
    }

    public int code() {
        return code;
    }

    public String field() {
        return field;
    }

    public String unit() {
        return unit;
    }

    /** The value in {@link #unit()}, rounded as the decimal number it is. */
    public double value(int count) {
        return (double) (count * numerator) / denominator;
    }
}
