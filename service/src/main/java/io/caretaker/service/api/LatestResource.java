package io.caretaker.service.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.caretaker.model.InvalidValue;
import io.caretaker.model.Times;
import io.caretaker.model.estate.Device;
import io.caretaker.model.estate.Topology;
import io.caretaker.model.estate.TopologySource;
import io.caretaker.model.reading.Quality;
import io.caretaker.model.reading.ReadingHistory;
import io.caretaker.model.reading.Sample;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The newest values of many series at once. */
@Path("/api/v1/latest")
@Tag(name = "Telemetry")
@Blocking
public class LatestResource {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String[] QUALITIES = Arrays.stream(Quality.values())
            .map(q -> q.name().toLowerCase(Locale.ROOT))
            .toArray(String[]::new);

    private final TopologySource topology;
    private final ReadingHistory history;

    LatestResource(TopologySource topology, ReadingHistory history) {
        this.topology = topology;
        this.history = history;
    }

    /** As the document shows it. @param values by metric */
    @Schema(name = "LatestView")
    public record LatestView(String device, String asset, String estate, Map<String, LatestValue> values) {}

    public record LatestValue(double value, Instant time, Quality quality) {}

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed("**")
    @Operation(
            summary = "The newest reading of every metric of every device, of one estate or of all",
            description = "Devices that never sent anything are left out.")
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = LatestView[].class)))
    public byte[] latest(@QueryParam("estate") String estate) throws IOException {
        Topology known = topology.current();
        if (estate != null && known.estate(estate).isEmpty()) {
            throw new InvalidValue("estate", estate, "the id of a known estate");
        }
        // As a whole, about 70 bytes a series: in small parts, waiting for each to leave would cost more than the rest.
        ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 16);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartArray();
            for (Device device : known.devices()) {
                if (estate == null || device.estate().equals(estate)) {
                    write(device, history.latest(device.id()), json);
                }
            }
            json.writeEndArray();
        }
        return out.toByteArray();
    }

    private static void write(Device device, Map<String, Sample> newest, JsonGenerator json) throws IOException {
        if (newest.isEmpty()) {
            return;
        }
        json.writeStartObject();
        json.writeStringField("device", device.id());
        json.writeStringField("asset", device.asset());
        json.writeStringField("estate", device.estate());
        json.writeObjectFieldStart("values");
        long micros = Long.MIN_VALUE;
        String time = "";
        for (Map.Entry<String, Sample> value : newest.entrySet()) {
            Sample sample = value.getValue();
            if (sample.timeMicros() != micros) {
                // The values of one message share their time.
                micros = sample.timeMicros();
                time = Times.instant(micros).toString();
            }
            json.writeObjectFieldStart(value.getKey());
            json.writeNumberField("value", sample.value());
            json.writeStringField("time", time);
            json.writeStringField("quality", QUALITIES[sample.quality().ordinal()]);
            json.writeEndObject();
        }
        json.writeEndObject();
        json.writeEndObject();
    }
}
