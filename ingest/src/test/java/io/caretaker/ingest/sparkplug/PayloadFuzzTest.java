package io.caretaker.ingest.sparkplug;

import static org.assertj.core.api.Assertions.assertThat;

import io.caretaker.ingest.testing.Fuzz;
import org.eclipse.tahu.message.model.MetricDataType;
import org.junit.jupiter.api.Test;

class PayloadFuzzTest {
    private static final long TIME = 1_764_000_000_000L;

    @Test
    void anyPayloadIsMetricsOrMalformed() {
        Fuzz.of(
                        Tahu.payload(TIME, 3, Tahu.metric("pressure", 9, MetricDataType.Double, 312.5)),
                        Tahu.payload(TIME, 0, Tahu.metric("状态", 1, MetricDataType.String, "开")))
                .each(bytes -> {
                    Payload payload = PayloadReader.read(bytes);
                    assertThat(payload).isNotNull();
                    if (payload instanceof Payload.Message message) {
                        assertThat(message.metrics().size()).isLessThanOrEqualTo(bytes.length);
                        message.metrics().forEach(metric -> DataType.value(metric.datatype(), metric.raw()));
                    }
                });
    }
}
