package io.caretaker.sim.replay;

import io.caretaker.model.InvalidValue;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;

/** Where a row says when it was measured, and how to read that. Immutable. */
public final class TimeColumn {
    private static final String EPOCH_SECONDS = "epoch-seconds";
    private static final String EPOCH_MILLIS = "epoch-millis";

    private final String column;
    private final String format;
    private final ZoneId zone;
    private final DateTimeFormatter formatter;

    /**
     * @param format a pattern of {@link DateTimeFormatter}, {@code epoch-seconds} or {@code epoch-millis}
     * @param zone of times that carry none
     * @throws InvalidValue when the pattern is none
     */
    public TimeColumn(String column, String format, ZoneId zone) {
        this.column = column;
        this.format = format;
        this.zone = zone;
        try {
            boolean number = format.equals(EPOCH_SECONDS) || format.equals(EPOCH_MILLIS);
            this.formatter = number ? null : DateTimeFormatter.ofPattern(format, Locale.ROOT);
        } catch (IllegalArgumentException e) {
            throw new InvalidValue(
                    "time.format",
                    format,
                    "a pattern such as yyyy-MM-dd HH:mm:ss, " + EPOCH_SECONDS + " or " + EPOCH_MILLIS);
        }
    }

    public String column() {
        return column;
    }

    public String format() {
        return format;
    }

    /** @throws InvalidValue when the text is no such time */
    public Instant parse(String text) {
        try {
            if (formatter == null) {
                double number = Double.parseDouble(text);
                return Instant.ofEpochMilli(Math.round(format.equals(EPOCH_SECONDS) ? number * 1000 : number));
            }
            TemporalAccessor time = formatter.parse(text);
            return time.isSupported(ChronoField.INSTANT_SECONDS)
                    ? Instant.from(time)
                    : LocalDateTime.from(time).atZone(zone).toInstant();
        } catch (DateTimeException | NumberFormatException e) {
            throw new InvalidValue(column, text, "a time like " + format);
        }
    }
}
