package io.caretaker.dashboards.grafana;

import io.caretaker.model.InvalidValue;
import io.caretaker.model.Text;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * A band over the time axis that comes back every day.
 *
 * @param from beginning, local time
 * @param to end, local time of the same day
 * @param zone whose local time
 */
record Annotation(Text name, LocalTime from, LocalTime to, ZoneId zone) {
    Annotation {
        if (!from.isBefore(to)) {
            throw new InvalidValue("to", to, "a time after from, which is " + from);
        }
    }

    /** The hours of least honest use, 02:00 to 05:00: flow that remains then is leakage (UKWIR 99/WM/08/21). */
    static Annotation nightWindow(ZoneId zone) {
        return new Annotation(new Text("Night window", "夜间窗口"), LocalTime.of(2, 0), LocalTime.of(5, 0), zone);
    }
}
