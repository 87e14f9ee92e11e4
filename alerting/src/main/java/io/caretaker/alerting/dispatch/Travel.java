package io.caretaker.alerting.dispatch;

import java.time.Duration;

/** How long a crew is on the way from one estate to another. Zero or more; the same estate is a short way too. */
@FunctionalInterface
public interface Travel {
    Duration between(String fromEstate, String toEstate);
}
