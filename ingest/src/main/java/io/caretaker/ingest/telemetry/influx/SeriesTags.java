package io.caretaker.ingest.telemetry.influx;

import io.caretaker.model.estate.Topology;
import io.caretaker.model.estate.TopologySource;
import java.util.Locale;
import java.util.Optional;

/** Where a device belongs, for the tags of its points. Called for every reading: must be cheap. */
@FunctionalInterface
public interface SeriesTags {
    /** @param type of the asset, in lower case */
    record Tags(String estate, String asset, String type) {}

    /** Empty for a device that is not registered. */
    Optional<Tags> of(String device);

    static SeriesTags from(TopologySource source) {
        return id -> {
            Topology topology = source.current();
            return topology.device(id)
                    .flatMap(device -> topology.asset(device.asset())
                            .map(asset -> new Tags(
                                    device.estate(),
                                    asset.id(),
                                    asset.type().name().toLowerCase(Locale.ROOT))));
        };
    }
}
