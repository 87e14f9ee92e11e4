package io.caretaker.sim.run;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What to simulate.
 *
 * @param start when faults may begin and time is paced, whole seconds
 * @param history undisturbed time published before, as fast as acknowledged; zero for none
 * @param duration how long after the start; empty for ever
 * @param step simulated time between two ticks after the start, whole seconds
 * @param defects whether transport and sensors misbehave
 * @param crews whether simulated crews repair
 */
public record EstatesOptions(
        int estates,
        long seed,
        Instant start,
        Duration history,
        Optional<Duration> duration,
        Duration step,
        boolean defects,
        boolean crews,
        ScriptName script) {
    /** Which faults come when. */
    public enum ScriptName {
        DEMO,
        RANDOM,
        NONE
    }
}
