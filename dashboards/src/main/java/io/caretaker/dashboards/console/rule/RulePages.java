package io.caretaker.dashboards.console.rule;

import io.caretaker.alerting.rule.FaultCatalogue;
import io.caretaker.alerting.rule.Rule;
import io.caretaker.alerting.rule.RuleBook;
import io.caretaker.alerting.rule.RuleStore;
import io.caretaker.dashboards.console.ParameterCatalogue;
import io.caretaker.dashboards.console.PeopleDirectory;
import io.caretaker.dashboards.console.RuleTrial;
import io.caretaker.dashboards.console.incident.IncidentLine.Naming;
import io.caretaker.dashboards.console.rule.RuleView.Editor;
import io.caretaker.dashboards.console.rule.RuleView.Group;
import io.caretaker.dashboards.console.rule.RuleView.Trial;
import io.caretaker.dashboards.console.shell.Access;
import io.caretaker.dashboards.console.shell.CsrfChecked;
import io.caretaker.dashboards.console.shell.Decisions;
import io.caretaker.dashboards.console.shell.Links;
import io.caretaker.dashboards.console.shell.Page;
import io.caretaker.dashboards.console.shell.Shell;
import io.caretaker.model.people.Person;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jboss.resteasy.reactive.RestForm;

/** The list of rules, and the editor with its trial. */
@Path("/rules")
@Blocking
public class RulePages {
    private static final Duration TRIED = Duration.ofDays(7);
    private static final int UNPROCESSABLE = 422;

    private final Shell shell;
    private final RuleStore rules;
    private final FaultCatalogue catalogue;
    private final ParameterCatalogue parameters;
    private final PeopleDirectory people;
    private final RuleTrial trial;
    private final Decisions decisions;

    RulePages(
            Shell shell,
            RuleStore rules,
            FaultCatalogue catalogue,
            ParameterCatalogue parameters,
            PeopleDirectory people,
            RuleTrial trial,
            Decisions decisions) {
        this.shell = shell;
        this.rules = rules;
        this.catalogue = catalogue;
        this.parameters = parameters;
        this.people = people;
        this.trial = trial;
        this.decisions = decisions;
    }

    @CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    static final class Templates {
        private Templates() {}

        static native TemplateInstance rules(Page page, List<Group> groups);

        static native TemplateInstance rule(Page page, Editor view);
    }

    @GET
    @Produces(MediaType.TEXT_HTML)
    public TemplateInstance list() {
        return shell.localized(Templates.rules(
                shell.page("rules", shell.say().words().of("nav", "rules")), views().groups(rules.current())));
    }

    @GET
    @Path("{id}")
    @Produces(MediaType.TEXT_HTML)
    public TemplateInstance editor(
            @PathParam("id") String id, @QueryParam("level") String level, @QueryParam("target") String target) {
        return editor(rule(id), RuleScope.of(level, target), Optional.empty(), List.of(), Optional.empty(), "");
    }

    /** Runs the draft over stored readings and shows what would differ. Changes nothing. */
    @POST
    @Path("{id}/try")
    @Produces(MediaType.TEXT_HTML)
    @CsrfChecked
    public TemplateInstance tryIt(
            @PathParam("id") String id,
            @RestForm String level,
            @RestForm String target,
            @RestForm List<String> name,
            @RestForm List<String> value,
            @RestForm String enabled,
            @RestForm @DefaultValue("") String reason) {
        shell.require(Access.TRY_RULE);
        Rule rule = rule(id);
        RuleDraft draft = draft(rule, level, target, name, value, enabled);
        Optional<Trial> result =
                draft.problems().isEmpty() ? Optional.of(views().trial(rule, run(rule, draft))) : Optional.empty();
        return editor(rule, draft.scope(), Optional.of(draft), draft.problems(), result, reason);
    }

    @POST
    @Path("{id}/publish")
    @Produces(MediaType.TEXT_HTML)
    @CsrfChecked
    public CompletionStage<Response> publish(
            @PathParam("id") String id,
            @RestForm String level,
            @RestForm String target,
            @RestForm List<String> name,
            @RestForm List<String> value,
            @RestForm String enabled,
            @RestForm @DefaultValue("") String reason) {
        Person person = shell.require(Access.PUBLISH_RULE);
        Rule rule = rule(id);
        RuleDraft draft = draft(rule, level, target, name, value, enabled);
        List<String> problems = reason.isBlank() && draft.problems().isEmpty()
                ? List.of(shell.say().words().of("invalid", "reason"))
                : draft.problems();
        if (!problems.isEmpty()) {
            TemplateInstance page = editor(rule, draft.scope(), Optional.of(draft), problems, Optional.empty(), reason);
            return CompletableFuture.completedFuture(Response.status(UNPROCESSABLE)
                    .type(MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
                    .entity(page.render())
                    .build());
        }
        boolean whole = draft.scope().level().isEmpty();
        Map<String, Object> body = whole
                ? Map.of("rule", draft.changed(rule), "reason", reason.strip())
                : Map.of("override", draft.override(rule), "reason", reason.strip());
        return decisions.issue(person, whole ? "rule.put" : "rule.override", id, body, address(id, draft.scope()));
    }

    private RuleTrial.TrialResult run(Rule rule, RuleDraft draft) {
        return draft.scope().level().isEmpty()
                ? trial.tryRule(draft.changed(rule), TRIED)
                : trial.tryOverride(draft.override(rule), TRIED);
    }

    private RuleDraft draft(
            Rule rule, String level, String target, List<String> names, List<String> values, String enabled) {
        return RuleDraft.read(
                RuleScope.of(level, target), names, values, enabled, parameters.of(rule.detector()), shell.say());
    }

    private TemplateInstance editor(
            Rule rule,
            RuleScope scope,
            Optional<RuleDraft> draft,
            List<String> problems,
            Optional<Trial> result,
            String reason) {
        RuleBook book = rules.current();
        RuleViews views = views();
        Editor view = new Editor(
                views.row(rule, book),
                Links.rule(rule.id()),
                scope.level().map(Enum::name).orElse("RULE"),
                scope.target(),
                views.levels(scope),
                views.targets(rule, scope),
                scope.level().isPresent(),
                views.fields(rule, book, scope, draft),
                views.enabled(rule, book, scope, draft),
                views.overridden(rule, book),
                views.history(rules.versions(rule.id())),
                problems,
                result,
                reason,
                shell.may(Access.TRY_RULE),
                shell.may(Access.PUBLISH_RULE));
        return shell.localized(Templates.rule(shell.page("rules", view.rule().fault()), view));
    }

    private static String address(String id, RuleScope scope) {
        return scope.level()
                .map(l -> Links.rule(id) + "?level=" + l + "&target=" + Links.escaped(scope.target()))
                .orElse(Links.rule(id));
    }

    private Rule rule(String id) {
        return rules.current().rule(id).orElseThrow(NotFoundException::new);
    }

    private RuleViews views() {
        return new RuleViews(new Naming(shell.say(), shell.topology(), catalogue), parameters, people);
    }
}
