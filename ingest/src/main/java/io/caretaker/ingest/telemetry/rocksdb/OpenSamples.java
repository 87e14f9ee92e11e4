package io.caretaker.ingest.telemetry.rocksdb;

import java.util.ArrayList;
import java.util.List;

/**
 * Samples of one series as they arrive, in any order. Sorting is put off until somebody asks: devices send in order
 * nearly always, and what does not is a few ascending runs (a gateway that delivers what it had buffered). Not
 * thread-safe: its {@link Series} guards it.
 */
final class OpenSamples {
    private final Samples.Builder arrived = new Samples.Builder(0);
    private final List<Integer> runStarts = new ArrayList<>();

    void add(long time, double value, byte quality) {
        if (arrived.size() == 0 || time <= arrived.time(arrived.size() - 1)) {
            runStarts.add(arrived.size());
        }
        arrived.add(time, value, quality);
    }

    int size() {
        return arrived.size();
    }

    /** In time order, of each time the sample that arrived last. */
    Samples sorted() {
        List<Samples> runs = new ArrayList<>(runStarts.size());
        for (int i = 0; i < runStarts.size(); i++) {
            int end = i + 1 < runStarts.size() ? runStarts.get(i + 1) : arrived.size();
            runs.add(arrived.snapshot(runStarts.get(i), end));
        }
        while (runs.size() > 1) {
            runs = mergeNeighbours(runs);
        }
        return runs.isEmpty() ? Samples.EMPTY : runs.get(0);
    }

    /** Neighbours only, so that of two runs the later arrival is always the newer one. */
    private static List<Samples> mergeNeighbours(List<Samples> runs) {
        List<Samples> merged = new ArrayList<>(runs.size() / 2 + 1);
        for (int i = 0; i < runs.size(); i += 2) {
            merged.add(i + 1 < runs.size() ? Samples.merge(runs.get(i), runs.get(i + 1)) : runs.get(i));
        }
        return merged;
    }
}
