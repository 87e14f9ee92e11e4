package io.caretaker.ingest.lorawan;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Threads that decode, so that no event loop waits for a script. A device always has the same one: its messages stay in
 * order. Bounded: a lane with {@value #WAITING} messages takes no more, and the network server is asked to send again.
 */
public final class DecodeLanes implements AutoCloseable {
    private static final int WAITING = 500;
    private static final long PATIENCE_S = 10;

    private final List<ThreadPoolExecutor> lanes = new ArrayList<>();

    /** @param count 1 or more */
    public DecodeLanes(int count, MeterRegistry meters) {
        for (int i = 0; i < count; i++) {
            String name = "lorawan-decode-" + i;
            lanes.add(new ThreadPoolExecutor(
                    1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), work -> new Thread(work, name)));
        }
        Gauge.builder("caretaker.lorawan.decode.queue", this, DecodeLanes::waiting)
                .description("LoRaWAN messages that wait to be decoded; each lane takes " + WAITING)
                .register(meters);
    }

    /** False when the lane is full or closed: the work is not done. */
    boolean offer(String device, Runnable work) {
        try {
            lanes.get(Math.floorMod(device.hashCode(), lanes.size())).execute(work);
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    private int waiting() {
        return lanes.stream().mapToInt(lane -> lane.getQueue().size()).sum();
    }

    /** Does what is waiting and stops. */
    @Override
    public void close() {
        lanes.forEach(ThreadPoolExecutor::shutdown);
        try {
            for (ThreadPoolExecutor lane : lanes) {
                lane.awaitTermination(PATIENCE_S, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
