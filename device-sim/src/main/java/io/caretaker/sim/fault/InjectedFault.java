package io.caretaker.sim.fault;

import java.util.OptionalLong;

/** One injected fault: grows over its ramp, holds, and is gone at once when it ends. Not thread-safe. */
public final class InjectedFault {
    private final String id;
    private final FaultKind kind;
    private final String asset;
    private final long start;
    private final long rampSeconds;
    private final double magnitude;
    private final long detectableFrom;
    private long end = Long.MAX_VALUE;

    InjectedFault(
            String id,
            FaultKind kind,
            String asset,
            long start,
            long rampSeconds,
            double magnitude,
            long detectableFrom) {
        this.id = id;
        this.kind = kind;
        this.asset = asset;
        this.start = start;
        this.rampSeconds = rampSeconds;
        this.magnitude = magnitude;
        this.detectableFrom = detectableFrom;
    }

    public String id() {
        return id;
    }

    public FaultKind kind() {
        return kind;
    }

    public String asset() {
        return asset;
    }

    public long start() {
        return start;
    }

    public long rampSeconds() {
        return rampSeconds;
    }

    public double magnitude() {
        return magnitude;
    }

    /** First second at which the clean signal is beyond the limit; detection delay counts from here. */
    public long detectableFrom() {
        return detectableFrom;
    }

    public OptionalLong end() {
        return end == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(end);
    }

    /** 0 before it starts and after its end, up to 1 along its ramp. */
    public double intensity(long second) {
        if (second < start || second >= end) {
            return 0;
        }
        return rampSeconds == 0 ? 1 : Math.min(1, (second - start) / (double) rampSeconds);
    }

    /** Magnitude times intensity, in the kind's unit. */
    public double effect(long second) {
        return magnitude * intensity(second);
    }

    public boolean activeAt(long second) {
        return second >= start && second < end;
    }

    void endAt(long second) {
        end = Math.min(end, second);
    }
}
