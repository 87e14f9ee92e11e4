package io.caretaker.alerting.notify.message;

import java.util.Optional;

/** Where the curve beside the numbers comes from. A message goes without it rather than wait or fail. */
@FunctionalInterface
public interface CurveSource {
    CurveSource NONE = (device, metric, atMicros) -> Optional.empty();

    /** The six hours before the given time; empty when there is nothing to show or it cannot be had in time. */
    Optional<Curve> before(String device, String metric, long atMicros);
}
