package io.caretaker.service.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.caretaker.model.InvalidValue;
import io.caretaker.model.Times;
import io.caretaker.model.estate.Device;
import io.caretaker.model.estate.MetricSpec;
import io.caretaker.model.estate.Topology;
import io.caretaker.model.estate.TopologySource;
import io.caretaker.model.reading.Quality;
import io.caretaker.model.reading.ReadingHistory;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Stored telemetry of an asset. */
@Path("/api/v1/readings")
@Tag(name = "Telemetry")
@Blocking
public class ReadingsResource {
    private static final int MOST_SAMPLES = 10_000;
    private static final int MOST_BUCKETS = 10_000;
    private static final Duration DEFAULT_SPAN = Duration.ofHours(24);

    private final TopologySource topology;
    private final ReadingHistory history;
    private final Clock clock;

    ReadingsResource(TopologySource topology, ReadingHistory history, Clock clock) {
        this.topology = topology;
        this.history = history;
        this.clock = clock;
    }

    /** One series; samples or buckets, whichever was asked for. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record SeriesView(
            String device, String metric, String unit, List<SampleView> samples, List<BucketView> buckets) {}

    public record SampleView(Instant time, double value, Quality quality) {}

    public record BucketView(Instant start, double min, double avg, double max, long count) {}

    @GET
    @RolesAllowed("**")
    @Operation(
            summary = "Readings of an asset's metric, one series a device",
            description =
                    "With buckets: min, avg, max and count of each; without: the samples, at most 10,000 a series.")
    public List<SeriesView> readings(
            @QueryParam("asset") String asset,
            @QueryParam("metric") String metric,
            @QueryParam("from") String from,
            @QueryParam("to") String to,
            @QueryParam("buckets") Integer buckets) {
        if (buckets != null && (buckets < 1 || buckets > MOST_BUCKETS)) {
            throw new InvalidValue("buckets", buckets, "a number of 1 to " + MOST_BUCKETS);
        }
        Topology known = topology.current();
        if (asset == null || known.asset(asset).isEmpty()) {
            throw new InvalidValue("asset", asset, "the id of a known asset");
        }
        Instant end = time("to", to, clock.instant());
        Instant start = time("from", from, end.minus(DEFAULT_SPAN));
        if (!start.isBefore(end)) {
            throw new InvalidValue("from", from, "a time before to");
        }
        List<Device> reporting = known.devicesOf(asset).stream()
                .filter(d -> spec(known, d, metric) != null)
                .toList();
        if (reporting.isEmpty()) {
            throw new InvalidValue("metric", metric, "one of " + metrics(known, asset));
        }
        return reporting.stream()
                .map(d -> series(d, spec(known, d, metric), Times.micros(start), Times.micros(end), buckets))
                .toList();
    }

    private SeriesView series(Device device, MetricSpec metric, long from, long to, Integer buckets) {
        if (buckets == null) {
            List<SampleView> samples = history.samples(device.id(), metric.name(), from, to, MOST_SAMPLES).stream()
                    .map(s -> new SampleView(Times.instant(s.timeMicros()), s.value(), s.quality()))
                    .toList();
            return new SeriesView(device.id(), metric.name(), metric.unit(), samples, null);
        }
        List<BucketView> cut = history.buckets(device.id(), metric.name(), from, to, buckets).stream()
                .map(b -> new BucketView(Times.instant(b.startMicros()), b.min(), b.avg(), b.max(), b.count()))
                .toList();
        return new SeriesView(device.id(), metric.name(), metric.unit(), null, cut);
    }

    private static MetricSpec spec(Topology topology, Device device, String metric) {
        return topology.profile(device.profile()).flatMap(p -> p.metric(metric)).orElse(null);
    }

    private static String metrics(Topology topology, String asset) {
        return topology.devicesOf(asset).stream()
                .flatMap(d -> topology.profile(d.profile()).stream())
                .flatMap(p -> p.metrics().stream())
                .map(MetricSpec::name)
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static Instant time(String field, String text, Instant fallback) {
        if (text == null) {
            return fallback;
        }
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new InvalidValue(field, text, "an RFC 3339 time such as 2026-11-24T03:12:00Z");
        }
    }
}
