package io.caretaker.dashboards.console.text;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Map;

/** Numbers and units as people read them: four significant digits, no grouping, no exponent. */
public final class Numbers {
    private static final int DIGITS = 4;

    private static final Map<String, String> UNITS = Map.ofEntries(
            Map.entry("1", ""),
            Map.entry("{count}", ""),
            Map.entry("m3/h", "m³/h"),
            Map.entry("m3", "m³"),
            Map.entry("Cel", "℃"),
            Map.entry("uW/cm2", "µW/cm²"),
            Map.entry("{NTU}", "NTU"),
            Map.entry("[pH]", "pH"),
            Map.entry("[ppm]", "ppm"),
            Map.entry("deg", "°"),
            Map.entry("kW.h", "kWh"),
            Map.entry("L/min", "L/min"));

    private Numbers() {}

    /** {@code –} for what is not a number. */
    public static String plain(double value) {
        if (!Double.isFinite(value)) {
            return "–";
        }
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(DIGITS, RoundingMode.HALF_UP));
        if (rounded.abs().compareTo(BigDecimal.valueOf(1000)) >= 0) {
            rounded = new BigDecimal(value).setScale(0, RoundingMode.HALF_UP);
        }
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    /** The printed form of a UCUM code; the code itself where there is none of its own. */
    public static String unit(String ucum) {
        return UNITS.getOrDefault(ucum, ucum);
    }
}
