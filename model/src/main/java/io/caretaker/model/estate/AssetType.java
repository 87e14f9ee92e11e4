package io.caretaker.model.estate;

/** What kind of thing an asset is. The asset tree is estate → building or system → asset. */
public enum AssetType {
    BUILDING(Family.COMMON, false),
    /** A district-metered pressure zone: the scope of everything hydraulic. */
    PRESSURE_ZONE(Family.WATER, true),
    /** Inlet meter and pressure of a zone. */
    ZONE_INLET(Family.WATER, false),
    PIPE_SECTION(Family.WATER, false),
    ROOF_TANK(Family.WATER, false),
    BOOSTER_PUMP(Family.WATER, false),
    SEWER_MANHOLE(Family.WATER, false),
    /** A street-light cabinet: the scope of its circuits and lamps. */
    LIGHTING_CABINET(Family.LIGHTING, true),
    LIGHT_CIRCUIT(Family.LIGHTING, false),
    LAMP(Family.LIGHTING, false),
    CORRIDOR_LAMP(Family.LIGHTING, false),
    DISPENSER(Family.DISPENSER, true),
    /** The fire system of an estate (panel): the scope of its mains, tanks, pumps and valves. */
    FIRE_SYSTEM(Family.FIRE, true),
    FIRE_MAIN(Family.FIRE, false),
    FIRE_TANK(Family.FIRE, false),
    FIRE_PUMP(Family.FIRE, false),
    FIRE_VALVE(Family.FIRE, false),
    HYDRANT(Family.FIRE, false),
    GATEWAY(Family.COMMON, true),
    /** Anything else, looked after by generic detectors only. */
    MACHINE(Family.COMMON, true);

    private final Family family;
    private final boolean scope;

    AssetType(Family family, boolean scope) {
        this.family = family;
        this.scope = scope;
    }

    public Family family() {
        return family;
    }

    /** True for an asset whose subtree detection correlates in. */
    public boolean isScope() {
        return scope;
    }
}
