package io.caretaker.ingest.cjt188;

/**
 * The unit byte behind a number: what it measures, and what one is in the unit that this quantity always comes in here (kWh,
 * kW, m3, m3/h). CJ/T 188-2004 table of units, CJ/T 188-2018 table 20, as public implementations have them.
 */
record UnitCode(Quantity quantity, double factor) {
    enum Quantity {
        ENERGY,
        POWER,
        VOLUME,
        FLOW
    }

    private static final double KWH_PER_GJ = 1e6 / 3_600;
    private static final int[] TENS = {1, 10, 100};
    private static final UnitCode[] BY_CODE = new UnitCode[256];

    static {
        BY_CODE[0x01] = new UnitCode(Quantity.ENERGY, KWH_PER_GJ / 1e9);
        tens(0x02, Quantity.ENERGY, 0.001); // Wh
        tens(0x05, Quantity.ENERGY, 1); // kWh
        tens(0x08, Quantity.ENERGY, 1_000); // MWh
        tens(0x0b, Quantity.ENERGY, KWH_PER_GJ / 1e6); // kJ
        tens(0x0e, Quantity.ENERGY, KWH_PER_GJ / 1e3); // MJ
        tens(0x11, Quantity.ENERGY, KWH_PER_GJ);
        tens(0x14, Quantity.POWER, 0.001); // W
        tens(0x17, Quantity.POWER, 1); // kW
        tens(0x1a, Quantity.POWER, 1_000); // MW
        tens(0x29, Quantity.VOLUME, 0.001); // L
        tens(0x2c, Quantity.VOLUME, 1); // m3
        tens(0x32, Quantity.FLOW, 0.001); // L/h
        tens(0x35, Quantity.FLOW, 1); // m3/h
        BY_CODE[0x40] = new UnitCode(Quantity.POWER, KWH_PER_GJ / 1e9); // J/h
        tens(0x43, Quantity.POWER, KWH_PER_GJ / 1e6); // kJ/h
        tens(0x46, Quantity.POWER, KWH_PER_GJ / 1e3); // MJ/h
        tens(0x49, Quantity.POWER, KWH_PER_GJ); // GJ/h
    }

    private static void tens(int code, Quantity quantity, double factor) {
        for (int i = 0; i < TENS.length; i++) {
            BY_CODE[code + i] = new UnitCode(quantity, factor * TENS[i]);
        }
    }

    /** The unit, or null where the standard has none. */
    static UnitCode of(byte code) {
        return BY_CODE[code & 0xff];
    }

    /** Small factors are divided by, so that decimals stay the decimals they are. */
    double of(double number) {
        return factor < 1 && quantity != Quantity.ENERGY ? number / Math.round(1 / factor) : number * factor;
    }
}
