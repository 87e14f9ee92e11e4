package io.caretaker.alerting.incident;

import io.caretaker.model.estate.Asset;
import io.caretaker.model.estate.AssetType;
import java.util.Optional;

/** How the place of a cause and the place of its symptom hang together. */
enum CauseRelation {
    /** The symptom is at the cause's asset or below it in the supply tree. */
    BELOW {
        @Override
        boolean holds(Sites sites, Asset cause, Asset symptom) {
            return sites.isAtOrBelow(symptom, cause);
        }

        @Override
        boolean possible(Sites sites, Asset symptom) {
            return sites.ancestor(symptom, AssetType.LIGHTING_CABINET).isPresent()
                    || sites.ancestor(symptom, AssetType.LIGHT_CIRCUIT).isPresent()
                    || sites.ancestor(symptom, AssetType.GATEWAY).isPresent();
        }
    },
    /** Same pressure zone; what stands in no zone (dispensers, fire mains) is fed by any zone of its estate. */
    SAME_WATER {
        @Override
        boolean holds(Sites sites, Asset cause, Asset symptom) {
            Optional<Asset> mine = sites.ancestor(symptom, AssetType.PRESSURE_ZONE);
            Optional<Asset> its = sites.ancestor(cause, AssetType.PRESSURE_ZONE);
            return symptom.estate().equals(cause.estate())
                    && (mine.isEmpty()
                            || its.isEmpty()
                            || mine.get().id().equals(its.get().id()));
        }

        @Override
        boolean possible(Sites sites, Asset symptom) {
            return sites.hasPressureZone(symptom.estate());
        }
    },
    /** Manholes of one line: registered under the same asset. */
    SAME_SEWER {
        @Override
        boolean holds(Sites sites, Asset cause, Asset symptom) {
            return symptom.parent().isPresent() && symptom.parent().equals(cause.parent());
        }

        @Override
        boolean possible(Sites sites, Asset symptom) {
            return symptom.parent().isPresent();
        }
    },
    /** The same fire panel. */
    SAME_FIRE_SYSTEM {
        @Override
        boolean holds(Sites sites, Asset cause, Asset symptom) {
            return sites.scopeOf(cause.id()).equals(sites.scopeOf(symptom.id()));
        }

        @Override
        boolean possible(Sites sites, Asset symptom) {
            return sites.ancestor(symptom, AssetType.FIRE_SYSTEM).isPresent();
        }
    };

    abstract boolean holds(Sites sites, Asset cause, Asset symptom);

    /** Whether an asset that could be the cause can exist at all: nothing waits for what cannot come. */
    abstract boolean possible(Sites sites, Asset symptom);
}
