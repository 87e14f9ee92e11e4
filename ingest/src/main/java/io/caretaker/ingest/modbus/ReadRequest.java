package io.caretaker.ingest.modbus;

import java.util.List;

/**
 * One question to a unit: a run of registers or bits, with the points that lie in it.
 *
 * @param first address, counted from 0
 * @param quantity registers or bits, 1 to {@link RegisterTable#most()}
 */
public record ReadRequest(RegisterTable table, int first, int quantity, List<RegisterPoint> points) {
    public ReadRequest {
        points = List.copyOf(points);
    }

    /** Bytes that the answer has to have. */
    public int bytes() {
        return table.bits() ? (quantity + 7) / 8 : 2 * quantity;
    }

    /** For people: {@code holding 100 to 104}. */
    public String words() {
        return table.word() + ' ' + first + (quantity == 1 ? "" : " to " + (first + quantity - 1));
    }
}
