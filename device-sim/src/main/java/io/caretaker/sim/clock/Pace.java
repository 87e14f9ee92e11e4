package io.caretaker.sim.clock;

import io.caretaker.model.InvalidValue;
import java.util.function.LongSupplier;

/**
 * Holds virtual time back to a multiple of wall time; the only place where wall time enters.
 *
 * <p>When the other side cannot keep up, time is not made good by running faster afterwards. Not thread-safe.
 */
public final class Pace {
    /** As fast as the messages are acknowledged. */
    public static final double MAX = Double.POSITIVE_INFINITY;

    /** Waits; a test gives one that does not. */
    @FunctionalInterface
    public interface Sleep {
        void nanos(long nanos) throws InterruptedException;
    }

    private final double speed;
    private final LongSupplier nanoTime;
    private final Sleep sleep;
    private long due = Long.MIN_VALUE;

    public Pace(double speed, LongSupplier nanoTime, Sleep sleep) {
        this.speed = speed;
        this.nanoTime = nanoTime;
        this.sleep = sleep;
    }

    /** @throws InvalidValue when it is neither {@code max} nor a number above zero */
    public static double parse(String speed) {
        if ("max".equals(speed)) {
            return MAX;
        }
        try {
            double value = Double.parseDouble(speed);
            if (value > 0 && value < MAX) {
                return value;
            }
        } catch (NumberFormatException e) {
            // falls through to the one message for everything that is not a speed
        }
        throw new InvalidValue("speed", speed, "'max' or simulated seconds per second, above 0");
    }

    /** Returns when the simulated seconds that just went by may be over. */
    public void passed(double simulatedSeconds) throws InterruptedException {
        if (speed == MAX) {
            return;
        }
        long now = nanoTime.getAsLong();
        long step = (long) (simulatedSeconds / speed * 1e9);
        due = due == Long.MIN_VALUE ? now : due + step;
        if (due > now) {
            sleep.nanos(due - now);
        } else {
            due = now;
        }
    }
}
