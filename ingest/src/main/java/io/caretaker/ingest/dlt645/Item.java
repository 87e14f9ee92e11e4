package io.caretaker.ingest.dlt645;

import io.caretaker.ingest.meter.Bcd;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a meter is asked for: identifier, bytes and decimals of each value, names and unit. DL/T 645-2007 appendix A, as public
 * implementations have it.
 */
enum Item {
    ENERGY("00010000", 4, 2, false, "kW.h", "energy"),
    REVERSE_ENERGY("00020000", 4, 2, false, "kW.h", "reverse_energy"),
    VOLTAGE_A("02010100", 2, 1, false, "V", "voltage_a"),
    VOLTAGES("0201ff00", 2, 1, false, "V", "voltage_a", "voltage_b", "voltage_c"),
    CURRENT_A("02020100", 3, 3, true, "A", "current_a"),
    CURRENTS("0202ff00", 3, 3, true, "A", "current_a", "current_b", "current_c"),
    POWER("02030000", 3, 4, true, "kW", "power"),
    REACTIVE_POWER("02040000", 3, 4, true, "", "reactive_power"),
    APPARENT_POWER("02050000", 3, 4, true, "", "apparent_power"),
    POWER_FACTOR("02060000", 2, 3, true, "1", "power_factor");

    /** What a poll asks for. A meter with one phase answers the blocks with one value, or is asked for phase A alone. */
    static final List<Item> POLLED = List.of(ENERGY, VOLTAGES, CURRENTS, POWER, POWER_FACTOR);

    private static final int SIGN = 0x80;

    private final String identifier;
    private final int bytes;
    private final int decimals;
    private final boolean signed;
    private final String unit;
    private final List<String> fields;

    Item(String identifier, int bytes, int decimals, boolean signed, String unit, String... fields) {
        this.identifier = identifier;
        this.bytes = bytes;
        this.decimals = decimals;
        this.signed = signed;
        this.unit = unit;
        this.fields = List.of(fields);
    }

    static Optional<Item> of(String identifier) {
        return Arrays.stream(values())
                .filter(i -> i.identifier.equals(identifier))
                .findFirst();
    }

    static Optional<String> unitOf(String field) {
        return Arrays.stream(values())
                .filter(i -> i.fields.contains(field) && !i.unit.isEmpty())
                .map(i -> i.unit)
                .findFirst();
    }

    String identifier() {
        return identifier;
    }

    int bytes() {
        return bytes;
    }

    /** As many values as there are; the highest bit of a signed one is its sign. */
    Map<String, Object> read(byte[] data, int from) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = 0; i < fields.size() && from + (i + 1) * bytes <= data.length; i++) {
            byte[] value = Arrays.copyOfRange(data, from + i * bytes, from + (i + 1) * bytes);
            boolean negative = signed && (value[bytes - 1] & SIGN) != 0 && value[bytes - 1] != (byte) 0xff;
            if (negative) {
                value[bytes - 1] &= ~SIGN;
            }
            String field = fields.get(i);
            Bcd.decimal(value, 0, bytes, decimals).ifPresent(v -> values.put(field, negative ? -v : v));
        }
        return values;
    }
}
