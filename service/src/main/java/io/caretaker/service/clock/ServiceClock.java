package io.caretaker.service.clock;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The one clock of the service, UTC. It either follows the system's or, driven, stands where it was last put: then a
 * simulation or a recording decides what time it is. Safe for use by several threads.
 */
public final class ServiceClock extends Clock {
    private final Clock system;
    private final AtomicReference<Instant> driven;
    private final ClockPace pace = new ClockPace();

    private ServiceClock(Clock system, AtomicReference<Instant> driven) {
        this.system = system;
        this.driven = driven;
    }

    public static ServiceClock following(Clock system) {
        return new ServiceClock(system, null);
    }

    public static ServiceClock driven(Instant start) {
        return new ServiceClock(null, new AtomicReference<>(start));
    }

    public boolean isDriven() {
        return driven != null;
    }

    /**
     * Moves a driven clock. Time never runs backwards: an earlier time than the present leaves it where it is.
     *
     * @throws IllegalStateException when the clock follows the system's
     */
    public void moveTo(Instant time) {
        if (!isDriven()) {
            throw new IllegalStateException("the clock follows the system clock");
        }
        pace.moved(driven.accumulateAndGet(time, (now, next) -> next.isAfter(now) ? next : now), System.nanoTime());
    }

    /** Seconds of this clock in one second of the wall clock over the last moves; 1 when it follows the system's. */
    public double speed() {
        return isDriven() ? pace.ratio() : 1;
    }

    @Override
    public Instant instant() {
        return isDriven() ? driven.get() : system.instant();
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("the service clock is UTC");
    }
}
