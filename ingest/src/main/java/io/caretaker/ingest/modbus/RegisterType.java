package io.caretaker.ingest.modbus;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What one or several registers hold together. */
public enum RegisterType {
    INT16(1),
    UINT16(1),
    INT32(2),
    UINT32(2),
    FLOAT32(2),
    INT64(4),
    UINT64(4),
    FLOAT64(4),
    /** One bit of a register. */
    BIT(1);

    private final int registers;

    RegisterType(int registers) {
        this.registers = registers;
    }

    static Optional<RegisterType> named(String word) {
        return Arrays.stream(values()).filter(t -> t.word().equals(word)).findFirst();
    }

    static String words() {
        return Arrays.stream(values())
                .filter(t -> t != BIT)
                .map(RegisterType::word)
                .collect(Collectors.joining(", ", "", " or bit:0 to bit:15"));
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Registers of 16 bits that it takes. */
    public int registers() {
        return registers;
    }

    /** @param bits the registers as one number, the most significant first, zero-extended */
    Number of(long bits) {
        return switch (this) {
            case INT16 -> (short) bits;
            case UINT16, UINT32, BIT -> bits;
            case INT32 -> (int) bits;
            case FLOAT32 -> Float.intBitsToFloat((int) bits);
            case INT64 -> bits;
            case UINT64 -> new BigInteger(Long.toUnsignedString(bits));
            case FLOAT64 -> Double.longBitsToDouble(bits);
        };
    }
}
