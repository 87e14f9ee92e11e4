package io.caretaker.bench.store;

import java.util.Random;

/** The pressure of a pipe: a day's curve and noise, in tenths of kPa, every minute. For one thread. */
final class Signal {
    static final long MINUTE_MICROS = 60_000_000L;

    private final Random random;

    Signal(long seed) {
        random = new Random(seed);
    }

    double at(long minute) {
        double dayCurve = Math.sin(minute % 1_440 * 2 * Math.PI / 1_440);
        return Math.round((310 + 18 * dayCurve + random.nextGaussian() * 1.2) * 10) / 10.0;
    }
}
