package io.caretaker.service.api;

import io.caretaker.ingest.lorawan.codec.CodecUplink;
import io.caretaker.ingest.lorawan.codec.DecodedUplink;
import io.caretaker.ingest.lorawan.codec.JsCodec;
import io.caretaker.ingest.lorawan.library.CodecDiff;
import io.caretaker.ingest.lorawan.library.CodecDraft;
import io.caretaker.ingest.lorawan.library.CodecLibrary;
import io.caretaker.ingest.lorawan.library.StoredCodec;
import io.caretaker.ingest.lorawan.library.UplinkSample;
import io.caretaker.ingest.lorawan.library.UplinkSamples;
import io.caretaker.model.InvalidValue;
import io.caretaker.model.Times;
import io.caretaker.model.estate.Device;
import io.caretaker.model.estate.Topology;
import io.caretaker.model.estate.TopologySource;
import io.caretaker.service.api.CodecViews.CodecDetailView;
import io.caretaker.service.api.CodecViews.CodecView;
import io.caretaker.service.api.CodecViews.DecodedView;
import io.caretaker.service.api.CodecViews.PutView;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** Codecs of LoRaWAN devices: scripts with versions, to be tried before and compared while they are replaced. */
@Path("/api/v1/codecs")
@Tag(name = "Codecs")
@Blocking
public class CodecsResource {
    /** Devices whose payloads a change is tried on: a change that is wrong is wrong for a few already. */
    private static final int DEVICES_TRIED = 200;

    private final CodecLibrary codecs;
    private final UplinkSamples samples;
    private final TopologySource topology;
    private final Caller caller;
    private final Clock clock;

    CodecsResource(CodecLibrary codecs, UplinkSamples samples, TopologySource topology, Caller caller, Clock clock) {
        this.codecs = codecs;
        this.samples = samples;
        this.topology = topology;
        this.caller = caller;
        this.clock = clock;
    }

    /** @param note why, or where it comes from */
    public record CodecPut(String source, String note) {}

    /**
     * @param bytes hex, or base64 when it is no hex
     * @param source a script to try instead of the stored one
     */
    public record CodecTry(Integer fPort, String bytes, String source) {}

    @GET
    @RolesAllowed("**")
    @Operation(summary = "The newest version of each codec, and how it does")
    public Page<CodecView> list(
            @QueryParam("limit") @DefaultValue("500") int limit, @QueryParam("cursor") String cursor) {
        int size = Page.limit(limit);
        List<StoredCodec> found = codecs.current().stream()
                .filter(c -> cursor == null || c.id().compareTo(cursor) > 0)
                .limit(size + 1L)
                .toList();
        return Page.of(found, size, StoredCodec::id, c -> CodecView.of(c, codecs.health(c.id())));
    }

    @GET
    @Path("/{id}")
    @RolesAllowed("**")
    @Operation(
            summary = "A codec with its versions, newest first, and the source of one of them, by default the newest")
    public CodecDetailView get(@RestPath String id, @QueryParam("version") Integer version) {
        List<StoredCodec> versions = codecs.versions(id);
        StoredCodec shown = versions.stream()
                .filter(c -> version == null || c.version() == version)
                .findFirst()
                .orElseThrow(() -> InvalidRequest.notFound("codec", version == null ? id : id + " " + version));
        return CodecDetailView.of(shown, versions, codecs.health(id));
    }

    @PUT
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({"admin", "engineer"})
    @Operation(
            summary = "Stores a version of a codec: {\"source\":\"…\",\"note\":\"…\"}; dryRun=true only tries it",
            description = "Answers what would come out differently of the last payloads of devices with this codec.")
    public PutView put(
            @RestPath String id, @QueryParam("dryRun") @DefaultValue("false") boolean dryRun, CodecPut body) {
        if (body == null) {
            throw new InvalidValue("body", null, "{\"source\":\"…\",\"note\":\"…\"}");
        }
        CodecDraft draft = new CodecDraft(id, body.source(), caller.id(), body.note(), Times.micros(clock.instant()));
        Optional<StoredCodec> before = codecs.current(id);
        CodecDiff diff = difference(draft, before);
        StoredCodec stored = dryRun
                ? new StoredCodec(
                        id,
                        before.map(c -> c.sha256().equals(draft.sha256()) ? c.version() : c.version() + 1)
                                .orElse(1),
                        draft.source(),
                        draft.sha256(),
                        draft.author(),
                        draft.note(),
                        draft.timeMicros())
                : codecs.put(draft);
        return PutView.of(stored, before, diff, dryRun);
    }

    private CodecDiff difference(CodecDraft draft, Optional<StoredCodec> before) {
        try (JsCodec after = codecs.trial(draft.id(), draft.source())) {
            if (before.isEmpty() || before.get().sha256().equals(draft.sha256())) {
                return new CodecDiff(0, 0, List.of());
            }
            JsCodec old = codecs.script(draft.id())
                    .map(CodecLibrary.Loaded::script)
                    .orElseThrow(() -> InvalidRequest.notFound("codec", draft.id()));
            return CodecDiff.of(samplesOf(draft.id()), old, after);
        }
    }

    private List<UplinkSample> samplesOf(String codec) {
        Topology current = topology.current();
        List<String> devices = current.devices().stream()
                .filter(d -> current.profile(d.profile())
                        .filter(p -> p.codec().equals(codec))
                        .isPresent())
                .map(Device::id)
                .limit(DEVICES_TRIED)
                .toList();
        return devices.isEmpty() ? List.of() : samples.of(devices);
    }

    @POST
    @Path("/{id}/try")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({"admin", "engineer", "operator"})
    @Operation(
            summary = "Decodes a payload: {\"fPort\":85,\"bytes\":\"hex or base64\"}",
            description = "With \"source\", by that script instead of the stored one. Nothing is stored.")
    public DecodedView tryOut(@RestPath String id, CodecTry body) {
        if (body == null || body.bytes() == null) {
            throw new InvalidValue("bytes", null, PayloadText.EXPECTED);
        }
        int port = body.fPort() == null ? 1 : body.fPort();
        CodecUplink uplink = new CodecUplink(PayloadText.bytes(body.bytes()), port);
        if (body.source() != null) {
            CodecDraft draft = new CodecDraft(id, body.source(), caller.id(), "", 0);
            try (JsCodec trial = codecs.trial(id, draft.source())) {
                return DecodedView.of(trial.decodeUplink(uplink));
            }
        }
        DecodedUplink result = codecs.script(id)
                .map(codec -> codec.script().decodeUplink(uplink))
                .orElseThrow(() -> InvalidRequest.notFound("codec", id));
        return DecodedView.of(result);
    }
}
