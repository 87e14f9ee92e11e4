package io.caretaker.alerting.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caretaker.alerting.rule.InvalidDocument.Problem;
import io.caretaker.model.estate.AssetType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RuleFilesTest {
    private final FaultCatalogue catalogue = RuleFiles.catalogue();

    @Test
    void everyShippedRuleRaisesAFaultOfTheCatalogueAndIsValid() {
        List<Rule> rules = new ArrayList<>(RuleFiles.shippedRules().rules());
        rules.addAll(RuleFiles.genericRules().rules());

        assertThat(rules).hasSizeGreaterThan(50).extracting(Rule::id).doesNotHaveDuplicates();
        assertThat(rules)
                .allSatisfy(
                        r -> assertThat(new RuleValidation(catalogue).check(r)).isEmpty());
        assertThat(catalogue.all()).hasSizeGreaterThanOrEqualTo(27);
        assertThat(catalogue.all())
                .allSatisfy(f -> assertThat(f.name().zh()).isNotEqualTo(f.name().en()));
    }

    @Test
    void allThatIsWrongIsNamedAtItsPlace() {
        String yaml = """
                - id: low
                  faultType: no-such-fault
                  detector: THRESHOLD
                  assetType: LAMP
                  metric: lamp_power
                  parameters: {limit: 5, clear_limit: five, on_delay_s: P9Z, colour: 3}
                - id: Other!
                  detector: GUESS
                  metric: x
                """;

        assertThatThrownBy(() -> RuleFiles.rules("mine.yaml", yaml, catalogue))
                .isInstanceOfSatisfying(
                        InvalidDocument.class,
                        e -> assertThat(e.problems())
                                .extracting(p -> p.what().field())
                                .contains(
                                        "[0].parameters.clear_limit",
                                        "[0].parameters.on_delay_s",
                                        "[0].faultType",
                                        "[0].parameters.colour",
                                        "[1].id",
                                        "[1].faultType",
                                        "[1].detector",
                                        "[1].assetType"))
                .hasMessageContaining("mine.yaml: line 6, column ")
                .hasMessageContaining("got \"five\", expected a number");
    }

    @Test
    void textThatIsNoYamlIsAProblemWithItsLine() {
        assertThatThrownBy(() -> RuleFiles.rules("mine.yaml", "- id: a\n  b: [1, 2\n", catalogue))
                .isInstanceOfSatisfying(
                        InvalidDocument.class,
                        e -> assertThat(e.problems()).extracting(Problem::line).allMatch(line -> line > 0));
    }

    @Test
    void durationsMayBeWrittenAsSuch() {
        Rule rule = RuleFiles.shippedRules().rule("roof-tank-low").orElseThrow();

        assertThat(rule.parameters()).containsEntry("on_delay_s", 600.0);
    }

    @Test
    void parameterOutOfRangeAndWrongSideOfTheLimitAreRefused() {
        RuleValidation validation = new RuleValidation(catalogue);
        Rule rule = RuleFiles.shippedRules().rule("fire-main-low-pressure").orElseThrow();
        RuleOverride override = new RuleOverride(
                rule.id(),
                RuleOverride.Level.DEVICE,
                "d",
                Map.of("on_delay_s", -1.0, "clear_limit", 0.5),
                Optional.empty());

        assertThat(validation.check(override, rule))
                .extracting("field")
                .containsExactlyInAnyOrder("parameters.on_delay_s", "parameters.clear_limit");
    }

    @Test
    void ruleAndOverrideSurviveJson() {
        for (Rule rule : RuleFiles.shippedRules().rules()) {
            assertThat(RuleCodec.rule(RuleCodec.toJson(rule))).isEqualTo(rule);
            assertThat(RuleCodec.ruleOfBody(RuleCodec.putBody(rule, "why \"not\"")))
                    .isEqualTo(rule);
        }
        RuleOverride override = new RuleOverride(
                "lamp-out", RuleOverride.Level.TYPE, "lamp-node", Map.of("limit", 0.2), Optional.of(true));
        assertThat(RuleCodec.override(RuleCodec.toJson(override))).isEqualTo(override);
        assertThat(RuleCodec.reasonOfBody(RuleCodec.overrideBody(override, "why \"not\"")))
                .isEqualTo("why \"not\"");
    }

    @Test
    void everyDetectorKindSaysWhatCanBeSet() {
        for (DetectorKind kind : DetectorKind.values()) {
            DetectorSpec spec = DetectorSpec.of(kind);
            assertThat(spec.parameters()).isNotEmpty();
            assertThat(spec.parameters())
                    .allSatisfy(p -> assertThat(Double.isNaN(p.fallback()) || p.allows(p.fallback()))
                            .as(kind + "." + p.name())
                            .isTrue());
            assertThat(spec.required())
                    .allSatisfy(name -> assertThat(spec.parameter(name)).isPresent());
        }
    }

    @Test
    void defaultsAreShownWithTheirOrigin() {
        RuleBook book = RuleFiles.shippedRules();
        Rule rule = book.rule("dispenser-membrane-failure").orElseThrow();
        var device = new io.caretaker.model.estate.Device("d", "e", "a", "p", java.time.Duration.ofMinutes(5));

        assertThat(book.with(new RuleOverride(
                                rule.id(),
                                RuleOverride.Level.ESTATE,
                                "e",
                                Map.of("min_samples", 4.0),
                                Optional.empty()))
                        .effective(rule, device))
                .contains(
                        new EffectiveParameter("on_delay_s", 0, "default"),
                        new EffectiveParameter("limit", 0.2, "rule"),
                        new EffectiveParameter("min_samples", 4, "estate:e"));
        assertThat(rule.assetType()).isEqualTo(AssetType.DISPENSER);
    }
}
