package io.caretaker.ingest.modbus;

import java.util.Locale;
import java.util.Optional;

/** The four tables of a Modbus unit (Modbus Application Protocol V1.1b3 § 4.3). */
public enum RegisterTable {
    /** Function 1. */
    COIL(1, true),
    /** Function 2. */
    DISCRETE(2, true),
    /** Function 3. */
    HOLDING(3, false),
    /** Function 4. */
    INPUT(4, false);

    private static final int MOST_BITS = 2_000;
    private static final int MOST_REGISTERS = 125;

    private final int function;
    private final boolean bits;

    RegisterTable(int function, boolean bits) {
        this.function = function;
        this.bits = bits;
    }

    static Optional<RegisterTable> named(String word) {
        for (RegisterTable table : values()) {
            if (table.word().equals(word)) {
                return Optional.of(table);
            }
        }
        return Optional.empty();
    }

    /** As the notation names it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The function code that reads it. */
    public int function() {
        return function;
    }

    /** Whether its items are single bits, not registers of 16. */
    public boolean bits() {
        return bits;
    }

    /** Items that one request may ask for (§ 6.1 to 6.4). */
    public int most() {
        return bits ? MOST_BITS : MOST_REGISTERS;
    }
}
