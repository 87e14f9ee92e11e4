package io.caretaker.alerting.notify.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.caretaker.model.reading.Bucket;
import io.caretaker.model.reading.Quality;
import io.caretaker.model.reading.Reading;
import io.caretaker.model.reading.ReadingHistory;
import io.caretaker.model.reading.Sample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.LongToDoubleFunction;
import org.junit.jupiter.api.Test;

class HistoryCurvesTest {
    private static final long MINUTE = 60_000_000L;
    private static final long NOW = 30L * 24 * 60 * MINUTE;

    /** A series with one value a minute since {@code from}. */
    private record Series(long from, LongToDoubleFunction value) implements ReadingHistory {
        @Override
        public List<Sample> samples(String device, String metric, long fromMicros, long toMicros, int limit) {
            List<Sample> samples = new ArrayList<>();
            for (long t = Math.max(from, fromMicros); t < toMicros; t += MINUTE) {
                samples.add(new Sample(t, value.applyAsDouble(t), Quality.GOOD));
            }
            return samples;
        }

        @Override
        public List<Bucket> buckets(String device, String metric, long fromMicros, long toMicros, int buckets) {
            List<Bucket> result = new ArrayList<>();
            long width = (toMicros - fromMicros) / buckets;
            for (int i = 0; i < buckets; i++) {
                long start = fromMicros + i * width;
                List<Sample> samples = samples(device, metric, start, start + width, Integer.MAX_VALUE);
                if (!samples.isEmpty()) {
                    double avg = samples.stream()
                            .mapToDouble(Sample::value)
                            .average()
                            .orElseThrow();
                    result.add(new Bucket(start, avg, avg, avg, samples.size()));
                }
            }
            return result;
        }

        @Override
        public Optional<Sample> latest(String device, String metric) {
            return Optional.empty();
        }

        @Override
        public Map<String, Sample> latest(String device) {
            return Map.of();
        }

        @Override
        public void scan(List<String> devices, long fromMicros, long toMicros, Consumer<Reading> into) {}
    }

    private static HistoryCurves curves(ReadingHistory history, Executor worker) {
        return new HistoryCurves(history, worker, Duration.ofMillis(50));
    }

    @Test
    void sixHoursWithTheUsualValueOfTheHour() {
        ReadingHistory week = new Series(0, t -> t >= NOW - 30 * MINUTE ? 6.8 : 0.3);

        Curve curve = curves(week, Runnable::run).before("d", "water_flow", NOW).orElseThrow();

        assertThat(curve.values()).hasSize(24);
        assertThat(curve.sparkline()).isEqualTo("▁".repeat(22) + "██");
        assertThat(curve.usual().orElseThrow()).isCloseTo(0.3, org.assertj.core.data.Offset.offset(1e-9));
    }

    @Test
    void twoDaysSayNothingAboutWhatIsUsual() {
        ReadingHistory young = new Series(NOW - 2 * 24 * 60 * MINUTE - 60 * MINUTE, t -> 1);

        Curve curve = curves(young, Runnable::run).before("d", "m", NOW).orElseThrow();

        assertThat(curve.usual()).isEmpty();
    }

    @Test
    void anUnknownSeriesHasNoCurve() {
        assertThat(curves(new Series(NOW, t -> 1), Runnable::run).before("d", "m", NOW))
                .isEmpty();
    }

    @Test
    void aStoreThatFailsOrHangsCostsTheCurveOnly() {
        ReadingHistory failing = new Series(0, t -> {
            throw new IllegalStateException("store is down");
        });
        Executor never = command -> {};

        assertThat(curves(failing, Runnable::run).before("d", "m", NOW)).isEmpty();
        assertThat(curves(failing, never).before("d", "m", NOW)).isEmpty();
    }
}
