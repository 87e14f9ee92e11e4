package io.caretaker.bench.result;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Middle of a few figures: one disturbed round does not move it. */
public final class Median {
    private final List<Double> values = new ArrayList<>();

    public void add(double value) {
        values.add(value);
    }

    /** 0 when nothing was added; the mean of the two in the middle of an even number. */
    public double value() {
        if (values.isEmpty()) {
            return 0;
        }
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }
}
