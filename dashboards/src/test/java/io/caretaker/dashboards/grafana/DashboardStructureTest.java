package io.caretaker.dashboards.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DashboardStructureTest {
    private static final Pattern VARIABLE = Pattern.compile("\\$(?:\\{(\\w+)(?::\\w+)?}|([A-Za-z_]\\w*))");
    /** What Grafana itself replaces. */
    private static final Set<String> MACROS =
            Set.of("timeFilter", "__interval", "tag_asset", "tag_device", "tag_estate");

    static Stream<JsonNode> dashboards() {
        return RenderedDashboards.all().stream();
    }

    @Test
    void dashboardsHaveDifferentAddressesAndTitles() {
        List<JsonNode> all = RenderedDashboards.all();

        assertThat(all).hasSize(4);
        assertThat(all.stream().map(d -> d.get("uid").asText())).doesNotHaveDuplicates();
        assertThat(all.stream().map(d -> d.get("title").asText())).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void panelIdsAreUnique(JsonNode dashboard) {
        assertThat(RenderedDashboards.each(dashboard.get("panels"))
                        .map(p -> p.get("id").asInt()))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void panelsLieOnThePageAndDoNotOverlap(JsonNode dashboard) {
        Set<String> taken = new HashSet<>();

        for (JsonNode panel : dashboard.get("panels")) {
            JsonNode place = panel.get("gridPos");
            int left = place.get("x").asInt();
            int top = place.get("y").asInt();
            int right = left + place.get("w").asInt();
            assertThat(left).isNotNegative();
            assertThat(right).isGreaterThan(left).isLessThanOrEqualTo(24);
            for (int x = left; x < right; x++) {
                for (int y = top; y < top + place.get("h").asInt(); y++) {
                    assertThat(taken.add(x + "," + y))
                            .as("cell %d,%d of %s", x, y, panel.get("title"))
                            .isTrue();
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void everyVariableThatIsUsedExistsAndEveryOneThatExistsIsUsed(JsonNode dashboard) {
        Set<String> defined = RenderedDashboards.variables(dashboard)
                .map(v -> v.get("name").asText())
                .collect(Collectors.toCollection(TreeSet::new));

        Set<String> used = new TreeSet<>();
        RenderedDashboards.panels(dashboard)
                .flatMap(panel -> RenderedDashboards.each(panel.get("targets")))
                .filter(target -> target.has("query"))
                .forEach(target -> used.addAll(names(target.get("query").asText())));
        RenderedDashboards.variables(dashboard)
                .forEach(v -> used.addAll(names(v.get("query").asText())));
        dashboard
                .get("links")
                .forEach(link -> used.addAll(names(link.path("url").asText())));
        used.removeAll(MACROS);

        assertThat(used).isEqualTo(defined);
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void variablesRefreshAfterTheVariablesTheyDependOn(JsonNode dashboard) {
        Set<String> before = new HashSet<>();

        RenderedDashboards.variables(dashboard).forEach(variable -> {
            assertThat(before)
                    .as("used by %s", variable.get("name"))
                    .containsAll(names(variable.get("query").asText()));
            before.add(variable.get("name").asText());
        });
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void everyPanelSaysWhatItShowsInBothLanguages(JsonNode dashboard) {
        RenderedDashboards.panels(dashboard).forEach(panel -> {
            assertThat(panel.get("title").asText()).matches("[\\x20-\\x7e]+ · .*\\p{IsHan}.*");
            assertThat(panel.get("description").asText()).containsPattern("(?s)^[A-Z0-9].*\n\n.*\\p{IsHan}");
            assertThat(panel.at("/fieldConfig/defaults/unit").asText()).isNotBlank();
        });
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void thresholdsBeginOpenAndRise(JsonNode dashboard) {
        RenderedDashboards.panels(dashboard).forEach(panel -> {
            List<JsonNode> steps = RenderedDashboards.each(panel.at("/fieldConfig/defaults/thresholds/steps"))
                    .toList();
            assertThat(steps.get(0).get("value").isNull()).isTrue();
            assertThat(steps.stream().skip(1).map(s -> s.get("value").asDouble()))
                    .as("limits of %s", panel.get("title"))
                    .isSorted()
                    .doesNotHaveDuplicates();
        });
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void expressionsUseTargetsOfTheirPanel(JsonNode dashboard) {
        RenderedDashboards.panels(dashboard).forEach(panel -> {
            Set<String> refIds = RenderedDashboards.each(panel.get("targets"))
                    .map(t -> t.get("refId").asText())
                    .collect(Collectors.toSet());
            assertThat(refIds).hasSameSizeAs(panel.get("targets"));
            RenderedDashboards.each(panel.get("targets"))
                    .filter(t -> t.has("expression"))
                    .forEach(t -> assertThat(refIds)
                            .containsAll(names(t.get("expression").asText())));
        });
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void everyQueryGoesToTheProvisionedDataSource(JsonNode dashboard) {
        RenderedDashboards.panels(dashboard)
                .flatMap(panel -> RenderedDashboards.each(panel.get("targets")))
                .filter(target -> target.has("query"))
                .forEach(target ->
                        assertThat(target.at("/datasource/uid").asText()).isEqualTo("caretaker-influx"));
        assertThat(Provisioning.dataSource()).contains("uid: caretaker-influx");
    }

    @Test
    void everyMetricOfTheProfilesIsShownSomewhere() {
        String queries = RenderedDashboards.all().toString();

        MetricNames.byType()
                .forEach((type, metrics) -> metrics.forEach(metric -> assertThat(queries)
                        .contains("FROM \\\"" + metric + "\\\" WHERE \\\"estate\\\" =~ /^${estate:regex}$/"
                                + " AND \\\"type\\\" = '" + Selection.tag(type) + "'")));
    }

    private static Set<String> names(String text) {
        Set<String> names = new TreeSet<>();
        Matcher matcher = VARIABLE.matcher(text);
        while (matcher.find()) {
            names.add(matcher.group(1) != null ? matcher.group(1) : matcher.group(2));
        }
        return names;
    }
}
