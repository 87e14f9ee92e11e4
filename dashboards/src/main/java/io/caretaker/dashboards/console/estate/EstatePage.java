package io.caretaker.dashboards.console.estate;

import io.caretaker.alerting.incident.IncidentStore;
import io.caretaker.alerting.rule.FaultCatalogue;
import io.caretaker.dashboards.console.estate.EstatePlan.FamilyPart;
import io.caretaker.dashboards.console.incident.IncidentLine;
import io.caretaker.dashboards.console.shell.Page;
import io.caretaker.dashboards.console.shell.Shell;
import io.caretaker.dashboards.console.text.Say;
import io.caretaker.model.estate.Estate;
import io.caretaker.model.incident.Incident;
import io.caretaker.model.incident.IncidentState;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The live picture of one estate, as a plan and as a list. */
@Path("/")
@Blocking
public class EstatePage {
    private final Shell shell;
    private final EstateIndex index;
    private final IncidentStore incidents;
    private final FaultCatalogue catalogue;

    EstatePage(Shell shell, EstateIndex index, IncidentStore incidents, FaultCatalogue catalogue) {
        this.shell = shell;
        this.index = index;
        this.incidents = incidents;
        this.catalogue = catalogue;
    }

    @CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    static final class Templates {
        private Templates() {}

        static native TemplateInstance estate(Page page, EstateView view);

        static native TemplateInstance estateList(Page page, AssetList view);
    }

    record EstateView(
            String id,
            String name,
            int households,
            int assets,
            List<Condition> legend,
            List<String> legendLabels,
            List<FamilyPart> families,
            List<IncidentLine> open) {}

    @GET
    @Path("estates/{id}")
    @Produces(MediaType.TEXT_HTML)
    public TemplateInstance picture(@PathParam("id") String id) {
        Estate estate = estate(id);
        Say say = shell.say().in(estate.zone());
        List<Incident> open = open(id);
        List<EstateIndex.Placed> assets = index.assets(id);
        IncidentLine.Naming naming = new IncidentLine.Naming(say, shell.topology(), catalogue);
        List<Condition> legend = List.of(Condition.values());
        EstateView view = new EstateView(
                id,
                say.text(estate.name()),
                estate.households(),
                assets.size(),
                legend,
                legend.stream().map(c -> say.word("condition", c)).toList(),
                new EstatePlan(say, Conditions.of(open)).draw(assets),
                open.stream()
                        .filter(i -> i.state() != IncidentState.RESOLVED)
                        .sorted(BY_URGENCY)
                        .limit(30)
                        .map(i -> IncidentLine.of(i, naming))
                        .toList());
        return shell.localized(Templates.estate(shell.page("estates", view.name(), id), view));
    }

    @GET
    @Path("estates/{id}/assets")
    @Produces(MediaType.TEXT_HTML)
    public TemplateInstance list(
            @PathParam("id") String id,
            @QueryParam("family") @DefaultValue("") String family,
            @QueryParam("condition") @DefaultValue("") String condition,
            @QueryParam("q") @DefaultValue("") String text,
            @QueryParam("from") @DefaultValue("0") int from) {
        Estate estate = estate(id);
        Say say = shell.say().in(estate.zone());
        AssetList view = AssetList.of(
                estate,
                index.assets(id),
                Conditions.of(open(id)),
                new AssetList.Filter(family, condition, text.strip(), Math.max(0, from)),
                say);
        return shell.localized(Templates.estateList(shell.page("estates", say.text(estate.name()), id), view));
    }

    /** Which assets are not normal, by id: what keeps an open plan up to date. */
    @GET
    @Path("console/estates/{id}/conditions")
    @Produces(MediaType.APPLICATION_JSON)
    public Map<String, Condition> conditions(@PathParam("id") String id) {
        estate(id);
        Map<String, Condition> result = new LinkedHashMap<>();
        Conditions.of(open(id)).exceptions().forEach((asset, status) -> result.put(asset, status.condition()));
        return result;
    }

    private static final java.util.Comparator<Incident> BY_URGENCY = java.util.Comparator.comparing(Incident::severity)
            .thenComparing(
                    java.util.Comparator.comparing(Incident::openedMicros).reversed());

    private List<Incident> open(String estate) {
        IncidentStore.Query all = Conditions.notOver();
        return incidents.list(
                new IncidentStore.Query(all.states(), Optional.of(estate), Optional.empty(), 500, Optional.empty()));
    }

    private Estate estate(String id) {
        return shell.topology().estate(id).orElseThrow(NotFoundException::new);
    }
}
