package io.caretaker.alerting.detect;

import io.caretaker.model.Times;
import java.util.Arrays;
import org.shredzone.commons.suncalc.SunPosition;

/**
 * What daylight asks of a lamp at one place. The sun's elevation, not the sun's set: below -6° (end of civil twilight, a
 * clear sky gives 3.5 lx) it must burn, above +1° it must not, and between them is nobody's fault. Works where the sun
 * never sets or never rises. Computed once a minute and kept.
 */
final class Twilight {
    enum Expectation {
        MUST_BURN,
        MUST_BE_OFF,
        DO_NOT_CARE
    }

    private static final double DARK_DEGREES = -6;
    private static final double LIGHT_DEGREES = 1;
    private static final long MINUTE = 60_000_000L;
    private static final int DARK_FOR_MINUTES = 15;
    private static final int LIGHT_FOR_MINUTES = 30;
    private static final int KEPT = 256;

    private final double latitude;
    private final double longitude;
    private final long[] minutes = new long[KEPT];
    private final float[] elevations = new float[KEPT];

    Twilight(double latitude, double longitude) {
        this.latitude = latitude;
        this.longitude = longitude;
        Arrays.fill(minutes, Long.MIN_VALUE);
    }

    Expectation at(long timeMicros) {
        long minute = Math.floorDiv(timeMicros, MINUTE);
        float elevation = elevation(minute);
        if (elevation < DARK_DEGREES && elevation(minute - DARK_FOR_MINUTES) < DARK_DEGREES) {
            return Expectation.MUST_BURN;
        }
        if (elevation > LIGHT_DEGREES && elevation(minute - LIGHT_FOR_MINUTES) > LIGHT_DEGREES) {
            return Expectation.MUST_BE_OFF;
        }
        return Expectation.DO_NOT_CARE;
    }

    private float elevation(long minute) {
        int slot = (int) (minute & (KEPT - 1));
        if (minutes[slot] != minute) {
            minutes[slot] = minute;
            elevations[slot] = (float) SunPosition.compute()
                    .at(latitude, longitude)
                    .on(Times.instant(minute * MINUTE))
                    .execute()
                    .getTrueAltitude();
        }
        return elevations[slot];
    }
}
