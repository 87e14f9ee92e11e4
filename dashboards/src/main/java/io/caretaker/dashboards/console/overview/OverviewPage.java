package io.caretaker.dashboards.console.overview;

import io.caretaker.alerting.incident.IncidentStore;
import io.caretaker.alerting.rule.FaultCatalogue;
import io.caretaker.dashboards.console.estate.Condition;
import io.caretaker.dashboards.console.estate.Conditions;
import io.caretaker.dashboards.console.estate.EstateIndex;
import io.caretaker.dashboards.console.incident.IncidentLine;
import io.caretaker.dashboards.console.overview.OverviewView.EstateCard;
import io.caretaker.dashboards.console.overview.OverviewView.FamilyState;
import io.caretaker.dashboards.console.overview.OverviewView.SeverityCount;
import io.caretaker.dashboards.console.shell.Links;
import io.caretaker.dashboards.console.shell.Page;
import io.caretaker.dashboards.console.shell.Shell;
import io.caretaker.dashboards.console.text.Say;
import io.caretaker.model.Times;
import io.caretaker.model.estate.Estate;
import io.caretaker.model.estate.Family;
import io.caretaker.model.fault.Severity;
import io.caretaker.model.incident.Incident;
import io.caretaker.model.incident.IncidentState;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The overview of all estates. */
@Path("/")
@Blocking
public class OverviewPage {
    private static final int NEWEST = 12;

    private final Shell shell;
    private final EstateIndex index;
    private final IncidentStore incidents;
    private final FaultCatalogue catalogue;

    OverviewPage(Shell shell, EstateIndex index, IncidentStore incidents, FaultCatalogue catalogue) {
        this.shell = shell;
        this.index = index;
        this.incidents = incidents;
        this.catalogue = catalogue;
    }

    @CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    static final class Templates {
        private Templates() {}

        static native TemplateInstance overview(Page page, OverviewView view);
    }

    @GET
    @Produces(MediaType.TEXT_HTML)
    public TemplateInstance overview() {
        Say say = shell.say();
        List<Incident> open = incidents.list(Conditions.notOver());
        Page page = shell.page("overview", say.words().of("nav", "overview"));
        return shell.localized(Templates.overview(page, view(say, open)));
    }

    private OverviewView view(Say say, List<Incident> open) {
        IncidentLine.Naming naming = new IncidentLine.Naming(say, shell.topology(), catalogue);
        Conditions conditions = Conditions.of(open);
        List<Incident> active =
                open.stream().filter(i -> i.state() != IncidentState.RESOLVED).toList();
        List<SeverityCount> severities = Arrays.stream(Severity.values())
                .map(s -> new SeverityCount(s, say.word("severity", s), (int)
                        active.stream().filter(i -> i.severity() == s).count()))
                .toList();
        List<IncidentLine> newest = active.stream()
                .sorted(Comparator.comparing(Incident::openedMicros).reversed())
                .limit(NEWEST)
                .map(i -> IncidentLine.of(i, naming))
                .toList();
        return new OverviewView(
                severities,
                active.size(),
                count(active, IncidentState.OPEN),
                count(active, IncidentState.IN_REPAIR),
                count(open, IncidentState.RESOLVED),
                provedToday(say),
                shell.topology().estates().stream()
                        .map(e -> card(e, say, active, conditions))
                        .toList(),
                newest);
    }

    private static long count(List<Incident> incidents, IncidentState state) {
        return incidents.stream().filter(i -> i.state() == state).count();
    }

    private long provedToday(Say say) {
        long midnight = Times.micros(
                say.now().atZone(say.zone()).truncatedTo(ChronoUnit.DAYS).toInstant());
        return incidents.list(IncidentStore.Query.of(IncidentState.CLOSED)).stream()
                .filter(i -> i.changedMicros() >= midnight)
                .count();
    }

    private EstateCard card(Estate estate, Say say, List<Incident> active, Conditions conditions) {
        List<EstateIndex.Placed> assets = index.assets(estate.id());
        Map<Family, int[]> counts = new EnumMap<>(Family.class);
        for (EstateIndex.Placed placed : assets) {
            int[] of = counts.computeIfAbsent(placed.family(), k -> new int[Condition.values().length]);
            of[conditions.of(placed.asset().id()).condition().ordinal()]++;
        }
        List<FamilyState> families = new ArrayList<>();
        counts.forEach((family, of) -> families.add(family(family, of, say)));
        List<Incident> own =
                active.stream().filter(i -> i.estate().equals(estate.id())).toList();
        return new EstateCard(
                Links.estate(estate.id()),
                say.text(estate.name()),
                estate.households(),
                assets.size(),
                own.size(),
                own.stream()
                        .map(Incident::severity)
                        .min(Comparator.naturalOrder())
                        .orElse(Severity.S4),
                families);
    }

    private static FamilyState family(Family family, int[] of, Say say) {
        Condition worst = Condition.OK;
        for (Condition condition : Condition.values()) {
            worst = of[condition.ordinal()] > 0 ? condition : worst;
        }
        return new FamilyState(
                family.name(),
                say.word("family", family),
                Arrays.stream(of).sum(),
                of[Condition.FAULT.ordinal()],
                of[Condition.REPAIR.ordinal()],
                of[Condition.SILENT.ordinal()],
                worst);
    }
}
