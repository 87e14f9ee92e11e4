package io.caretaker.service.api;

import io.caretaker.ingest.registry.Registry;
import io.caretaker.ingest.registry.RegistryChange;
import io.caretaker.ingest.registry.RegistryDocument;
import io.caretaker.ingest.registry.RegistryDocument.AssetDraft;
import io.caretaker.ingest.registry.RegistryDocument.DeviceDraft;
import io.caretaker.ingest.registry.RegistryDocument.EstateDraft;
import io.caretaker.ingest.registry.RegistryDocument.ProfileDraft;
import io.caretaker.ingest.registry.RegistryDocuments;
import io.caretaker.model.InvalidValue;
import io.caretaker.model.estate.Asset;
import io.caretaker.model.estate.Device;
import io.caretaker.model.estate.Estate;
import io.caretaker.model.estate.Profile;
import io.caretaker.model.estate.TopologySource;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** Estates, assets, devices and profiles. Whole documents are checked before anything of them is stored. */
@Path("/api/v1")
@Tag(name = "Registry")
@Blocking
public class RegistryResource {
    private static final String READERS = "**";

    private final Registry registry;
    private final TopologySource topology;
    private final Organisation organisation;
    private final RegistryAnnouncement announcement;

    RegistryResource(
            Registry registry, TopologySource topology, Organisation organisation, RegistryAnnouncement announcement) {
        this.registry = registry;
        this.topology = topology;
        this.organisation = organisation;
        this.announcement = announcement;
    }

    /** @param tokens new device tokens, told this once */
    public record Registered(Map<String, String> tokens) {}

    @POST
    @Path("/registry")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("admin")
    @Operation(
            summary = "Adds or replaces many at once: estates, profiles, assets, devices, crews, people, rotas",
            description = "All or nothing. New devices get tokens, told this once. With dryRun=true everything is"
                    + " checked and nothing stored.")
    public Uni<Registered> register(byte[] body, @QueryParam("dryRun") @DefaultValue("false") boolean dryRun) {
        RegistryDocument document = RegistryDocuments.read(body);
        Organisation.Checked people = organisation.check(organisation.read(body));
        if (dryRun) {
            registry.check(document);
            return Uni.createFrom().item(new Registered(Map.of()));
        }
        RegistryChange change = registry.apply(document);
        organisation.apply(people);
        return announcement.of(change, new Registered(change.tokens()));
    }

    @GET
    @Path("/estates")
    @RolesAllowed(READERS)
    @Operation(summary = "Estates by id")
    public Page<Estate> estates(
            @QueryParam("limit") @DefaultValue("100") int limit, @QueryParam("cursor") String cursor) {
        return page(topology.current().estates(), Estate::id, limit, cursor);
    }

    @GET
    @Path("/estates/{id}")
    @RolesAllowed(READERS)
    @Operation(summary = "One estate")
    public Estate estate(@RestPath String id) {
        return topology.current().estate(id).orElseThrow(() -> InvalidRequest.notFound("estate", id));
    }

    @PUT
    @Path("/estates/{id}")
    @RolesAllowed({"admin", "engineer"})
    @Operation(summary = "Adds or replaces an estate")
    public Uni<Estate> putEstate(@RestPath String id, EstateDraft draft) {
        same(id, draft == null ? null : draft.id());
        RegistryChange change = registry.apply(RegistryDocument.ofEstate(draft));
        return announcement.of(change, change.topology().estate(id).orElseThrow());
    }

    @DELETE
    @Path("/estates/{id}")
    @RolesAllowed("admin")
    @Operation(summary = "Removes an estate; refused while it has assets")
    public Uni<Void> deleteEstate(@RestPath String id) {
        estate(id);
        return announcement.of(registry.removeEstate(id), null);
    }

    @GET
    @Path("/assets")
    @RolesAllowed(READERS)
    @Operation(summary = "Assets by id")
    public Page<Asset> assets(
            @QueryParam("estate") String estate,
            @QueryParam("limit") @DefaultValue("100") int limit,
            @QueryParam("cursor") String cursor) {
        Collection<Asset> all = topology.current().assets();
        return page(
                estate == null
                        ? all
                        : all.stream().filter(a -> a.estate().equals(estate)).toList(),
                Asset::id,
                limit,
                cursor);
    }

    @GET
    @Path("/assets/{id}")
    @RolesAllowed(READERS)
    @Operation(summary = "One asset")
    public Asset asset(@RestPath String id) {
        return topology.current().asset(id).orElseThrow(() -> InvalidRequest.notFound("asset", id));
    }

    @PUT
    @Path("/assets/{id}")
    @RolesAllowed({"admin", "engineer"})
    @Operation(summary = "Adds or replaces an asset")
    public Uni<Asset> putAsset(@RestPath String id, AssetDraft draft) {
        same(id, draft == null ? null : draft.id());
        RegistryChange change = registry.apply(RegistryDocument.ofAsset(draft));
        return announcement.of(change, change.topology().asset(id).orElseThrow());
    }

    @DELETE
    @Path("/assets/{id}")
    @RolesAllowed({"admin", "engineer"})
    @Operation(summary = "Removes an asset; refused while anything belongs to it")
    public Uni<Void> deleteAsset(@RestPath String id) {
        asset(id);
        return announcement.of(registry.removeAsset(id), null);
    }

    @GET
    @Path("/devices")
    @RolesAllowed(READERS)
    @Operation(summary = "Devices by id")
    public Page<Device> devices(
            @QueryParam("estate") String estate,
            @QueryParam("limit") @DefaultValue("100") int limit,
            @QueryParam("cursor") String cursor) {
        Collection<Device> all = topology.current().devices();
        return page(
                estate == null
                        ? all
                        : all.stream().filter(d -> d.estate().equals(estate)).toList(),
                Device::id,
                limit,
                cursor);
    }

    @GET
    @Path("/devices/{id}")
    @RolesAllowed(READERS)
    @Operation(summary = "One device")
    public Device device(@RestPath String id) {
        return topology.current().device(id).orElseThrow(() -> InvalidRequest.notFound("device", id));
    }

    /** @param token told once, when the device is new; absent when it was there already */
    @com.fasterxml.jackson.annotation.JsonInclude(com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL)
    public record DeviceRegistered(Device device, String token) {}

    @PUT
    @Path("/devices/{id}")
    @RolesAllowed({"admin", "engineer"})
    @Operation(summary = "Adds or replaces a device; a new one's token is told once")
    public Uni<DeviceRegistered> putDevice(@RestPath String id, DeviceDraft draft) {
        same(id, draft == null ? null : draft.id());
        RegistryChange change = registry.apply(RegistryDocument.ofDevice(draft));
        return announcement.of(
                change,
                new DeviceRegistered(
                        change.topology().device(id).orElseThrow(),
                        change.tokens().get(id)));
    }

    @DELETE
    @Path("/devices/{id}")
    @RolesAllowed({"admin", "engineer"})
    @Operation(summary = "Removes a device; its token ends at once")
    public Uni<Void> deleteDevice(@RestPath String id) {
        device(id);
        return announcement.of(registry.removeDevice(id), null);
    }

    @GET
    @Path("/profiles")
    @RolesAllowed(READERS)
    @Operation(summary = "Profiles by id")
    public Page<Profile> profiles(
            @QueryParam("limit") @DefaultValue("100") int limit, @QueryParam("cursor") String cursor) {
        return page(topology.current().profiles(), Profile::id, limit, cursor);
    }

    @GET
    @Path("/profiles/{id}")
    @RolesAllowed(READERS)
    @Operation(summary = "One profile")
    public Profile profile(@RestPath String id) {
        return topology.current().profile(id).orElseThrow(() -> InvalidRequest.notFound("profile", id));
    }

    @PUT
    @Path("/profiles/{id}")
    @RolesAllowed({"admin", "engineer"})
    @Operation(summary = "Adds or replaces a profile")
    public Uni<Profile> putProfile(@RestPath String id, ProfileDraft draft) {
        same(id, draft == null ? null : draft.id());
        RegistryChange change = registry.apply(RegistryDocument.ofProfile(draft));
        return announcement.of(change, change.topology().profile(id).orElseThrow());
    }

    @DELETE
    @Path("/profiles/{id}")
    @RolesAllowed({"admin", "engineer"})
    @Operation(summary = "Removes a profile; refused while a device has it")
    public Uni<Void> deleteProfile(@RestPath String id) {
        profile(id);
        return announcement.of(registry.removeProfile(id), null);
    }

    private static void same(String path, String body) {
        if (!path.equals(body)) {
            throw new InvalidValue("id", body, "the id of the path, " + path);
        }
    }

    private static <T> Page<T> page(Collection<T> all, Function<T, String> id, int limit, String cursor) {
        int size = Page.limit(limit);
        List<T> found = all.stream()
                .sorted(Comparator.comparing(id))
                .filter(t -> cursor == null || id.apply(t).compareTo(cursor) > 0)
                .limit(size + 1L)
                .toList();
        return Page.of(found, size, id, Function.identity());
    }
}
