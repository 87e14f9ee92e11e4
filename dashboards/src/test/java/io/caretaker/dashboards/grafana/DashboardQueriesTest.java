package io.caretaker.dashboards.grafana;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.caretaker.model.estate.AssetType;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every query of every panel and variable, as Grafana would send it, against a real server with data of every metric. */
class DashboardQueriesTest {
    private static final String DATABASE = "caretaker";
    private static final ObjectMapper JSON = new ObjectMapper();

    @RegisterExtension
    static final InfluxServer INFLUX = new InfluxServer();

    @BeforeAll
    static void writeTelemetry() {
        assertThat(INFLUX.query("", "CREATE DATABASE " + DATABASE).statusCode()).isEqualTo(200);
        assertThat(INFLUX.write(DATABASE, SampleTelemetry.lines()).statusCode()).isEqualTo(204);
    }

    @TestFactory
    Stream<DynamicTest> everyPanelQueryAnswersValues() {
        List<DynamicTest> tests = new ArrayList<>();
        for (JsonNode dashboard : RenderedDashboards.all()) {
            RenderedDashboards.panels(dashboard).forEach(panel -> {
                for (JsonNode target : panel.get("targets")) {
                    if (target.has("query")) {
                        tests.add(test(dashboard, panel, target, GrafanaVariables.everything(dashboard)));
                        tests.add(test(dashboard, panel, target, GrafanaVariables.oneEstate(dashboard)));
                    }
                }
            });
        }
        assertThat(tests).hasSizeGreaterThan(150);
        return tests.stream();
    }

    @TestFactory
    Stream<DynamicTest> everyVariableFindsItsValues() {
        List<DynamicTest> tests = new ArrayList<>();
        for (JsonNode dashboard : RenderedDashboards.all()) {
            RenderedDashboards.variables(dashboard)
                    .filter(variable -> variable.get("type").asText().equals("query"))
                    .forEach(variable -> tests.add(dynamicTest(
                            dashboard.get("uid").asText() + " $"
                                    + variable.get("name").asText(),
                            () -> checkVariable(dashboard, variable))));
        }
        return tests.stream();
    }

    @Test
    void aRenamedMetricWouldBeNoticed() {
        String query = Selection.of(MetricNames.WATER_FLOW, AssetType.ZONE_INLET)
                .mean()
                .query();
        JsonNode water = RenderedDashboards.all().stream()
                .filter(d -> d.get("uid").asText().equals("caretaker-water"))
                .findFirst()
                .orElseThrow();
        GrafanaVariables variables = GrafanaVariables.everything(water);

        checkValues(variables.in(query, "5m"));

        assertThatThrownBy(() -> checkValues(variables.in(query.replace("water_flow", "waterflow"), "5m")))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("at least one value");
        assertThatThrownBy(() -> checkValues(variables.in(query.replace("mean(", "mea("), "5m")))
                .isInstanceOf(AssertionError.class);
    }

    private static DynamicTest test(JsonNode dashboard, JsonNode panel, JsonNode target, GrafanaVariables variables) {
        String name = dashboard.get("uid").asText() + " | " + panel.get("title").asText() + " | "
                + target.get("refId").asText() + " | " + variables;
        String interval = panel.path("interval").asText("5m");
        return dynamicTest(
                name, () -> checkValues(variables.in(target.get("query").asText(), interval)));
    }

    private static void checkVariable(JsonNode dashboard, JsonNode variable) throws JsonProcessingException {
        String query =
                GrafanaVariables.oneEstate(dashboard).in(variable.get("query").asText(), "5m");

        List<String> values = new ArrayList<>();
        for (JsonNode series : answer(query).path("series")) {
            series.get("values").forEach(row -> values.add(row.get(1).asText()));
        }

        if (variable.get("name").asText().equals("estate")) {
            assertThat(values).containsAll(SampleTelemetry.ESTATES);
        } else {
            String estate = SampleTelemetry.ESTATES.get(1);
            assertThat(values).hasSize(2).allMatch(value -> value.startsWith(estate));
        }
    }

    private static void checkValues(String query) {
        try {
            long values = RenderedDashboards.each(answer(query).path("series"))
                    .flatMap(series -> RenderedDashboards.each(series.get("values")))
                    .filter(row -> RenderedDashboards.each(row).skip(1).anyMatch(JsonNode::isNumber))
                    .count();
            assertThat(values).as("at least one value from %s", query).isPositive();
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON from " + query, e);
        }
    }

    private static JsonNode answer(String query) throws JsonProcessingException {
        assertThat(query).as("everything replaced").doesNotContainPattern("\\$[{A-Za-z_]");
        HttpResponse<String> response = INFLUX.query(DATABASE, query);
        assertThat(response.statusCode()).as("%s: %s", query, response.body()).isEqualTo(200);
        JsonNode results = JSON.readTree(response.body()).get("results");
        assertThat(results).hasSize(1);
        assertThat(results.get(0).has("error"))
                .as("%s: %s", query, response.body())
                .isFalse();
        return results.get(0);
    }
}
