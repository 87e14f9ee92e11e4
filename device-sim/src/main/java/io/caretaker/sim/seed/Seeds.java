package io.caretaker.sim.seed;

import java.util.Locale;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** One generator per thing, derived from the seed of the run and the thing's name: same seed, same stream. */
public final class Seeds {
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private Seeds() {}

    public static RandomGenerator generator(long runSeed, String name) {
        return new SplittableRandom(hash(runSeed, name));
    }

    /** Eight hexadecimal digits that tell long names apart. */
    public static String shortHash(String name) {
        return String.format(Locale.ROOT, "%08x", (int) (hash(0, name) >>> 32));
    }

    /** FNV-1a of the name, mixed with the seed; stable over platforms and releases, unlike {@code Objects.hash}. */
    static long hash(long runSeed, String name) {
        long hash = FNV_OFFSET ^ (runSeed * 0x9e3779b97f4a7c15L);
        for (int i = 0; i < name.length(); i++) {
            hash = (hash ^ name.charAt(i)) * FNV_PRIME;
        }
        return hash;
    }
}
