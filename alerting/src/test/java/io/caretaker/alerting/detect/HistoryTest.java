package io.caretaker.alerting.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class HistoryTest {
    @Property(tries = 3_000)
    void theMeanOfASpanIsThatOfTheValuesInIt(
            @ForAll @Size(max = 40) List<@IntRange(min = 1, max = 5) Integer> steps,
            @ForAll @IntRange(min = 1, max = 17) int capacity,
            @ForAll @IntRange(min = -3, max = 120) int from,
            @ForAll @IntRange(min = -3, max = 120) int to,
            @ForAll @IntRange(max = 4) int atLeast) {
        History history = new History(capacity);
        long time = 0;
        for (int step : steps) {
            time += step;
            history.add(time, time * 0.1);
        }

        assertThat((Double) history.mean(from, to, atLeast))
                .isEqualTo(Double.valueOf(oneByOne(history, from, to, atLeast)));
    }

    private static double oneByOne(History history, long from, long to, int atLeast) {
        double sum = 0;
        int count = 0;
        for (int i = 0; i < history.size(); i++) {
            if (history.time(i) >= from && history.time(i) < to) {
                sum += history.value(i);
                count++;
            }
        }
        return count < atLeast || count == 0 ? Double.NaN : sum / count;
    }
}
