package io.caretaker.ingest.lorawan.codec;

import io.caretaker.model.InvalidValue;
import java.time.Duration;

/**
 * What one call of a codec may cost. Exceeding a limit ends the call with {@link Failure#LIMIT}; the context that it ran in
 * is thrown away.
 *
 * @param callTime processor time of one call, 10 ms to 10 s; on the wall clock it may take ten times as long, so that a busy
 *     machine does not cost readings, and until a script has run once it may take five times as much,
 *     of memory as well
 * @param loadTime the same for parsing a script and running its top level once, 100 ms to 60 s
 * @param statements statements of one call, 1,000 to 100,000,000
 * @param allocatedBytes heap that one call may allocate, garbage included, 1 MiB to 1 GiB; looked at every few milliseconds,
 *     so an overshoot of some tens of megabytes is possible
 * @param contexts calls of one codec at the same time, 1 to 64
 */
public record SandboxLimits(Duration callTime, Duration loadTime, long statements, long allocatedBytes, int contexts) {
    /** Deepest nesting of a result. */
    static final int DEPTH = 16;
    /** Most values in a result, and most messages in a list of errors or warnings. */
    static final int VALUES = 4_000;
    /** Most characters of all keys and texts of a result. */
    static final int CHARACTERS = 64 * 1024;
    /** Longest text that a script can make at all. */
    static final int STRING_LENGTH = 1024 * 1024;
    /** Longest typed array that a script can make at all. */
    static final int TYPED_ARRAY_LENGTH = 1024 * 1024;

    public SandboxLimits {
        within("callTime", callTime, Duration.ofMillis(10), Duration.ofSeconds(10));
        within("loadTime", loadTime, Duration.ofMillis(100), Duration.ofSeconds(60));
        within("statements", statements, 1_000, 100_000_000);
        within("allocatedBytes", allocatedBytes, 1L << 20, 1L << 30);
        within("contexts", contexts, 1, 64);
    }

    /** For our own script, which pays for the start of the engine. */
    static SandboxLimits warmUp() {
        return new SandboxLimits(Duration.ofSeconds(10), Duration.ofSeconds(60), 100_000_000, 1L << 30, 1);
    }

    /** 200 ms, 1,000,000 statements and 128 MiB a call; two calls of a codec at the same time. */
    public static SandboxLimits defaults() {
        return new SandboxLimits(Duration.ofMillis(200), Duration.ofSeconds(5), 1_000_000, 128L << 20, 2);
    }

    private static void within(String field, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new InvalidValue(field, value, least + " to " + most);
        }
    }

    private static void within(String field, long value, long least, long most) {
        if (value < least || value > most) {
            throw new InvalidValue(field, value, least + " to " + most);
        }
    }
}
