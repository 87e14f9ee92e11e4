package io.caretaker.sim.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * One recorded file: one machine.
 *
 * @param file path below the data directory, with '/'
 * @param id of the asset, and with {@code d-} before it of the device
 * @param rows in the order of the file
 */
public record Recording(String file, String id, List<Row> rows) {
    public Recording {
        rows = List.copyOf(rows);
    }

    /**
     * @param text the time as it stands in the file
     * @param values one per column of the mapping, NaN where the row has none; not copied
     */
    public record Row(Instant time, String text, double[] values) {}

    public String device() {
        return "d-" + id;
    }

    /** Rows in the order of time; rows of the same time keep the order of the file. */
    public List<Row> inTime() {
        return rows.stream().sorted((a, b) -> a.time().compareTo(b.time())).toList();
    }

    public Instant first() {
        return rows.stream().map(Row::time).min(Instant::compareTo).orElseThrow();
    }

    public Instant last() {
        return rows.stream().map(Row::time).max(Instant::compareTo).orElseThrow();
    }

    /** Median spacing of rows with different times, one second at least; one minute where there is nothing to measure. */
    public Duration interval() {
        List<Row> sorted = inTime();
        long[] gaps = new long[Math.max(0, sorted.size() - 1)];
        for (int i = 0; i < gaps.length; i++) {
            gaps[i] = Duration.between(sorted.get(i).time(), sorted.get(i + 1).time())
                    .toMillis();
        }
        long[] moving = Arrays.stream(gaps).filter(g -> g > 0).sorted().toArray();
        return moving.length == 0
                ? Duration.ofMinutes(1)
                : Duration.ofMillis(Math.max(1000, moving[moving.length / 2]));
    }
}
