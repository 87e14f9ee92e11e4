package io.caretaker.service.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.caretaker.ingest.library.Choices;
import io.caretaker.ingest.library.DeviceLibrary;
import io.caretaker.ingest.library.DeviceModel;
import io.caretaker.ingest.library.Setting;
import io.caretaker.ingest.library.Shelf;
import io.caretaker.ingest.lorawan.library.CodecLibrary;
import io.caretaker.ingest.lorawan.library.StoredCodec;
import io.caretaker.ingest.registry.Registry;
import io.caretaker.ingest.registry.RegistryChange;
import io.caretaker.ingest.registry.RegistryDocument;
import io.caretaker.model.Text;
import io.caretaker.model.estate.AssetType;
import io.caretaker.model.estate.Family;
import io.caretaker.model.estate.MetricSpec;
import io.caretaker.model.estate.Profile;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** Device models that the product knows; installing one makes it a profile of the registry. */
@Path("/api/v1/library")
@Tag(name = "Device models")
@Blocking
public class LibraryResource {
    private final DeviceLibrary library;
    private final CodecLibrary codecs;
    private final Registry registry;
    private final Caller caller;
    private final ObjectMapper json;

    LibraryResource(DeviceLibrary library, CodecLibrary codecs, Registry registry, Caller caller, ObjectMapper json) {
        this.library = library;
        this.codecs = codecs;
        this.registry = registry;
        this.caller = caller;
        this.json = json;
    }

    /**
     * @param vendor empty, as the model, for whatever reports under the metrics' own names
     * @param interval between two messages as it leaves the works
     * @param codec empty where none is needed
     * @param codecImported false only where one is needed and not stored
     * @param installed whether the registry has a profile of this id
     * @param alternatives by metric, those that may be reported instead
     */
    public record ModelView(
            String id,
            String vendor,
            String model,
            Text name,
            Shelf shelf,
            Family family,
            Duration interval,
            List<AssetType> assets,
            List<MetricSpec> metrics,
            String codec,
            boolean codecImported,
            boolean installed,
            List<Setting> settings,
            Map<String, List<String>> alternatives) {}

    /**
     * What the place decides; everything may be absent.
     *
     * @param profile id of the profile, by default that of the model
     * @param settings by name, as {@code height_m}
     * @param metrics by the usual metric, the one to report instead
     */
    public record Install(String profile, Map<String, Double> settings, Map<String, String> metrics) {}

    @GET
    @RolesAllowed("**")
    @Operation(summary = "Device models by id, and whether their codec is imported")
    public Page<ModelView> list(
            @QueryParam("limit") @DefaultValue("500") int limit, @QueryParam("cursor") String cursor) {
        int size = Page.limit(limit);
        Set<String> stored = codecs.current().stream().map(StoredCodec::id).collect(Collectors.toSet());
        List<DeviceModel> found = library.models().stream()
                .sorted(Comparator.comparing(DeviceModel::id))
                .filter(m -> cursor == null || m.id().compareTo(cursor) > 0)
                .limit(size + 1L)
                .toList();
        return Page.of(found, size, DeviceModel::id, m -> view(m, stored));
    }

    private ModelView view(DeviceModel model, Set<String> stored) {
        return new ModelView(
                model.id(),
                model.vendor(),
                model.model(),
                model.name(),
                model.shelf(),
                model.family(),
                model.interval(),
                model.assets(),
                model.metrics(),
                model.codec(),
                model.codec().isEmpty() || stored.contains(model.codec()),
                registry.current().profile(model.id()).isPresent(),
                model.settings(),
                model.alternatives());
    }

    @POST
    @Path("/{id}/install")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({"admin", "engineer"})
    @Operation(
            summary = "Adds or replaces the profile of a model:"
                    + " {\"profile\":\"…\",\"settings\":{…},\"metrics\":{…}}, all of it optional")
    public Uni<Profile> install(@RestPath String id, Install body) {
        DeviceModel model = library.model(id).orElseThrow(() -> InvalidRequest.notFound("device model", id));
        String name = body == null || body.profile() == null ? id : body.profile();
        Choices choices = body == null ? Choices.USUAL : new Choices(body.settings(), body.metrics());
        RegistryChange change = registry.apply(RegistryDocument.ofProfile(model.profile(name, choices)));
        Profile installed = change.topology().profile(name).orElseThrow();
        // Answers once detection works with it.
        String estates = json.createObjectNode()
                .put("estates", String.join(",", change.estates()))
                .toString();
        return caller.issue("registry.changed", "registry", estates).map(done -> installed);
    }
}
