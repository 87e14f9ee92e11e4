package io.caretaker.model.estate;

import io.caretaker.model.Ids;
import io.caretaker.model.InvalidValue;
import java.time.Duration;

/**
 * What reports about an asset.
 *
 * @param asset the asset its readings are about
 * @param profile id of the data sheet of its model
 * @param interval expected time between messages, more than zero; staleness is judged by it
 */
public record Device(String id, String estate, String asset, String profile, Duration interval) {
    public Device {
        Ids.require("id", id);
        Ids.require("estate", estate);
        Ids.require("asset", asset);
        Ids.require("profile", profile);
        if (interval == null || interval.isNegative() || interval.isZero()) {
            throw new InvalidValue("interval", interval, "a duration above zero such as PT5M");
        }
    }
}
