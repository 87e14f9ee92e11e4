package io.caretaker.service.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.caretaker.ingest.deadletter.Protocol;
import io.caretaker.ingest.registry.Credentials;
import io.caretaker.ingest.registry.Registry;
import io.caretaker.ingest.twin.DeviceQuery;
import io.caretaker.ingest.twin.DeviceTwin;
import io.caretaker.ingest.twin.Twins;
import io.caretaker.model.InvalidValue;
import io.caretaker.model.Times;
import io.caretaker.model.estate.Device;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** What was last known of devices. */
@Path("/api/v1")
@Tag(name = "Registry")
@Blocking
public class TwinsResource {
    private static final String READERS = "**";

    private final Registry registry;
    private final Twins twins;
    private final Clock clock;

    TwinsResource(Registry registry, Twins twins, Clock clock) {
        this.registry = registry;
        this.twins = twins;
        this.clock = clock;
    }

    /**
     * A device as it was last heard; what is unknown is absent.
     *
     * @param connectionChanged when it came or went last
     * @param address where it connected from last, or its best gateway
     * @param rssi dBm
     * @param snr dB
     * @param battery percent
     * @param hasToken false after a revocation
     * @param oldTokenUntil end of the grace of a token that was replaced
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record TwinView(
            String device,
            String estate,
            String asset,
            String profile,
            Instant lastSeen,
            boolean connected,
            Instant connectionChanged,
            String protocol,
            String address,
            Double rssi,
            Double snr,
            Double battery,
            String firmware,
            String status,
            Instant statusTime,
            boolean hasToken,
            Instant oldTokenUntil) {
        static TwinView of(Device device, DeviceTwin twin, Credentials credentials) {
            return new TwinView(
                    device.id(),
                    device.estate(),
                    device.asset(),
                    device.profile(),
                    time(twin.lastSeenMicros()),
                    twin.connected(),
                    time(twin.connectionMicros()),
                    twin.protocol().map(Protocol::tag).orElse(null),
                    twin.address(),
                    number(twin.rssi()),
                    number(twin.snr()),
                    number(twin.battery()),
                    twin.firmware(),
                    twin.status(),
                    time(twin.statusMicros()),
                    credentials.has(device.id()),
                    credentials.graceUntil(device.id()).map(Times::instant).orElse(null));
        }

        private static Instant time(long micros) {
            return micros == 0 ? null : Times.instant(micros);
        }

        private static Double number(OptionalDouble value) {
            return value.isPresent() ? value.getAsDouble() : null;
        }
    }

    @GET
    @Path("/devices/{id}/twin")
    @RolesAllowed(READERS)
    @Operation(summary = "What was last known of the device: heard, connection, signal, battery, firmware, status")
    public TwinView twin(@RestPath String id) {
        Device device = registry.current().device(id).orElseThrow(() -> InvalidRequest.notFound("device", id));
        return TwinView.of(device, twins.of(id), registry.credentials());
    }

    @GET
    @Path("/twins")
    @RolesAllowed(READERS)
    @Operation(
            summary = "Devices with what was last known of them, by id",
            description = "silentFor: not heard for longer than this duration, or never; batteryBelow: percent; q: part"
                    + " of the id, of an address or of the asset's name.")
    public Page<TwinView> twins(
            @QueryParam("estate") String estate,
            @QueryParam("profile") String profile,
            @QueryParam("q") @DefaultValue("") String text,
            @QueryParam("silentFor") String silentFor,
            @QueryParam("batteryBelow") Double batteryBelow,
            @QueryParam("connected") Boolean connected,
            @QueryParam("limit") @DefaultValue("100") int limit,
            @QueryParam("cursor") String cursor) {
        int size = Page.limit(limit);
        DeviceQuery query = new DeviceQuery(
                Optional.ofNullable(estate),
                Optional.ofNullable(profile),
                text,
                Optional.ofNullable(silentFor).map(TwinsResource::duration),
                Optional.ofNullable(batteryBelow),
                Optional.ofNullable(connected));
        List<DeviceQuery.Found> found = query.in(registry.current(), twins, clock.instant()).stream()
                .filter(f -> cursor == null || f.device().id().compareTo(cursor) > 0)
                .limit(size + 1L)
                .toList();
        return Page.of(
                found, size, f -> f.device().id(), f -> TwinView.of(f.device(), f.twin(), registry.credentials()));
    }

    private static Duration duration(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw new InvalidValue("silentFor", text, "a duration such as PT1H");
        }
    }
}
