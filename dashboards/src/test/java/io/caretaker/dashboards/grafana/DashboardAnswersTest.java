package io.caretaker.dashboards.grafana;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.caretaker.model.estate.AssetType;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a person reads off the panels is what was written: two estates, each with a sound and a broken asset of a type. */
class DashboardAnswersTest {
    private static final String DATABASE = "caretaker";

    @RegisterExtension
    static final InfluxServer INFLUX = new InfluxServer();

    @BeforeAll
    static void writeTelemetry() {
        assertThat(INFLUX.query("", "CREATE DATABASE " + DATABASE).statusCode()).isEqualTo(200);
        assertThat(INFLUX.write(DATABASE, SampleTelemetry.lines()).statusCode()).isEqualTo(204);
    }

    @Test
    void worstValuesAreThoseOfTheBrokenAssets() {
        assertThat(numbers("caretaker-estate", "Lowest zone pressure", 0)).containsOnly(80.0);
        assertThat(numbers("caretaker-estate", "Residual current", 0)).containsOnly(140.0);
    }

    @Test
    void statesAreCountedByTheirMeaning() {
        assertThat(numbers("caretaker-estate", "Pumps not in automatic", 0)).containsOnly(2.0);
        assertThat(numbers("caretaker-estate", "Valves closed", 0)).containsOnly(2.0);
        assertThat(numbers("caretaker-estate", "Hydrant caps open", 0)).containsOnly(2.0);
    }

    @Test
    void aLampWithoutPowerIsDarkAndOneWithRatedPowerIsLit() {
        assertThat(numbers("caretaker-lighting", "Dark lamps", 0)).containsOnly(2.0);
        assertThat(numbers("caretaker-lighting", "Lit and dark lamps", 0))
                .hasSizeGreaterThan(90)
                .containsOnly(2.0, 0.0);
        assertThat(numbers("caretaker-lighting", "Lamp power", 0))
                .anySatisfy(percent -> assertThat(percent).isCloseTo(58 / 60.0 * 100, within(1e-9)));
    }

    @Test
    void flowOfAnEstateIsTheSumOfItsInlets() {
        assertThat(series("caretaker-estate", "Inlet flow by estate", 0)).hasSize(2);
        assertThat(numbers("caretaker-estate", "Inlet flow by estate", 0)).containsOnly(12.0 + 31.0);
    }

    @Test
    void daysOfTheMinimumNightFlowBeginAtLocalMidnight() {
        List<JsonNode> inlets = series("caretaker-water", "Minimum night flow", 0);

        assertThat(inlets).hasSize(4);
        for (JsonNode day : inlets.get(0).get("values")) {
            Instant begins = Instant.ofEpochMilli(day.get(0).asLong());
            assertThat(begins.atZone(GrafanaFiles.DEFAULT_ZONE).toLocalTime()).isEqualTo(LocalTime.MIDNIGHT);
        }
        assertThat(numbers("caretaker-water", "Minimum night flow", 0)).containsOnly(12.0, 31.0);
    }

    @Test
    void startsOfTheJockeyPumpAreCountedByTheHour() {
        assertThat(numbers("caretaker-safety", "Jockey pump starts", 0))
                .hasSizeGreaterThan(150)
                .containsOnly(12.0);
    }

    @Test
    void designMinimumIsDrawnAtTheChosenPressure() {
        assertThat(numbers("caretaker-safety", "Fire pressure", 1))
                .hasSizeGreaterThan(100)
                .containsOnly(70.0);
    }

    @Test
    void operandsOfTheRejectionHaveTheSameTags() {
        Set<JsonNode> in = tags(series("caretaker-safety", "Membrane rejection", 0));

        assertThat(in).hasSize(4).isEqualTo(tags(series("caretaker-safety", "Membrane rejection", 1)));
    }

    @Test
    void devicesAreCountedOnceHoweverOftenTheyReport() {
        int lamp = List.copyOf(MetricNames.byType().keySet()).indexOf(AssetType.LAMP);

        assertThat(numbers("caretaker-estate", "Devices that reported", lamp))
                .contains(4.0)
                .allMatch(n -> n == 4 || n == 0);
    }

    @Test
    void lastSeenTellsTheTimeOfTheNewestSample() {
        Instant newest = SampleTelemetry.TO.minus(Duration.ofMinutes(15));

        List<JsonNode> devices = series("caretaker-water", "Last seen", 0);

        assertThat(devices).hasSize(4);
        assertThat(devices).allSatisfy(device -> {
            assertThat(device.get("tags").size()).isEqualTo(3);
            assertThat(device.at("/values/0/0").asLong()).isEqualTo(newest.toEpochMilli());
        });
    }

    private static Set<JsonNode> tags(List<JsonNode> series) {
        Set<JsonNode> tags = new HashSet<>();
        series.forEach(one -> tags.add(one.get("tags")));
        return tags;
    }

    private static List<Double> numbers(String dashboard, String title, int target) {
        return series(dashboard, title, target).stream()
                .flatMap(one -> RenderedDashboards.each(one.get("values")))
                .flatMap(row -> RenderedDashboards.each(row).skip(1))
                .filter(JsonNode::isNumber)
                .map(JsonNode::asDouble)
                .toList();
    }

    /** Answer to one target of the panel with this English title, with everything chosen. */
    private static List<JsonNode> series(String uid, String title, int target) {
        JsonNode dashboard = only(RenderedDashboards.all().stream()
                .filter(one -> one.get("uid").asText().equals(uid)));
        JsonNode panel = only(RenderedDashboards.panels(dashboard)
                .filter(one -> one.get("title").asText().startsWith(title + " · ")));
        String query = GrafanaVariables.everything(dashboard)
                .in(
                        panel.get("targets").get(target).get("query").asText(),
                        panel.path("interval").asText("5m"));
        try {
            JsonNode answer =
                    new ObjectMapper().readTree(INFLUX.query(DATABASE, query).body());
            return RenderedDashboards.each(answer.at("/results/0/series")).toList();
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON from " + query, e);
        }
    }

    private static JsonNode only(Stream<JsonNode> nodes) {
        List<JsonNode> all = nodes.toList();
        assertThat(all).hasSize(1);
        return all.get(0);
    }
}
