package io.caretaker.model.estate;

import io.caretaker.model.Ids;
import io.caretaker.model.InvalidValue;
import io.caretaker.model.Text;
import java.time.ZoneId;

/**
 * A housing estate: the unit that people belong to and pages are about.
 *
 * @param latitude degrees north, -90 to 90; civil twilight is computed from it
 * @param longitude degrees east, -180 to 180
 * @param zone local time of schedules and of the night window
 * @param households number of households, 0 or more
 */
public record Estate(String id, Text name, double latitude, double longitude, ZoneId zone, int households) {
    public Estate {
        Ids.require("id", id);
        if (name == null) {
            throw new InvalidValue("name", null, "a name in at least English");
        }
        if (!(latitude >= -90 && latitude <= 90)) {
            throw new InvalidValue("latitude", latitude, "degrees north, -90 to 90");
        }
        if (!(longitude >= -180 && longitude <= 180)) {
            throw new InvalidValue("longitude", longitude, "degrees east, -180 to 180");
        }
        if (zone == null) {
            throw new InvalidValue("zone", null, "a time zone such as Asia/Shanghai");
        }
        if (households < 0) {
            throw new InvalidValue("households", households, "0 or more");
        }
    }
}
