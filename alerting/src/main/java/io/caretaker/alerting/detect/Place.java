package io.caretaker.alerting.detect;

import io.caretaker.model.estate.Estate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** An estate as detection needs it: its local time, its daylight, and the states of it that cross scopes. */
final class Place {
    final ZoneId zone;
    final Twilight twilight;
    final List<Appliance> devices = new ArrayList<>();

    Place(Estate estate) {
        this.zone = estate.zone();
        this.twilight = new Twilight(estate.latitude(), estate.longitude());
    }

    /** All series of the metric in the estate. */
    Series[] series(String metric) {
        return devices.stream()
                .map(d -> d.series(metric))
                .filter(java.util.Objects::nonNull)
                .toArray(Series[]::new);
    }
}
