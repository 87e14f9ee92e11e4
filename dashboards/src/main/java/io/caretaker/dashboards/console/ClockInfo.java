package io.caretaker.dashboards.console;

/** Which time the service's {@link java.time.Clock} shows. */
public interface ClockInfo {
    /** True when a simulation moves the clock. */
    boolean simulated();

    /** Service seconds that pass in one second of the wall clock; 1 in production. */
    double speed();
}
