package io.caretaker.alerting.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caretaker.alerting.rule.RuleBook;
import io.caretaker.alerting.rule.RuleFiles;
import io.caretaker.alerting.rule.RuleOverride;
import io.caretaker.model.InvalidValue;
import io.caretaker.model.Text;
import io.caretaker.model.estate.Asset;
import io.caretaker.model.estate.AssetType;
import io.caretaker.model.estate.Device;
import io.caretaker.model.estate.Estate;
import io.caretaker.model.estate.MetricSpec;
import io.caretaker.model.estate.Profile;
import io.caretaker.model.estate.Topology;
import io.caretaker.model.reading.Bucket;
import io.caretaker.model.reading.Reading;
import io.caretaker.model.reading.ReadingHistory;
import io.caretaker.model.reading.Sample;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class BacktestTest {
    private static final long MINUTE = 60_000_000L;
    private static final long DAY = 1440 * MINUTE;
    private static final RuleBook SHIPPED = RuleFiles.shippedRules();
    private static final RuleBook STRICTER = SHIPPED.with(new RuleOverride(
            "fire-main-low-pressure",
            RuleOverride.Level.DEVICE,
            "main",
            Map.of("limit", 0.95, "clear_limit", 0.97),
            Optional.empty()));

    private final Backtest backtest = new Backtest(new TwoDips(), RuleFiles.catalogue());

    /** Set pressure 400 kPa: a dip to 370 on the first day, one to 300 on the second. */
    private static final class TwoDips implements ReadingHistory {
        @Override
        public void scan(List<String> devices, long from, long to, Consumer<Reading> into) {
            for (long time = from; time < to; time += MINUTE) {
                long minute = time / MINUTE;
                double value = minute >= 300 && minute < 330 ? 370 : minute >= 2000 && minute < 2030 ? 300 : 400;
                into.accept(Reading.good("main", "fire_pressure", time, value));
            }
        }

        @Override
        public List<Sample> samples(String device, String metric, long from, long to, int limit) {
            return List.of();
        }

        @Override
        public List<Bucket> buckets(String device, String metric, long from, long to, int buckets) {
            return List.of();
        }

        @Override
        public Optional<Sample> latest(String device, String metric) {
            return Optional.empty();
        }

        @Override
        public Map<String, Sample> latest(String device) {
            return Map.of();
        }
    }

    private static Topology topology() {
        return new Topology(
                List.of(new Estate("e", Text.same("E"), 31, 121, ZoneId.of("Asia/Shanghai"), 10)),
                List.of(new Asset(
                        "main",
                        "e",
                        Optional.empty(),
                        AssetType.FIRE_MAIN,
                        Text.same("M"),
                        Map.of("set_pressure_kpa", 400.0))),
                List.of(new Device("main", "e", "main", "p", Duration.ofMinutes(1))),
                List.of(new Profile("p", Text.same("P"), List.of(new MetricSpec("fire_pressure", "kPa", 0, 2500)))));
    }

    private static BacktestRequest request(Optional<String> rule) {
        return new BacktestRequest(List.of("main"), 0, 2 * DAY, SHIPPED, STRICTER, rule);
    }

    @Test
    void showsWhatTheChangeWouldAdd() {
        List<Double> progress = new ArrayList<>();

        BacktestResult result =
                backtest.run(request(Optional.of("fire-main-low-pressure")), topology(), progress::add, () -> false);

        assertThat(result.before().faults()).hasSize(1);
        assertThat(result.after().faults()).hasSize(2);
        assertThat(result.added()).hasSize(1);
        assertThat(result.added().get(0).onsetMicros()).isEqualTo(300 * MINUTE);
        assertThat(result.added().get(0).clearedMicros()).isPresent();
        assertThat(result.removed()).isEmpty();
        assertThat(result.after().perDay()).hasSize(2);
        assertThat(result.readings()).isEqualTo(2880);
        assertThat(progress).isSorted().endsWith(1.0);
    }

    @Test
    void cancelEndsItEarlyWithWhatWasFound() {
        BacktestResult result = backtest.run(request(Optional.empty()), topology(), p -> {}, () -> true);

        assertThat(result.cancelled()).isTrue();
        assertThat(result.readings()).isZero();
    }

    @Test
    void spanWithoutLengthIsRefused() {
        assertThatThrownBy(() -> new BacktestRequest(List.of("a"), 5, 5, SHIPPED, SHIPPED, Optional.empty()))
                .isInstanceOf(InvalidValue.class);
    }
}
