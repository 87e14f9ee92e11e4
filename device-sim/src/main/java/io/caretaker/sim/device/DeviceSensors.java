package io.caretaker.sim.device;

import io.caretaker.model.estate.MetricSpec;
import io.caretaker.model.estate.Profile;
import io.caretaker.sim.physics.Sensors;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/** The sensors of one device: noise, resolution, rare spikes, values that freeze. Writes the message. Not thread-safe. */
final class DeviceSensors implements Sensors {
    private static final double SPIKE = 0.0005;
    private static final double SPIKE_LEAST = 0.10;
    private static final double SPIKE_MOST = 0.50;
    /** Spans of plausible ranges are wide; a spike is a share of what the sensor shows, or of this part of the range. */
    private static final double SPIKE_RANGE = 0.2;

    private final Map<String, MetricSpec> metrics = new HashMap<>();
    private final Map<String, Double> frozen = new HashMap<>();
    private final RandomGenerator random;
    private final boolean defects;
    private final TelemetryJson message;
    private boolean stuck;

    DeviceSensors(Profile profile, RandomGenerator random, boolean defects, TelemetryJson message) {
        profile.metrics().forEach(m -> metrics.put(m.name(), m));
        this.random = random;
        this.defects = defects;
        this.message = message;
    }

    /** While stuck, analog values stay what they were at the last sample before. */
    void stuck(boolean now) {
        stuck = now;
    }

    @Override
    public void analog(String metric, double trueValue, double sigma, int decimals) {
        MetricSpec spec = metrics.get(metric);
        double value = trueValue + sigma * random.nextGaussian();
        value = Math.max(spec.min(), Math.min(spec.max(), value));
        boolean spike = random.nextDouble() < SPIKE;
        double size = random.nextDouble(SPIKE_LEAST, SPIKE_MOST) * (random.nextBoolean() ? 1 : -1);
        if (stuck) {
            value = frozen.getOrDefault(metric, value);
        } else {
            frozen.put(metric, value);
            if (defects && spike && sigma > 0) {
                value += size * SPIKE_RANGE * (spec.max() - spec.min());
            }
        }
        message.reading(metric, value, decimals, spec.unit());
    }

    @Override
    public void state(String metric, boolean on) {
        message.reading(metric, on ? 1 : 0, 0, metrics.get(metric).unit());
    }

    @Override
    public void counter(String metric, double total, int decimals) {
        message.reading(metric, Math.floor(total), decimals, metrics.get(metric).unit());
    }
}
