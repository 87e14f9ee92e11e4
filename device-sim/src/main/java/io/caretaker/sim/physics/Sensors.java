package io.caretaker.sim.physics;

/** Turns true values into what the device reads: noise, quantising, spikes, stuck values. */
public interface Sensors {
    /**
     * @param trueValue in the unit that the profile gives the metric
     * @param sigma standard deviation of the noise, same unit
     * @param decimals resolution: 2 means steps of 0.01
     */
    void analog(String metric, double trueValue, double sigma, int decimals);

    void state(String metric, boolean on);

    /** A cumulative counter: exact, never noisy. */
    void counter(String metric, double total, int decimals);
}
