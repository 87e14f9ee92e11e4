package io.caretaker.bench.mqtt;

import java.util.BitSet;
import java.util.List;

/** Sends what has become due since the last call. Belongs to the event loop. */
final class Pacer implements Runnable {
    private static final long MILLISECOND = 1_000_000;

    private final List<DeviceSocket> sockets;
    private final double perMillisecond;
    private final long begin;
    private long slot;
    private long messages;

    Pacer(List<DeviceSocket> sockets, int perSecond, long begin) {
        this.sockets = sockets;
        this.perMillisecond = perSecond / 1_000.0;
        this.begin = begin;
    }

    @Override
    public void run() {
        long now = System.nanoTime();
        BitSet written = new BitSet(sockets.size());
        while (begin + slot * MILLISECOND <= now) {
            long upTo = (long) ((slot + 1) * perMillisecond);
            for (; messages < upTo; messages++) {
                int turn = (int) (messages % sockets.size());
                sockets.get(turn).sendTimed(begin + slot * MILLISECOND);
                written.set(turn);
            }
            slot++;
        }
        written.stream().forEach(i -> sockets.get(i).flush());
    }
}
