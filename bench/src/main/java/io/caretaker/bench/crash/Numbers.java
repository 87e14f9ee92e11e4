package io.caretaker.bench.crash;

import java.util.BitSet;

/**
 * The numbered readings of one device: which were sent, and which acknowledged. A number that was sent but not
 * acknowledged is sent again in the next life, as a device does. Safe for use by several threads.
 */
final class Numbers {
    private final BitSet acknowledged = new BitSet();
    private int next;
    private int resendFrom;

    /** The next number to send: first those that an earlier life has not acknowledged. */
    synchronized int take() {
        int again = acknowledged.nextClearBit(resendFrom);
        if (again < next) {
            resendFrom = again + 1;
            return again;
        }
        resendFrom = next + 1;
        return next++;
    }

    /** The connection is gone: what was not acknowledged is sent again. */
    synchronized void disconnected() {
        resendFrom = 0;
    }

    synchronized void acknowledge(int number) {
        acknowledged.set(number);
    }

    synchronized int sent() {
        return next;
    }

    /** Numbers acknowledged, each counted once. */
    synchronized int acknowledged() {
        return acknowledged.cardinality();
    }

    /** Sent without an answer so far. */
    synchronized int unanswered() {
        return next - acknowledged.cardinality();
    }

    synchronized BitSet acknowledgedSet() {
        return (BitSet) acknowledged.clone();
    }
}
