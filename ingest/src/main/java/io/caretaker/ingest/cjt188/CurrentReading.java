package io.caretaker.ingest.cjt188;

import io.caretaker.ingest.cjt188.UnitCode.Quantity;
import io.caretaker.ingest.meter.Bcd;
import io.caretaker.ingest.meter.Telegram.Content;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The reading 901F of a meter: numbers with a unit byte each, then the meter's time and its status. Most makers put the unit
 * behind the number, as the standard does, some before it; which one it is shows in every unit byte of the frame. Pure.
 */
final class CurrentReading {
    /** A number of 4 bytes and its unit. */
    private static final int GROUP = 5;

    private static final int TIME = 7;
    private static final int TEMPERATURE = 3;
    private static final int HOURS = 3;
    private static final int STATUS = 2;
    private static final int HEAT_GROUPS = 5;
    private static final int HEAT = HEAT_GROUPS * GROUP + 2 * TEMPERATURE + HOURS + TIME + STATUS;
    private static final int VOLUME_GROUPS = 2;
    private static final int VOLUME = VOLUME_GROUPS * GROUP + TIME + STATUS;

    private static final String[] HEAT_FIELDS = {"settlement_heat", "heat", "power", "flow", "volume"};
    private static final String[] VOLUME_FIELDS = {"volume", "settlement_volume"};
    private static final String FLOW_FIELD = "flow";

    /** Decimals of a number, by what it measures: six digits before the point and two behind it, flows four and four. */
    private static final int DECIMALS = 2;

    private static final int FLOW_DECIMALS = 4;

    private final byte[] data;
    private final int from;
    private final boolean unitFirst;
    private final Map<String, Object> fields = new LinkedHashMap<>();

    private CurrentReading(byte[] data, int from, boolean unitFirst) {
        this.data = data;
        this.from = from;
        this.unitFirst = unitFirst;
    }

    /** @param from where the numbers begin, behind identifier and serial number */
    static Content of(boolean heat, byte[] data, int from) {
        int least = heat ? HEAT : VOLUME;
        if (data.length - from < least) {
            return new Content.Unreadable(
                    "data", data.length - from + " bytes", "at least " + least + " bytes of a reading 901F");
        }
        int groups = heat ? HEAT_GROUPS : VOLUME_GROUPS;
        for (boolean first : new boolean[] {false, true}) {
            CurrentReading reading = new CurrentReading(data, from, first);
            if (reading.unitsFit(groups)) {
                return new Content.Values("901f", heat ? reading.heat() : reading.volume());
            }
        }
        return new Content.Unreadable(
                "unit",
                String.format("%02x", data[from + GROUP - 1]),
                "a unit of CJ/T 188 behind or before each number, as 2c for m3");
    }

    private boolean unitsFit(int groups) {
        for (int i = 0; i < groups; i++) {
            if (unit(i) == null) {
                return false;
            }
        }
        return true;
    }

    private Map<String, Object> heat() {
        for (int i = 0; i < HEAT_GROUPS; i++) {
            number(i, HEAT_FIELDS[i]);
        }
        int at = from + HEAT_GROUPS * GROUP;
        put("supply_temperature", Bcd.decimal(data, at, TEMPERATURE, 2));
        put("return_temperature", Bcd.decimal(data, at + TEMPERATURE, TEMPERATURE, 2));
        put("working_hours", Bcd.decimal(data, at + 2 * TEMPERATURE, HOURS, 0));
        status(at + 2 * TEMPERATURE + HOURS + TIME);
        return fields;
    }

    private Map<String, Object> volume() {
        for (int i = 0; i < VOLUME_GROUPS; i++) {
            number(i, VOLUME_FIELDS[i]);
        }
        int groups = VOLUME_GROUPS;
        // Ultrasonic meters put the flow between the volumes and the time.
        if (data.length - from >= VOLUME + GROUP) {
            UnitCode unit = unit(groups);
            if (unit != null && unit.quantity() == Quantity.FLOW) {
                number(groups++, FLOW_FIELD);
            }
        }
        status(from + groups * GROUP + TIME);
        return fields;
    }

    private UnitCode unit(int group) {
        return UnitCode.of(data[from + group * GROUP + (unitFirst ? 0 : GROUP - 1)]);
    }

    private void number(int group, String field) {
        UnitCode unit = unit(group);
        int decimals = unit.quantity() == Quantity.FLOW ? FLOW_DECIMALS : DECIMALS;
        int at = from + group * GROUP + (unitFirst ? 1 : 0);
        Bcd.decimal(data, at, GROUP - 1, decimals).ifPresent(number -> fields.put(field, unit.of(number)));
    }

    private void put(String field, OptionalDouble value) {
        value.ifPresent(number -> fields.put(field, number));
    }

    /** Bits 0 and 1 the valve: 00 open, 01 closed, 11 out of order; bit 2 the battery; the second byte is the maker's. */
    private void status(int at) {
        int word = data[at] & 0xff;
        fields.put("valve_closed", (word & 0b11) == 0b01);
        fields.put("valve_fault", (word & 0b11) == 0b11);
        fields.put("battery_low", (word & 0b100) != 0);
        fields.put("status", word | (data[at + 1] & 0xff) << 8);
    }
}
