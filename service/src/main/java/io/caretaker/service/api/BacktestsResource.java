package io.caretaker.service.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.caretaker.alerting.backtest.BacktestResult;
import io.caretaker.alerting.rule.Rule;
import io.caretaker.alerting.rule.RuleCodec;
import io.caretaker.alerting.rule.RuleOverride;
import io.caretaker.alerting.rule.RuleStore;
import io.caretaker.alerting.rule.RuleValidation;
import io.caretaker.model.InvalidValue;
import io.caretaker.model.Times;
import io.caretaker.service.tuning.RuleTrials;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Tries a change of the rules on stored readings. */
@Path("/api/v1/backtests")
@Tag(name = "Rules")
@Blocking
public class BacktestsResource {
    private static final String DEFAULT_SPAN = "P7D";

    private final RuleTrials trials;
    private final RuleStore rules;
    private final RuleValidation validation;
    private final ObjectMapper json;

    BacktestsResource(RuleTrials trials, RuleStore rules, RuleValidation validation, ObjectMapper json) {
        this.trials = trials;
        this.rules = rules;
        this.validation = validation;
        this.json = json;
    }

    /** Faults before and after the change, and those that only one of the two raises. */
    public record BacktestView(
            long readings, SideView before, SideView after, List<FoundView> added, List<FoundView> removed) {
        static BacktestView of(BacktestResult result) {
            return new BacktestView(
                    result.readings(),
                    SideView.of(result.before()),
                    SideView.of(result.after()),
                    result.added().stream().map(FoundView::of).toList(),
                    result.removed().stream().map(FoundView::of).toList());
        }
    }

    /** @param perDay by UTC day */
    public record SideView(int faults, Map<LocalDate, Integer> perDay) {
        static SideView of(BacktestResult.Side side) {
            return new SideView(side.faults().size(), side.perDay());
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record FoundView(String type, String asset, Instant onset, Instant raised, Instant cleared) {
        static FoundView of(BacktestResult.Found found) {
            return new FoundView(
                    found.type(),
                    found.asset(),
                    Times.instant(found.onsetMicros()),
                    Times.instant(found.raisedMicros()),
                    found.clearedMicros().isPresent()
                            ? Times.instant(found.clearedMicros().getAsLong())
                            : null);
        }
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({"admin", "operator", "engineer"})
    @Operation(
            summary = "Faults of the last days with and without a change",
            description = "Body: {\"override\":{…}} or {\"rule\":{…}}, and \"span\", a duration up to P30D (P7D).")
    public BacktestView run(byte[] body) throws IOException {
        JsonNode document = json.readTree(body);
        if (document == null || !document.isObject()) {
            throw new InvalidValue("body", null, "an object with rule or override");
        }
        Duration span = span(document.path("span").asText(DEFAULT_SPAN));
        if (document.has("override")) {
            RuleOverride override = RuleCodec.override(document.get("override").toString());
            Rule rule = rules.current()
                    .rule(override.rule())
                    .orElseThrow(() -> new InvalidValue("override.rule", override.rule(), "the id of a known rule"));
            RulesResource.valid(validation.check(override, rule));
            return BacktestView.of(trials.tryOverride(override, span));
        }
        if (document.has("rule")) {
            Rule rule = RuleCodec.rule(document.get("rule").toString());
            RulesResource.valid(validation.check(rule));
            return BacktestView.of(trials.tryRule(rule, span));
        }
        throw new InvalidValue("body", null, "an object with rule or override");
    }

    private static Duration span(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw new InvalidValue("span", text, "a duration such as P7D");
        }
    }
}
