package io.caretaker.ingest.sparkplug;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Date;
import java.util.List;
import org.eclipse.tahu.SparkplugInvalidTypeException;
import org.eclipse.tahu.message.SparkplugBPayloadEncoder;
import org.eclipse.tahu.message.model.Metric;
import org.eclipse.tahu.message.model.Metric.MetricBuilder;
import org.eclipse.tahu.message.model.MetricDataType;
import org.eclipse.tahu.message.model.SparkplugBPayload;
import org.eclipse.tahu.message.model.SparkplugBPayload.SparkplugBPayloadBuilder;

/** Payloads as the reference implementation writes them. */
final class Tahu {
    private Tahu() {}

    static byte[] payload(long timestamp, int seq, Metric... metrics) {
        SparkplugBPayload payload = new SparkplugBPayloadBuilder((long) seq)
                .setTimestamp(new Date(timestamp))
                .addMetrics(List.of(metrics))
                .createPayload();
        return encode(payload, false);
    }

    /** As an edge node leaves it in its will: without a seq. */
    static byte[] death(long bdSeq) {
        return encode(
                new SparkplugBPayloadBuilder()
                        .setTimestamp(new Date(0))
                        .addMetric(metric("bdSeq", MetricDataType.Int64, bdSeq))
                        .createPayload(),
                false);
    }

    static Metric metric(String name, MetricDataType type, Object value) {
        return created(new MetricBuilder(name, type, value).timestamp(null));
    }

    static Metric metric(String name, long alias, MetricDataType type, Object value) {
        return created(new MetricBuilder(name, type, value).alias(alias).timestamp(null));
    }

    static Metric aliased(long alias, MetricDataType type, Object value) {
        return created(new MetricBuilder(alias, type, value).timestamp(null));
    }

    static Metric aliasedAt(long alias, MetricDataType type, Object value, long timestamp) {
        return created(new MetricBuilder(alias, type, value).timestamp(new Date(timestamp)));
    }

    private static Metric created(MetricBuilder builder) {
        try {
            return builder.createMetric();
        } catch (SparkplugInvalidTypeException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** @param stripped without data types where a birth told them */
    private static byte[] encode(SparkplugBPayload payload, boolean stripped) {
        try {
            return new SparkplugBPayloadEncoder().getBytes(payload, stripped);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
