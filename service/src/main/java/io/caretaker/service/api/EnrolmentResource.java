package io.caretaker.service.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.caretaker.ingest.enrolment.Attempts;
import io.caretaker.ingest.enrolment.Enrolment;
import io.caretaker.ingest.enrolment.EnrolmentKey;
import io.caretaker.ingest.registry.Registry;
import io.caretaker.model.InvalidValue;
import io.caretaker.model.Times;
import io.caretaker.service.enrolment.EnrolmentAnnouncement;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** Devices fetch their first token: with a one-time code of their own, or with a key for many. */
@Path("/api/v1")
@Tag(name = "Enrolment")
@Blocking
public class EnrolmentResource {
    private static final Duration CODE_WITHIN = Duration.ofDays(7);
    private static final Duration KEY_WITHIN = Duration.ofDays(30);
    private static final Duration INTERVAL = Duration.ofMinutes(15);
    private static final int TOO_MANY = 429;

    private final Enrolment enrolment;
    private final Registry registry;
    private final Attempts attempts;
    private final EnrolmentAnnouncement announcement;
    private final Caller caller;

    EnrolmentResource(
            Enrolment enrolment,
            Registry registry,
            Attempts attempts,
            EnrolmentAnnouncement announcement,
            Caller caller) {
        this.enrolment = enrolment;
        this.registry = registry;
        this.attempts = attempts;
        this.announcement = announcement;
        this.caller = caller;
    }

    /** @param within how long it may be used; absent: 7 days for a code, 30 for a key */
    public record CodeDraft(Duration within) {}

    /** @param code told once */
    public record CodeView(String device, String code, Instant expires) {}

    /**
     * @param interval of the devices; absent: PT15M
     * @param count how many devices it registers
     */
    public record KeyDraft(String estate, String profile, Duration interval, Integer count, Duration within) {}

    /** @param key told once, absent in lists */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record KeyView(
            String id,
            String key,
            String estate,
            String profile,
            Duration interval,
            int count,
            int used,
            String createdBy,
            Instant created,
            Instant expires,
            boolean revoked) {
        static KeyView of(EnrolmentKey key, String secret) {
            return new KeyView(
                    key.id(),
                    secret,
                    key.estate(),
                    key.profile(),
                    key.interval(),
                    key.most(),
                    key.used(),
                    key.createdBy(),
                    Times.instant(key.createdMicros()),
                    Times.instant(key.expiresMicros()),
                    key.revoked());
        }
    }

    public record ClaimDraft(String code) {}

    /** @param asset what the device reports about; absent: it waits to be assigned */
    public record EnrolDraft(String key, String serial, String asset) {}

    /** @param token told once */
    public record EnrolledView(String device, String estate, String token) {}

    @POST
    @Path("/devices/{id}/claim-code")
    @RolesAllowed({"admin", "engineer"})
    @Operation(summary = "A one-time code by which the device, or its installer, fetches its token; a former one ends")
    public CodeView makeCode(@RestPath String id, CodeDraft draft) {
        known(id);
        Duration within = draft == null || draft.within() == null ? CODE_WITHIN : draft.within();
        Enrolment.Secret code = enrolment.makeCode(id, within, caller.id());
        return new CodeView(id, code.secret(), Times.instant(code.expiresMicros()));
    }

    @DELETE
    @Path("/devices/{id}/claim-code")
    @RolesAllowed({"admin", "engineer"})
    @Operation(summary = "Withdraws the device's claim code")
    public void withdrawCode(@RestPath String id) {
        known(id);
        if (!enrolment.withdrawCode(id)) {
            throw InvalidRequest.notFound("claim code of", id);
        }
    }

    @GET
    @Path("/enrolment-keys")
    @RolesAllowed({"admin", "engineer"})
    @Operation(summary = "Keys by which devices register themselves, newest first; without the keys")
    public List<KeyView> keys() {
        return enrolment.keys().stream().map(k -> KeyView.of(k, null)).toList();
    }

    @POST
    @Path("/enrolment-keys")
    @RolesAllowed("admin")
    @Operation(summary = "A key by which a number of devices of one profile register themselves in one estate")
    public KeyView makeKey(KeyDraft draft) {
        if (draft == null || draft.count() == null) {
            throw new InvalidValue("count", null, "how many devices the key registers, 1 to 100000");
        }
        Enrolment.Secret made = enrolment.makeKey(
                draft.estate(),
                draft.profile(),
                draft.interval() == null ? INTERVAL : draft.interval(),
                draft.count(),
                draft.within() == null ? KEY_WITHIN : draft.within(),
                caller.id());
        return enrolment.keys().stream()
                .filter(k -> k.id().equals(made.id()))
                .findFirst()
                .map(k -> KeyView.of(k, made.secret()))
                .orElseThrow();
    }

    @DELETE
    @Path("/enrolment-keys/{id}")
    @RolesAllowed("admin")
    @Operation(summary = "Revokes a key; devices that it registered stay")
    public void revokeKey(@RestPath String id) {
        if (!enrolment.revokeKey(id, caller.id())) {
            throw InvalidRequest.notFound("enrolment key", id);
        }
    }

    @POST
    @Path("/enrolment/claim")
    @PermitAll
    @Operation(summary = "Exchanges a claim code for the device's token; a few attempts a minute")
    public Uni<Response> claim(ClaimDraft draft, HttpServerRequest request) {
        return tried(request, () -> enrolment.claim(draft == null ? null : draft.code()));
    }

    @POST
    @Path("/enrolment")
    @PermitAll
    @Operation(summary = "Registers a new device under its serial number with an enrolment key; answers its token")
    public Uni<Response> enrol(EnrolDraft draft, HttpServerRequest request) {
        EnrolDraft given = draft == null ? new EnrolDraft(null, null, null) : draft;
        return tried(request, () -> enrolment.enrol(given.key(), given.serial(), Optional.ofNullable(given.asset())));
    }

    private Uni<Response> tried(HttpServerRequest request, Supplier<Enrolment.Enrolled> attempt) {
        String source = request.remoteAddress() == null
                ? "unknown"
                : request.remoteAddress().hostAddress();
        if (!attempts.allow(source)) {
            return Uni.createFrom()
                    .item(Response.status(TOO_MANY)
                            .type(Problem.MEDIA_TYPE)
                            .header(HttpHeaders.RETRY_AFTER, "60")
                            .entity(new Problem(
                                    "about:blank",
                                    "Too Many Requests",
                                    TOO_MANY,
                                    "Too many attempts. Try again in a minute.",
                                    List.of()))
                            .build());
        }
        Enrolment.Enrolled enrolled = attempt.get();
        String estate = registry.current()
                .device(enrolled.device())
                .map(d -> d.estate())
                .orElse("");
        return announcement
                .of(enrolled)
                .map(done -> Response.ok(new EnrolledView(enrolled.device(), estate, enrolled.token()))
                        .build());
    }

    private void known(String device) {
        if (registry.current().device(device).isEmpty()) {
            throw InvalidRequest.notFound("device", device);
        }
    }
}
