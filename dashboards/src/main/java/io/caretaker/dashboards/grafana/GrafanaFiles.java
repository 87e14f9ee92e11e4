package io.caretaker.dashboards.grafana;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Everything that {@code dashboards/grafana} holds, from the classes of this package. */
final class GrafanaFiles {
    /** Whose local time the pages show and the night window means, unless another zone is asked for. */
    static final ZoneId DEFAULT_ZONE = ZoneId.of("Asia/Shanghai");

    private GrafanaFiles() {}

    static List<Dashboard> dashboards(ZoneId zone) {
        return List.of(
                EstateDashboard.of(zone),
                WaterDashboard.of(zone),
                LightingDashboard.of(zone),
                SafetyDashboard.of(zone));
    }

    /** Content by relative path, {@code /} between its parts. */
    static Map<String, String> of(ZoneId zone) {
        Map<String, String> files = new TreeMap<>();
        for (Dashboard dashboard : dashboards(zone)) {
            files.put("dashboards/" + dashboard.fileName(), json(dashboard, zone));
        }
        files.put("provisioning/datasources/caretaker.yaml", Provisioning.dataSource());
        files.put("provisioning/dashboards/caretaker.yaml", Provisioning.dashboards());
        return files;
    }

    private static String json(Dashboard dashboard, ZoneId zone) {
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer =
                new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines);
        try {
            return new ObjectMapper().writer(printer).writeValueAsString(DashboardJson.of(dashboard, zone.getId()))
                    + "\n";
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("rendering dashboard " + dashboard.uid(), e);
        }
    }
}
