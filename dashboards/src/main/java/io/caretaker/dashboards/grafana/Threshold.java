package io.caretaker.dashboards.grafana;

import java.util.ArrayList;
import java.util.List;

/**
 * From this value on, a panel shows this colour.
 *
 * @param value null for the colour below the first limit
 */
record Threshold(Double value, Colour color) {
    enum Colour {
        GREEN,
        YELLOW,
        ORANGE,
        RED
    }

    /** Good below {@code warn}, then yellow, from {@code alarm} on red. */
    static List<Threshold> highIsBad(double warn, double alarm) {
        return steps(Colour.GREEN, warn, Colour.YELLOW, alarm, Colour.RED);
    }

    static List<Threshold> highIsBad(double alarm) {
        return steps(Colour.GREEN, alarm, Colour.RED);
    }

    /** Red below {@code alarm}, then yellow, from {@code good} on green. */
    static List<Threshold> lowIsBad(double alarm, double good) {
        return steps(Colour.RED, alarm, Colour.YELLOW, good, Colour.GREEN);
    }

    static List<Threshold> lowIsBad(double alarm) {
        return steps(Colour.RED, alarm, Colour.GREEN);
    }

    /** Red below {@code low} and from {@code high} on. */
    static List<Threshold> band(double low, double high) {
        return steps(Colour.RED, low, Colour.GREEN, high, Colour.RED);
    }

    /** A first colour, then pairs of a value and the colour from it on. */
    static List<Threshold> steps(Colour below, Object... pairs) {
        List<Threshold> steps = new ArrayList<>();
        steps.add(new Threshold(null, below));
        for (int i = 0; i < pairs.length; i += 2) {
            steps.add(new Threshold((Double) pairs[i], (Colour) pairs[i + 1]));
        }
        return List.copyOf(steps);
    }

    static List<Threshold> none() {
        return List.of(new Threshold(null, Colour.GREEN));
    }
}
