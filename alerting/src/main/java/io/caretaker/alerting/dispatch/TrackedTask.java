package io.caretaker.alerting.dispatch;

import io.caretaker.model.work.RepairTask;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A task with what only dispatch needs to know of it.
 *
 * @param pinned true where a person chose the crew: the planner keeps its hands off
 * @param resting true while its incident counts as resolved: nobody is sent, nothing lapses
 * @param offeredMicros when the crew was asked, 0 when none is
 * @param passedOver crews that rejected it or did not answer
 */
public record TrackedTask(
        RepairTask task, boolean pinned, boolean resting, long offeredMicros, SortedSet<String> passedOver) {
    public TrackedTask {
        passedOver = Collections.unmodifiableSortedSet(new TreeSet<>(passedOver));
    }

    /** True when the planner may choose its crew. */
    boolean movable() {
        return !pinned
                && !resting
                && switch (task.state()) {
                    case CREATED, ASSIGNED -> true;
                    case ACCEPTED, ON_SITE, DONE, VERIFIED, CANCELLED -> false;
                };
    }
}
