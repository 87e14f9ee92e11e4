package io.caretaker.ingest.library;

import io.caretaker.model.estate.Family;

/** The parts of the library, one file each. */
public enum Shelf {
    /** What an estate's facilities report by any protocol, the metrics named by themselves. */
    ESTATE(Family.COMMON),
    WATER(Family.WATER),
    LIGHTING(Family.LIGHTING),
    FIRE(Family.FIRE),
    ENERGY(Family.COMMON),
    CLIMATE(Family.COMMON),
    ACCESS(Family.COMMON);

    private final Family family;

    Shelf(Family family) {
        this.family = family;
    }

    /** The family of its models, where a model names no other. */
    Family family() {
        return family;
    }
}
