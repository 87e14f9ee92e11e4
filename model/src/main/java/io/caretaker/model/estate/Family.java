package io.caretaker.model.estate;

/** The families of facilities; a crew's trade and a dashboard go by it. */
public enum Family {
    WATER,
    LIGHTING,
    DISPENSER,
    FIRE,
    /** Access doors, bins, rounds, gateways and anything that only generic detectors look at. */
    COMMON
}
