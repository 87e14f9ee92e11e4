package io.caretaker.ingest.guard;

/**
 * The token bucket of one connection, made for every message: while tokens are left, one costs a subtraction and no look at
 * the clock. What came before anybody could stop it is owed and waited for. Not safe for several threads.
 */
public final class Pace {
    private final double perNano;
    private final int burst;
    private double left;
    private long atNanos;

    /**
     * @param perSecond messages a second, above 0
     * @param burst most messages at once, 1 or more
     */
    public Pace(int perSecond, int burst, long nanoTime) {
        this.perNano = perSecond / 1e9;
        this.burst = burst;
        this.left = burst;
        this.atNanos = nanoTime;
    }

    /** Counts a message. False: look at {@link #owedNanos}, the pace may be exceeded. */
    public boolean take() {
        return --left >= 0;
    }

    /** Nanoseconds to wait until nothing is owed any more, 0 when nothing is. */
    public long owedNanos(long nanoTime) {
        left = Math.min(burst, left + (nanoTime - atNanos) * perNano);
        atNanos = nanoTime;
        return left >= 0 ? 0 : (long) Math.ceil(-left / perNano);
    }
}
