package io.caretaker.dashboards.grafana;

/** Units of values, by Grafana's id; {@code suffix:} where it knows none. */
enum Unit {
    NONE("short"),
    PERCENT("percent"),
    KILOPASCAL("pressurekpa"),
    CUBIC_METRES_PER_HOUR("suffix: m³/h"),
    METRE("lengthm"),
    WATT("watt"),
    VOLT("volt"),
    AMPERE("amp"),
    MILLIAMPERE("mamp"),
    CELSIUS("celsius"),
    MILLIGRAM_PER_LITRE("suffix: mg/L"),
    NTU("suffix: NTU"),
    UV("suffix: µW/cm²"),
    LITRE("litre"),
    LITRE_PER_MINUTE("flowlpm"),
    PER_HOUR("suffix: /h"),
    AGE("dateTimeFromNow");

    private final String id;

    Unit(String id) {
        this.id = id;
    }

    String id() {
        return id;
    }
}
