package io.caretaker.service.api;

import io.caretaker.ingest.registry.Registry;
import io.caretaker.ingest.registry.RegistryChange;
import io.caretaker.ingest.registry.audit.RegistryLog;
import io.caretaker.model.InvalidValue;
import io.caretaker.model.estate.Device;
import io.caretaker.service.api.RegistryResource.DeviceRegistered;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** Tokens of devices: replaced and taken away, at once and on every open connection. */
@Path("/api/v1/devices/{id}/token")
@Tag(name = "Registry")
@Blocking
public class DeviceTokensResource {
    private final Registry registry;
    private final RegistryLog log;
    private final RegistryAnnouncement announcement;
    private final Caller caller;

    DeviceTokensResource(Registry registry, RegistryLog log, RegistryAnnouncement announcement, Caller caller) {
        this.registry = registry;
        this.log = log;
        this.announcement = announcement;
        this.caller = caller;
    }

    @POST
    @RolesAllowed({"admin", "engineer"})
    @Operation(
            summary = "A new token for the device, told once",
            description = "The old one ends at once, open connections with it; or after the grace, a duration such as"
                    + " PT1H, at most PT720H.")
    public Uni<DeviceRegistered> rotate(@RestPath String id, @QueryParam("grace") @DefaultValue("PT0S") String grace) {
        Device device = device(id);
        Duration duration = duration(grace);
        RegistryChange change = registry.rotate(id, duration);
        log.append(caller.id(), "token.rotated", id, duration.isZero() ? "" : duration.toString());
        return announcement.of(
                change, new DeviceRegistered(device, change.tokens().get(id)));
    }

    @DELETE
    @RolesAllowed({"admin", "engineer"})
    @Operation(
            summary = "Takes the device's token away; it is let in nowhere until it is given a new one",
            description = "Effective at once, open connections included; a former token in its grace ends too.")
    public Uni<Void> revoke(@RestPath String id) {
        device(id);
        RegistryChange change = registry.revoke(id);
        log.append(caller.id(), "token.revoked", id, "");
        return announcement.of(change, null);
    }

    private Device device(String id) {
        return registry.current().device(id).orElseThrow(() -> InvalidRequest.notFound("device", id));
    }

    private static Duration duration(String grace) {
        try {
            return Duration.parse(grace);
        } catch (DateTimeParseException e) {
            throw new InvalidValue("grace", grace, "a duration of PT0S to PT720H");
        }
    }
}
