package io.caretaker.sim.physics;

/** The true state of one asset, read through the sensors of its device. Time never goes back. */
@FunctionalInterface
public interface SignalSource {
    void sample(long second, Sensors sensors);
}
