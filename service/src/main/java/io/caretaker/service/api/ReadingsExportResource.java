package io.caretaker.service.api;

import io.caretaker.model.InvalidValue;
import io.caretaker.model.Times;
import io.caretaker.model.estate.Device;
import io.caretaker.model.estate.MetricSpec;
import io.caretaker.model.estate.Topology;
import io.caretaker.model.estate.TopologySource;
import io.caretaker.model.reading.Reading;
import io.caretaker.model.reading.ReadingHistory;
import io.caretaker.service.export.ExportFormat;
import io.caretaker.service.export.ReadingWriter;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Readings to take away. */
@Path("/api/v1/readings/export")
@Tag(name = "Telemetry")
@Blocking
public class ReadingsExportResource {
    private static final Duration DEFAULT_SPAN = Duration.ofDays(1);

    private final TopologySource topology;
    private final ReadingHistory history;
    private final Clock clock;

    ReadingsExportResource(TopologySource topology, ReadingHistory history, Clock clock) {
        this.topology = topology;
        this.history = history;
        this.clock = clock;
    }

    @GET
    @RolesAllowed("**")
    @Operation(
            summary = "All readings of an asset or an estate in a span, as CSV or Parquet",
            description =
                    "In the order of time, written as they are read: any length. With metric: of that one only. An answer that breaks off is incomplete; a Parquet file then cannot be opened.")
    public Response export(
            @QueryParam("asset") String asset,
            @QueryParam("estate") String estate,
            @QueryParam("metric") String metric,
            @QueryParam("from") String from,
            @QueryParam("to") String to,
            @QueryParam("format") @DefaultValue("csv") String format) {
        ExportFormat as = ExportFormat.of(format);
        Topology known = topology.current();
        List<Device> devices = devices(known, asset, estate);
        Instant end = RequestTimes.of("to", to, clock.instant());
        Instant start = RequestTimes.of("from", from, end.minus(DEFAULT_SPAN));
        if (!start.isBefore(end)) {
            throw new InvalidValue("from", from, "a time before to");
        }
        StreamingOutput stream = out -> {
            try (ReadingWriter writer = as.to(out)) {
                Row rows = new Row(known, devices, metric, writer);
                history.scan(
                        devices.stream().map(Device::id).toList(), Times.micros(start), Times.micros(end), rows::write);
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
        };
        return Response.ok(stream, as.mediaType())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"" + (asset == null ? estate : asset) + "." + as.extension() + "\"")
                .build();
    }

    private static List<Device> devices(Topology known, String asset, String estate) {
        if (asset != null) {
            if (known.asset(asset).isEmpty()) {
                throw new InvalidValue("asset", asset, "the id of a known asset");
            }
            return known.devicesOf(asset);
        }
        if (estate == null || known.estate(estate).isEmpty()) {
            throw new InvalidValue("estate", estate, "the id of a known estate, or an asset");
        }
        return known.devices().stream().filter(d -> d.estate().equals(estate)).toList();
    }

    /** Finds asset and unit of each reading. */
    private static final class Row {
        private final Map<String, Device> devices = new HashMap<>();
        private final Map<String, Map<String, String>> units = new HashMap<>();
        private final String metric;
        private final ReadingWriter writer;

        Row(Topology known, List<Device> devices, String metric, ReadingWriter writer) {
            this.metric = metric;
            this.writer = writer;
            devices.forEach(device -> {
                this.devices.put(device.id(), device);
                units.computeIfAbsent(device.profile(), profile -> units(known, profile));
            });
        }

        private static Map<String, String> units(Topology known, String profile) {
            Map<String, String> units = new HashMap<>();
            known.profile(profile).ifPresent(p -> {
                for (MetricSpec spec : p.metrics()) {
                    units.put(spec.name(), spec.unit());
                }
            });
            return units;
        }

        void write(Reading reading) {
            if (metric != null && !metric.equals(reading.metric())) {
                return;
            }
            Device device = devices.get(reading.device());
            try {
                writer.write(
                        reading, device.asset(), units.get(device.profile()).getOrDefault(reading.metric(), ""));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
