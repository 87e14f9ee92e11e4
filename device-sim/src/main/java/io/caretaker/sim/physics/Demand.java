package io.caretaker.sim.physics;

import io.caretaker.sim.clock.LocalTime;
import io.caretaker.sim.seed.Seeds;
import java.time.ZoneId;
import java.util.random.RandomGenerator;

/**
 * How much water households draw, as a multiple of their mean. Hourly multipliers, weekend, season, a lognormal day
 * factor and AR(1) noise in steps of 5 minutes, all from section 7.1 of the field guide. Not thread-safe; time never goes
 * back.
 */
final class Demand {
    /** Mean of a household, 300 L/d in m3/h. */
    static final double HOUSEHOLD_M3H = 0.300 / 24;

    private static final double[] WEEKDAY = {
        0.35, 0.25, 0.20, 0.18, 0.22, 0.45, 1.10, 1.75, 1.60, 1.25, 1.10, 1.15, 1.25, 1.00, 0.85, 0.85, 0.95, 1.25,
        1.65, 1.85, 1.80, 1.50, 1.00, 0.45
    };
    private static final double WEEKEND_TOTAL = 1.08;
    private static final double[] WEEKEND = weekendMultipliers();

    private final ZoneId zone;
    private final long seed;
    private final String name;
    private final RandomGenerator random;
    private final double noiseSigma;
    private double noise;
    private long noiseSlot = Long.MIN_VALUE;
    private long dayOfFactor = Long.MIN_VALUE;
    private double dayFactor;

    Demand(long seed, String name, ZoneId zone, double households) {
        this.seed = seed;
        this.name = name;
        this.zone = zone;
        this.random = Seeds.generator(seed, name + "/noise");
        this.noiseSigma = Math.min(0.40, Math.max(0.02, 0.6 / Math.sqrt(Math.max(1, households) / 10)));
    }

    /** Multiplier of the hour, without noise; hours wrap around. The weekday's 24 add up to 24. */
    static double hourly(int hour, boolean weekend) {
        return (weekend ? WEEKEND : WEEKDAY)[Math.floorMod(hour, 24)];
    }

    /** Multiple of the mean demand, 0 or more. */
    double multiplier(long second) {
        LocalTime time = LocalTime.at(second, zone);
        if (time.day() != dayOfFactor) {
            dayOfFactor = time.day();
            dayFactor = Math.exp(
                    0.04 * Seeds.generator(seed, name + "/day" + time.day()).nextGaussian());
        }
        long slot = second / 300;
        if (slot != noiseSlot) {
            noiseSlot = slot;
            noise = 0.7 * noise + Math.sqrt(1 - 0.49) * noiseSigma * random.nextGaussian();
        }
        double season = 1 + 0.10 * Math.cos(2 * Math.PI * (time.dayOfYear() - 205) / 365);
        return Math.max(0, expected(time) * season * dayFactor * (1 + noise));
    }

    /** Between the middles of two hours in a straight line. */
    private static double expected(LocalTime time) {
        double position = time.hour() - 0.5;
        int before = (int) Math.floor(position);
        double part = position - before;
        return (1 - part) * hourly(before, time.weekend()) + part * hourly(before + 1, time.weekend());
    }

    /** Morning peak 1.5 hours later and 0.85 as high, total 1.08 times a weekday's. */
    private static double[] weekendMultipliers() {
        double[] shifted = WEEKDAY.clone();
        for (int hour = 5; hour <= 12; hour++) {
            double later = (WEEKDAY[hour - 1] + WEEKDAY[hour - 2]) / 2;
            shifted[hour] = hour >= 7 && hour <= 11 ? 0.85 * later : later;
        }
        double sum = 0;
        for (double m : shifted) {
            sum += m;
        }
        for (int hour = 0; hour < 24; hour++) {
            shifted[hour] *= 24 * WEEKEND_TOTAL / sum;
        }
        return shifted;
    }
}
