package io.caretaker.alerting.notify.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.caretaker.model.reading.Bucket;
import java.util.List;
import java.util.OptionalDouble;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class CurveTest {
    private static Curve curve(Double... values) {
        return new Curve(List.of(values), OptionalDouble.empty());
    }

    @Test
    void theSparklineSpansLowestToHighestAndShowsGaps() {
        assertThat(curve(0.0, Double.NaN, 5.0, 10.0).sparkline()).isEqualTo("▁·▅█");
        assertThat(curve(3.0, 3.0).sparkline()).isEqualTo("▁▁");
    }

    @Test
    void aMoveBelowATenthOfTheRangeIsSteady() {
        assertThat(curve(0.0, 10.0, 10.5).trend()).isEqualTo(Curve.Trend.STEADY);
        assertThat(curve(0.0, 8.0, 10.0).trend()).isEqualTo(Curve.Trend.RISING);
        assertThat(curve(0.0, 10.0, 2.0).trend()).isEqualTo(Curve.Trend.FALLING);
        assertThat(curve(1.0).trend()).isEqualTo(Curve.Trend.STEADY);
    }

    @Test
    void bucketsFallIntoTheirSpans() {
        Curve curve = Curve.of(
                List.of(new Bucket(100, 1, 1, 1, 1), new Bucket(175, 4, 4, 4, 1)), 100, 200, 4, OptionalDouble.empty());

        assertThat(curve.values()).containsExactly(1.0, Double.NaN, Double.NaN, 4.0);
        assertThat(curve.last()).isEqualTo(4.0);
    }

    @Property
    void everyValueHasOneBar(@ForAll @Size(min = 1, max = 30) List<@DoubleRange(min = -1e9, max = 1e9) Double> values) {
        Curve curve = new Curve(values, OptionalDouble.empty());

        assertThat(curve.sparkline()).hasSize(values.size()).matches("[▁▂▃▄▅▆▇█]+");
    }

    @Test
    void numbersShowWhatTells() {
        assertThat(List.of(6.8, 212.04, 0.1 + 0.2, 123456.7, 0.0, -0.05, Double.NaN))
                .extracting(Numbers::plain)
                .containsExactly("6.8", "212", "0.3", "123457", "0", "-0.05", "–");
    }
}
