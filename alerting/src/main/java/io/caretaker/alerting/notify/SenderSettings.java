package io.caretaker.alerting.notify;

import io.caretaker.model.InvalidValue;
import java.time.Duration;

/**
 * Limits of sending; the defaults are choices of the product.
 *
 * @param batch how many are taken at once, 1 to 1,000: also the bound of what is in flight
 * @param lease how long a sender may hold one before it counts as lost; longer than a channel's own time limit
 * @param giveUpAfter wall time from enqueuing after which it has failed
 * @param perMinute messages a minute and channel
 * @param reserve of these, how many only danger to life may use
 * @param breakAfter failures in a row after which a destination is left alone
 * @param breakFor how long
 */
public record SenderSettings(
        int batch,
        Duration lease,
        Duration giveUpAfter,
        BackOff backOff,
        int perMinute,
        int reserve,
        int breakAfter,
        Duration breakFor) {
    public static final SenderSettings DEFAULT = new SenderSettings(
            50, Duration.ofSeconds(60), Duration.ofHours(24), BackOff.DEFAULT, 120, 20, 5, Duration.ofSeconds(30));

    public SenderSettings {
        if (batch < 1 || batch > 1_000) {
            throw new InvalidValue("batch", batch, "1 to 1000 messages");
        }
        if (lease == null || lease.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new InvalidValue("lease", lease, "a duration of at least PT1S");
        }
        if (giveUpAfter == null || giveUpAfter.isNegative() || giveUpAfter.isZero()) {
            throw new InvalidValue("giveUpAfter", giveUpAfter, "a duration above zero such as PT24H");
        }
        if (perMinute < 1) {
            throw new InvalidValue("perMinute", perMinute, "at least 1 message");
        }
        if (reserve < 0 || reserve >= perMinute) {
            throw new InvalidValue("reserve", reserve, "0 to " + (perMinute - 1) + " messages");
        }
        if (breakAfter < 1) {
            throw new InvalidValue("breakAfter", breakAfter, "at least 1 failure");
        }
    }
}
