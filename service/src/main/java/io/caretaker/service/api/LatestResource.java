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
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
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
            description =
                    "Devices that never sent anything are left out. Written as it is read: any number of devices.")
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = LatestView[].class)))
    public StreamingOutput latest(@QueryParam("estate") String estate) {
        Topology known = topology.current();
        if (estate != null && known.estate(estate).isEmpty()) {
            throw new InvalidValue("estate", estate, "the id of a known estate");
        }
        List<Device> devices = known.devices().stream()
                .filter(d -> estate == null || d.estate().equals(estate))
                .toList();
        return out -> {
            try (JsonGenerator json = JSON.createGenerator(out)) {
                json.writeStartArray();
                for (Device device : devices) {
                    write(device, history.latest(device.id()), json);
                }
                json.writeEndArray();
            }
        };
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
        for (Map.Entry<String, Sample> value : newest.entrySet()) {
            Sample sample = value.getValue();
            json.writeObjectFieldStart(value.getKey());
            json.writeNumberField("value", sample.value());
            json.writeStringField("time", Times.instant(sample.timeMicros()).toString());
            json.writeStringField("quality", sample.quality().name().toLowerCase(Locale.ROOT));
            json.writeEndObject();
        }
        json.writeEndObject();
        json.writeEndObject();
    }
}
