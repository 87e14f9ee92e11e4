package io.caretaker.sim.seed;

import java.util.random.RandomGenerator;

/** Random draws that the JDK does not offer. */
public final class Draws {
    private Draws() {}

    /** Knuth's product method; the means here are far below the hundreds where it would lose precision. */
    public static int poisson(RandomGenerator random, double mean) {
        double limit = Math.exp(-Math.min(mean, 500));
        double product = random.nextDouble();
        int count = 0;
        while (product > limit) {
            product *= random.nextDouble();
            count++;
        }
        return count;
    }

    public static double lognormal(RandomGenerator random, double median, double sigma) {
        return median * Math.exp(sigma * random.nextGaussian());
    }
}
