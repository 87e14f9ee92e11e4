package io.caretaker.bench.detection;

import io.caretaker.model.reading.Reading;
import io.caretaker.sim.physics.Sensors;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Readings of one device at one second: true values with their noise, in the steps of the sensor. */
final class Measured implements Sensors {
    private final List<Reading> readings = new ArrayList<>();
    private final String device;
    private final long micros;
    private final RandomGenerator random;

    Measured(String device, long second) {
        this.device = device;
        this.micros = second * 1_000_000;
        this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(second * 31 + device.hashCode());
    }

    List<Reading> readings() {
        return readings;
    }

    @Override
    public void analog(String metric, double trueValue, double sigma, int decimals) {
        double step = Math.pow(10, decimals);
        add(metric, Math.round((trueValue + sigma * random.nextGaussian()) * step) / step);
    }

    @Override
    public void state(String metric, boolean on) {
        add(metric, on ? 1 : 0);
    }

    @Override
    public void counter(String metric, double total, int decimals) {
        double step = Math.pow(10, decimals);
        add(metric, Math.round(total * step) / step);
    }

    private void add(String metric, double value) {
        readings.add(Reading.good(device, metric, micros, value));
    }
}
