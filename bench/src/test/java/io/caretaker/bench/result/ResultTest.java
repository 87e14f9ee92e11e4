package io.caretaker.bench.result;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class ResultTest {
    @Test
    void theLineCarriesFigureRatiosAndWhetherEveryCheckHeld() throws Exception {
        JsonNode line = new ObjectMapper()
                .readTree(new ResultLine("mqtt", 123_456.7, "msg/s")
                        .ratio("mosquitto", 200, 100)
                        .ratio("absent", 200, 0)
                        .check(true)
                        .check(false)
                        .json());
        assertThat(line.get("bench").asText()).isEqualTo("mqtt");
        assertThat(line.get("value").asDouble()).isEqualTo(123_500);
        assertThat(line.get("ratios").get("mosquitto").asDouble()).isEqualTo(2);
        assertThat(line.get("ratios").has("absent")).isFalse();
        assertThat(line.get("checked").asBoolean()).isFalse();
    }

    @Test
    void quantilesComeFromAllRecordedLatencies() {
        LatencyHistogram histogram = new LatencyHistogram();
        for (int i = 1; i <= 1_000; i++) {
            histogram.record(i * 1_000L);
        }
        assertThat(histogram.nanos(0.5)).isBetween(500_000L, 508_000L);
        assertThat(histogram.nanos(0.99)).isBetween(990_000L, 1_006_000L);
        assertThat(histogram.nanos(1)).isBetween(1_000_000L, 1_016_000L);
    }

    @Property
    void aSingleLatencyIsToldWithin1Point6Percent(@ForAll @LongRange(min = 0, max = 1L << 50) long nanos) {
        LatencyHistogram histogram = new LatencyHistogram();
        histogram.record(nanos);
        assertThat(histogram.nanos(0.5)).isBetween(nanos, nanos + nanos / 64 + 1);
    }

    @Test
    void theMedianIgnoresOneDisturbedRound() {
        Median median = new Median();
        median.add(100);
        median.add(5);
        median.add(102);
        assertThat(median.value()).isEqualTo(100);
    }
}
