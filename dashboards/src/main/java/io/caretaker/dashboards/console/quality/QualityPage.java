package io.caretaker.dashboards.console.quality;

import io.caretaker.dashboards.console.shell.Page;
import io.caretaker.dashboards.console.shell.Shell;
import io.caretaker.dashboards.console.text.Say;
import io.caretaker.ingest.quality.QualityLog;
import io.caretaker.ingest.quality.QualityReport;
import io.caretaker.model.InvalidValue;
import io.caretaker.model.estate.Device;
import io.caretaker.model.estate.Topology;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/** What is wrong with the data that devices send, and what to do about it. */
@Path("/data-quality")
@Blocking
public class QualityPage {
    private static final int MOST_DAYS = 366;

    private final Shell shell;
    private final QualityLog log;

    QualityPage(Shell shell, QualityLog log) {
        this.shell = shell;
        this.log = log;
    }

    @CheckedTemplate(basePath = "console", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    static final class Templates {
        private Templates() {}

        static native TemplateInstance quality(Page page, QualityView view);
    }

    @GET
    @Produces(MediaType.TEXT_HTML)
    public TemplateInstance page(
            @QueryParam("estate") @DefaultValue("") String estate, @QueryParam("days") @DefaultValue("7") int days) {
        if (days < 1 || days > MOST_DAYS) {
            throw new InvalidValue("days", days, "1 to " + MOST_DAYS);
        }
        Topology topology = shell.topology();
        List<String> devices = topology.devices().stream()
                .filter(d -> estate.isEmpty() || d.estate().equals(estate))
                .map(Device::id)
                .toList();
        Say say = shell.say();
        int today = today(say.now());
        QualityReport report = QualityReport.of(topology, log.days(devices, today - days + 1, today));
        ZoneId zone = topology.estate(estate).map(e -> e.zone()).orElse(say.zone());
        String title = say.words().of("nav", "quality");
        return shell.localized(Templates.quality(
                shell.page("quality", title, estate), new QualityViews(topology, say.in(zone)).view(report, days)));
    }

    /** Days of UTC since the epoch, as the counts are kept. */
    private static int today(Instant now) {
        return (int) Math.floorDiv(now.getEpochSecond(), 86_400L);
    }
}
