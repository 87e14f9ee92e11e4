package io.caretaker.sim.clock;

import java.time.Instant;
import java.time.ZoneOffset;
import org.shredzone.commons.suncalc.SunPosition;

/** Elevation of the sun at one place; the last minute asked for is kept. Not thread-safe. */
public final class Sun {
    private final double latitude;
    private final double longitude;
    private long minute = Long.MIN_VALUE;
    private double elevation;

    public Sun(double latitude, double longitude) {
        this.latitude = latitude;
        this.longitude = longitude;
    }

    /** Degrees above the horizon, negative below, at the minute that holds the second. */
    public double elevation(long second) {
        long asked = Math.floorDiv(second, 60);
        if (asked != minute) {
            minute = asked;
            elevation = SunPosition.compute()
                    .at(latitude, longitude)
                    .on(Instant.ofEpochSecond(asked * 60).atZone(ZoneOffset.UTC))
                    .execute()
                    .getTrueAltitude();
        }
        return elevation;
    }

    /** First second from the given one, in steps of a minute and within two days, at which the sun is beyond the limit. */
    public long next(long second, double degrees, boolean below) {
        for (long t = second; t < second + 2 * 86_400; t += 60) {
            double e = elevation(t);
            if (below ? e < degrees : e > degrees) {
                return t;
            }
        }
        return second;
    }
}
