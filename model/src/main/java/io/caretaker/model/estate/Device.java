package io.caretaker.model.estate;

import io.caretaker.model.Ids;
import io.caretaker.model.InvalidValue;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What reports about an asset.
 *
 * @param asset the asset its readings are about
 * @param profile id of the data sheet of its model
 * @param interval expected time between messages, more than zero; staleness is judged by it
 * @param addresses what it is called on wires that do not carry its id, each {@code scheme:rest} as
 *     {@code lorawan:24e124136b320000}; an address belongs to one device only
 */
public record Device(
        String id, String estate, String asset, String profile, Duration interval, List<String> addresses) {
    /** What an address has to look like. */
    public static final Pattern ADDRESS = Pattern.compile("[a-z][a-z0-9]{1,15}:\\S(.{0,238}\\S)?");

    public Device {
        Ids.require("id", id);
        Ids.require("estate", estate);
        Ids.require("asset", asset);
        Ids.require("profile", profile);
        if (interval == null || interval.isNegative() || interval.isZero()) {
            throw new InvalidValue("interval", interval, "a duration above zero such as PT5M");
        }
        addresses = addresses == null ? List.of() : List.copyOf(addresses);
        for (String address : addresses) {
            if (!ADDRESS.matcher(address).matches()) {
                throw new InvalidValue("addresses", address, "scheme:address, as lorawan:24e124136b320000");
            }
        }
    }

    /** A device that is known by its id alone. */
    public Device(String id, String estate, String asset, String profile, Duration interval) {
        this(id, estate, asset, profile, interval, List.of());
    }
}
