package io.caretaker.ingest.gb26875;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.Optional;

/**
 * A time of the wire: six bytes of plain binary, local time of the place. Any six bytes can be one; whether they name a time
 * is for {@link #local()} to say, because devices with an empty clock battery send anything.
 *
 * @param year since 2000, 0 to 255
 */
public record WireTime(int second, int minute, int hour, int day, int month, int year) {
    public static final int BYTES = 6;

    private static final int CENTURY = 2000;

    public static WireTime of(LocalDateTime time) {
        return new WireTime(
                time.getSecond(),
                time.getMinute(),
                time.getHour(),
                time.getDayOfMonth(),
                time.getMonthValue(),
                (time.getYear() - CENTURY) & 0xff);
    }

    static WireTime read(byte[] bytes, int at) {
        return new WireTime(
                bytes[at] & 0xff,
                bytes[at + 1] & 0xff,
                bytes[at + 2] & 0xff,
                bytes[at + 3] & 0xff,
                bytes[at + 4] & 0xff,
                bytes[at + 5] & 0xff);
    }

    void write(ByteWriter out) {
        out.u8(second).u8(minute).u8(hour).u8(day).u8(month).u8(year);
    }

    /** The time it names, empty when there is no such time. */
    public Optional<LocalDateTime> local() {
        try {
            return Optional.of(LocalDateTime.of(CENTURY + year, month, day, hour, minute, second));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
