package io.caretaker.dashboards.console;

import io.caretaker.alerting.rule.Rule;
import io.caretaker.alerting.rule.RuleOverride;
import java.time.Duration;
import java.util.List;

/**
 * Runs the very detection over stored readings, with and without a change that nobody has published yet. Takes seconds;
 * blocks.
 */
public interface RuleTrial {
    /** @param span how far back from now, 1 hour to 30 days */
    TrialResult tryOverride(RuleOverride change, Duration span);

    /** The same for a change of the rule itself. */
    TrialResult tryRule(Rule change, Duration span);

    /**
     * @param readings how many readings were judged
     * @param examples faults that only one of the two raises, newest first, at most 20
     */
    record TrialResult(Duration span, long readings, Side before, Side after, List<Example> examples) {
        public TrialResult {
            examples = List.copyOf(examples);
        }
    }

    /**
     * @param faults raised in the span
     * @param atNight of these between 22:00 and 06:00 local time
     * @param assets how many different assets they were about
     * @param perDay faults of each day, oldest first
     */
    record Side(long faults, long atNight, long assets, List<Long> perDay) {
        public Side {
            perDay = List.copyOf(perDay);
        }
    }

    /** @param added true when only the changed rule raises it, false when only the present one does */
    record Example(String asset, String faultType, long onsetMicros, double value, double limit, boolean added) {}
}
