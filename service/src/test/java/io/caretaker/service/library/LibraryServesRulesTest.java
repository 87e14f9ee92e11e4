package io.caretaker.service.library;

import static org.assertj.core.api.Assertions.assertThat;

import io.caretaker.alerting.rule.Rule;
import io.caretaker.alerting.rule.RuleFiles;
import io.caretaker.ingest.library.DeviceLibrary;
import io.caretaker.ingest.library.DeviceModel;
import io.caretaker.model.estate.MetricSpec;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Whoever installs a model gets the metrics that the shipped rules judge. */
class LibraryServesRulesTest {
    private static final List<DeviceModel> MODELS = DeviceLibrary.shipped().models();

    /** Inputs of rules that are attributes of the asset, not metrics. */
    private static final Set<String> ATTRIBUTES = Set.of(
            "height_m",
            "depth_m",
            "rated_power_w",
            "filter_rated_l",
            "uv_commissioned",
            "has_ro",
            "set_pressure_kpa",
            "required_level_m");

    @Test
    void everyRuleFindsItsMetricsOnAModelForItsAsset() {
        for (Rule rule : RuleFiles.shippedRules().rules()) {
            if (!rule.metric().equals("*")) {
                assertThat(MODELS)
                        .as(rule.id() + " judges " + rule.metric() + " of " + rule.assetType())
                        .anyMatch(m -> m.assets().contains(rule.assetType())
                                && metrics(m).contains(rule.metric()));
            }
        }
    }

    @Test
    void whatARuleLooksAtBesideIsAMetricOfTheLibraryOrAnAttribute() {
        Set<String> metrics = MODELS.stream().flatMap(m -> metrics(m).stream()).collect(Collectors.toSet());
        for (Rule rule : RuleFiles.shippedRules().rules()) {
            assertThat(rule.inputs().values())
                    .as(rule.id())
                    .allMatch(input -> metrics.contains(input) || ATTRIBUTES.contains(input));
        }
    }

    private static Set<String> metrics(DeviceModel model) {
        return model.metrics().stream().map(MetricSpec::name).collect(Collectors.toSet());
    }
}
