package io.caretaker.dashboards.console.asset;

import io.caretaker.alerting.incident.IncidentStore;
import io.caretaker.alerting.rule.FaultCatalogue;
import io.caretaker.dashboards.console.shell.Page;
import io.caretaker.dashboards.console.shell.Shell;
import io.caretaker.dashboards.console.text.Say;
import io.caretaker.model.estate.Asset;
import io.caretaker.model.estate.Topology;
import io.caretaker.model.incident.Incident;
import io.caretaker.model.reading.ReadingHistory;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One asset: its page, its panel beside the plan, and the points of its charts. */
@Path("/")
@Blocking
public class AssetPage {
    private static final int INCIDENTS = 50;

    private final Shell shell;
    private final ReadingHistory history;
    private final IncidentStore incidents;
    private final FaultCatalogue catalogue;
    private final SeriesPoints points;

    AssetPage(
            Shell shell,
            ReadingHistory history,
            IncidentStore incidents,
            FaultCatalogue catalogue,
            SeriesPoints points) {
        this.shell = shell;
        this.history = history;
        this.incidents = incidents;
        this.catalogue = catalogue;
        this.points = points;
    }

    @CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    static final class Templates {
        private Templates() {}

        static native TemplateInstance asset(Page page, AssetView view);

        static native TemplateInstance assetPanel(AssetView view);
    }

    @GET
    @Path("assets/{id}")
    @Produces(MediaType.TEXT_HTML)
    public TemplateInstance asset(@PathParam("id") String id) {
        AssetView view = view(known(id), true);
        return shell.localized(Templates.asset(shell.page("estates", view.name(), view.estate()), view));
    }

    @GET
    @Path("console/assets/{id}/panel")
    @Produces(MediaType.TEXT_HTML)
    public TemplateInstance panel(@PathParam("id") String id) {
        return shell.localized(Templates.assetPanel(view(known(id), false)));
    }

    /**
     * Points of one chart.
     *
     * @param from RFC 3339 or epoch milliseconds; a day before {@code to} when absent
     * @param to now when absent
     */
    @GET
    @Path("console/assets/{id}/series")
    @Produces(MediaType.APPLICATION_JSON)
    public SeriesPoints.Chart series(
            @PathParam("id") String id,
            @QueryParam("metric") String metric,
            @QueryParam("from") String from,
            @QueryParam("to") String to) {
        Asset asset = known(id);
        Say say = shell.say();
        return points.chart(
                asset, metric, SeriesPoints.Span.parse(from, to, say.now()), ofAsset(id), say, shell.topology());
    }

    private AssetView view(Asset asset, boolean whole) {
        Topology topology = shell.topology();
        Say say = topology.estate(asset.estate())
                .map(e -> shell.say().in(e.zone()))
                .orElse(shell.say());
        return new AssetViews(topology, history, catalogue, say).of(asset, ofAsset(asset.id()), whole);
    }

    private List<Incident> ofAsset(String id) {
        return incidents.list(
                new IncidentStore.Query(Set.of(), Optional.empty(), Optional.of(id), INCIDENTS, Optional.empty()));
    }

    private Asset known(String id) {
        return shell.topology().asset(id).orElseThrow(NotFoundException::new);
    }
}
