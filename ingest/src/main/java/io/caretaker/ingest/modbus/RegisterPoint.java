package io.caretaker.ingest.modbus;

import io.caretaker.model.InvalidValue;
import java.util.Optional;

/**
 * One value of a unit, as the {@code source} of a profile's mapping names it:
 *
 * <pre>
 * coil:ADDRESS                          a bit that may be written
 * discrete:ADDRESS                      a bit that may only be read
 * holding:ADDRESS:TYPE[:be|:le][:swap]  registers that may be written
 * input:ADDRESS:TYPE[:be|:le][:swap]    registers that may only be read
 * holding:ADDRESS:bit:N                 bit N of a register, 0 the least significant; input alike
 * </pre>
 *
 * ADDRESS is that on the wire, counted from 0. TYPE is one of {@link RegisterType}. With {@code be}, which is meant where
 * nothing is said, the first byte of a register is the more significant; with {@code le} it is the other way round. With
 * {@code swap} the least significant register comes first. The bytes A B C D of a value arrive so: {@code be} ABCD, {@code
 * swap} CDAB, {@code le} BADC, {@code le:swap} DCBA.
 *
 * @param notation the text it was parsed from, which is also the name of its field
 * @param address of its first register or bit, 0 to 65,535
 * @param bit of the register, 0 to 15; -1 for none
 */
public record RegisterPoint(
        String notation,
        RegisterTable table,
        int address,
        RegisterType type,
        boolean littleEndian,
        boolean swapped,
        int bit) {
    private static final int LAST_ADDRESS = 65_535;
    private static final String FIELD = "source";

    /** Registers or bits that it takes. */
    public int width() {
        return table.bits() ? 1 : type.registers();
    }

    /** The address after its last one. */
    int end() {
        return address + width();
    }

    /** @throws InvalidValue naming what does not fit and what would */
    public static RegisterPoint parse(String notation) {
        String[] parts = notation.split(":", -1);
        RegisterTable table = RegisterTable.named(parts[0])
                .orElseThrow(
                        () -> wrong(notation, "coil:, discrete:, holding: or input: and an address at its beginning"));
        int address = number(parts.length > 1 ? parts[1] : "")
                .filter(a -> a <= LAST_ADDRESS)
                .orElseThrow(() -> wrong(
                        notation,
                        "after " + parts[0] + ": an address of 0 to 65535 as on the wire, counted from 0: 0 for what a"
                                + " data sheet calls 40001"));
        return table.bits() ? bit(notation, parts, table, address) : register(notation, parts, table, address);
    }

    private static RegisterPoint bit(String notation, String[] parts, RegisterTable table, int address) {
        if (parts.length > 2) {
            throw wrong(notation, "nothing after the address: a " + table.word() + " is one bit");
        }
        return new RegisterPoint(notation, table, address, RegisterType.BIT, false, false, -1);
    }

    private static RegisterPoint register(String notation, String[] parts, RegisterTable table, int address) {
        RegisterType type = RegisterType.named(parts.length > 2 ? parts[2] : "")
                .orElseThrow(() -> wrong(notation, "after the address one of " + RegisterType.words()));
        if (address + type.registers() - 1 > LAST_ADDRESS) {
            throw wrong(notation, "registers up to 65535: " + type.word() + " takes " + type.registers());
        }
        if (type == RegisterType.BIT) {
            int bit = number(parts.length == 4 ? parts[3] : "")
                    .filter(b -> b <= 15)
                    .orElseThrow(
                            () -> wrong(notation, "bit:0, the least significant, to bit:15, and nothing behind it"));
            return new RegisterPoint(notation, table, address, type, false, false, bit);
        }
        boolean ordered = parts.length > 3 && (parts[3].equals("be") || parts[3].equals("le"));
        int next = ordered ? 4 : 3;
        boolean swapped = parts.length > next && parts[next].equals("swap");
        if (parts.length > (swapped ? next + 1 : next)) {
            throw wrong(notation, "after " + type.word() + " at most be or le, then swap");
        }
        if (swapped && type.registers() == 1) {
            throw wrong(notation, "no swap: " + type.word() + " is a single register");
        }
        return new RegisterPoint(notation, table, address, type, ordered && parts[3].equals("le"), swapped, -1);
    }

    private static Optional<Integer> number(String digits) {
        boolean plain =
                !digits.isEmpty() && digits.length() <= 5 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return plain ? Optional.of(Integer.parseInt(digits)) : Optional.empty();
    }

    private static InvalidValue wrong(String notation, String expected) {
        return new InvalidValue(FIELD, notation, expected);
    }

    /**
     * The value, as a number or a truth value.
     *
     * @param first address of the first register or bit in the data, at most {@link #address()}
     * @param data as the unit sent it; has to reach as far as this point does
     */
    Object value(int first, byte[] data) {
        int offset = address - first;
        if (table.bits()) {
            return (data[offset >> 3] >> (offset & 7) & 1) == 1;
        }
        long bits = 0;
        for (int i = 0; i < type.registers(); i++) {
            int register = offset + (swapped ? type.registers() - 1 - i : i);
            int high = data[2 * register + (littleEndian ? 1 : 0)] & 0xff;
            int low = data[2 * register + (littleEndian ? 0 : 1)] & 0xff;
            bits = bits << 16 | high << 8 | low;
        }
        return type == RegisterType.BIT ? (Object) ((bits >> bit & 1) == 1) : type.of(bits);
    }
}
