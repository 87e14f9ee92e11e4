package io.caretaker.sim.clock;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/**
 * What a clock on the wall of the estate shows.
 *
 * @param day days since 1970-01-01, local
 * @param hour 0 up to, not including, 24, with fraction
 * @param dayOfYear 1 to 366
 */
public record LocalTime(long day, double hour, int dayOfYear, DayOfWeek dayOfWeek) {
    public static LocalTime at(long second, ZoneId zone) {
        ZonedDateTime time = Instant.ofEpochSecond(second).atZone(zone);
        return new LocalTime(
                time.toLocalDate().toEpochDay(),
                time.toLocalTime().toSecondOfDay() / 3600.0,
                time.getDayOfYear(),
                time.getDayOfWeek());
    }

    public boolean weekend() {
        return dayOfWeek == DayOfWeek.SATURDAY || dayOfWeek == DayOfWeek.SUNDAY;
    }
}
