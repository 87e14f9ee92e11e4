package io.caretaker.service.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.caretaker.alerting.rule.EffectiveParameter;
import io.caretaker.alerting.rule.Rule;
import io.caretaker.alerting.rule.RuleBook;
import io.caretaker.alerting.rule.RuleCodec;
import io.caretaker.alerting.rule.RuleOverride;
import io.caretaker.alerting.rule.RuleStore;
import io.caretaker.alerting.rule.RuleValidation;
import io.caretaker.alerting.rule.RuleVersion;
import io.caretaker.model.InvalidValue;
import io.caretaker.model.Times;
import io.caretaker.model.estate.Device;
import io.caretaker.model.estate.TopologySource;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** Rules as data, with inheritance, versions and reasons. */
@Path("/api/v1/rules")
@Tag(name = "Rules")
@Blocking
public class RulesResource {
    private final RuleStore rules;
    private final RuleValidation validation;
    private final TopologySource topology;
    private final Caller caller;

    RulesResource(RuleStore rules, RuleValidation validation, TopologySource topology, Caller caller) {
        this.rules = rules;
        this.validation = validation;
        this.topology = topology;
        this.caller = caller;
    }

    /** A rule as its document. */
    public record RuleView(
            String id,
            @JsonRawValue String rule,
            @JsonRawValue String overrides) {
        static RuleView of(Rule rule, RuleBook book) {
            List<String> own = book.overrides().stream()
                    .filter(o -> o.rule().equals(rule.id()))
                    .map(RuleCodec::toJson)
                    .toList();
            return new RuleView(rule.id(), RuleCodec.toJson(rule), "[" + String.join(",", own) + "]");
        }
    }

    /** @param enabled whether the rule is on for the device */
    public record EffectiveView(String rule, String device, boolean enabled, List<EffectiveParameter> parameters) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record VersionView(
            long version,
            String rule,
            String author,
            String reason,
            Instant time,
            @JsonRawValue String document) {
        static VersionView of(RuleVersion version) {
            return new VersionView(
                    version.version(),
                    version.rule(),
                    version.author(),
                    version.reason(),
                    Times.instant(version.timeMicros()),
                    version.document());
        }
    }

    @GET
    @RolesAllowed("**")
    @Operation(summary = "All rules with their overrides")
    public Page<RuleView> list(
            @QueryParam("limit") @DefaultValue("500") int limit, @QueryParam("cursor") String cursor) {
        int size = Page.limit(limit);
        RuleBook book = rules.current();
        List<Rule> found = book.rules().stream()
                .sorted(java.util.Comparator.comparing(Rule::id))
                .filter(r -> cursor == null || r.id().compareTo(cursor) > 0)
                .limit(size + 1L)
                .toList();
        return Page.of(found, size, Rule::id, rule -> RuleView.of(rule, book));
    }

    @GET
    @Path("/{id}")
    @RolesAllowed("**")
    @Operation(summary = "One rule with its overrides")
    public RuleView get(@RestPath String id) {
        RuleBook book = rules.current();
        return RuleView.of(find(book, id), book);
    }

    @GET
    @Path("/{id}/effective")
    @RolesAllowed("**")
    @Operation(summary = "The values that hold for a device, each with its origin")
    public EffectiveView effective(@RestPath String id, @QueryParam("device") String device) {
        RuleBook book = rules.current();
        Rule rule = find(book, id);
        Device known = topology.current()
                .device(String.valueOf(device))
                .orElseThrow(() -> new InvalidValue("device", device, "the id of a known device"));
        return new EffectiveView(id, device, book.enabled(rule, known), book.effective(rule, known));
    }

    @GET
    @Path("/{id}/versions")
    @RolesAllowed("**")
    @Operation(summary = "What was published, newest first")
    public List<VersionView> versions(@RestPath String id) {
        find(rules.current(), id);
        return rules.versions(id).stream().map(VersionView::of).toList();
    }

    @PUT
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({"admin", "operator"})
    @Operation(summary = "Publishes a rule: {\"rule\":{…},\"reason\":\"…\"}")
    public Uni<RuleView> put(@RestPath String id, byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        Rule rule = RuleCodec.ruleOfBody(text);
        if (!rule.id().equals(id)) {
            throw new InvalidValue("rule.id", rule.id(), "the id of the path, " + id);
        }
        valid(validation.check(rule));
        return publish("rule.put", id, RuleCodec.putBody(rule, reason(text)));
    }

    @PUT
    @Path("/{id}/overrides")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({"admin", "operator"})
    @Operation(summary = "Publishes an override of an estate, type or device: {\"override\":{…},\"reason\":\"…\"}")
    public Uni<RuleView> override(@RestPath String id, byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        RuleOverride override = RuleCodec.overrideOfBody(text);
        valid(validation.check(override, find(rules.current(), id)));
        return publish("rule.override", id, RuleCodec.overrideBody(override, reason(text)));
    }

    private Uni<RuleView> publish(String kind, String id, String body) {
        return caller.issue(kind, id, body)
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(done -> get(id));
    }

    private static String reason(String body) {
        String reason = RuleCodec.reasonOfBody(body);
        if (reason.isBlank()) {
            throw new InvalidValue("reason", reason, "why the rule changes, in a sentence");
        }
        return reason;
    }

    private static Rule find(RuleBook book, String id) {
        return book.rule(id).orElseThrow(() -> InvalidRequest.notFound("rule", id));
    }

    static void valid(List<InvalidValue> faults) {
        if (!faults.isEmpty()) {
            throw new InvalidRequest(
                    Response.Status.BAD_REQUEST,
                    faults.get(0).getMessage(),
                    faults.stream().map(Problem.Wrong::of).toList());
        }
    }
}
