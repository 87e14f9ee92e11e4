package io.caretaker.alerting.dispatch;

import io.caretaker.model.estate.Estate;
import io.caretaker.model.estate.Topology;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Travel time as the crow flies at the pace of a van in town, plus loading and parking. Estates that the registry does
 * not know are taken to be a usual way apart.
 */
public final class EstateTravel implements Travel {
    private static final Duration ON_FOOT_INSIDE = Duration.ofMinutes(5);
    private static final Duration LOADING_AND_PARKING = Duration.ofMinutes(5);
    private static final Duration USUAL = Duration.ofMinutes(20);
    private static final double KM_PER_HOUR = 25;
    private static final double EARTH_RADIUS_KM = 6371;

    private final Supplier<Topology> topology;

    public EstateTravel(Supplier<Topology> topology) {
        this.topology = topology;
    }

    @Override
    public Duration between(String fromEstate, String toEstate) {
        if (fromEstate.equals(toEstate)) {
            return ON_FOOT_INSIDE;
        }
        Topology now = topology.get();
        Optional<Estate> from = now.estate(fromEstate);
        Optional<Estate> to = now.estate(toEstate);
        if (from.isEmpty() || to.isEmpty()) {
            return USUAL;
        }
        double hours = kilometres(from.get(), to.get()) / KM_PER_HOUR;
        return LOADING_AND_PARKING.plusSeconds(Math.round(hours * 3600));
    }

    /** Great-circle distance by the haversine formula. */
    private static double kilometres(Estate a, Estate b) {
        double dLat = Math.toRadians(b.latitude() - a.latitude());
        double dLon = Math.toRadians(b.longitude() - a.longitude());
        double h = Math.pow(Math.sin(dLat / 2), 2)
                + Math.cos(Math.toRadians(a.latitude()))
                        * Math.cos(Math.toRadians(b.latitude()))
                        * Math.pow(Math.sin(dLon / 2), 2);
        return 2 * EARTH_RADIUS_KM * Math.asin(Math.sqrt(Math.min(1, h)));
    }
}
