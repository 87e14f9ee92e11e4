package io.caretaker.service.console;

import io.caretaker.alerting.backtest.BacktestResult;
import io.caretaker.alerting.rule.Rule;
import io.caretaker.alerting.rule.RuleOverride;
import io.caretaker.dashboards.console.RuleTrial;
import io.caretaker.model.Times;
import io.caretaker.model.estate.TopologySource;
import io.caretaker.service.tuning.RuleTrials;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The backtest as the rule editor shows it. */
@Singleton
class BacktestTrial implements RuleTrial {
    private static final int MOST_EXAMPLES = 20;
    private static final int NIGHT_BEGINS = 22;
    private static final int NIGHT_ENDS = 6;

    private final RuleTrials trials;
    private final TopologySource topology;
    private final Clock clock;

    BacktestTrial(RuleTrials trials, TopologySource topology, Clock clock) {
        this.trials = trials;
        this.topology = topology;
        this.clock = clock;
    }

    @Override
    public TrialResult tryOverride(RuleOverride change, Duration span) {
        return shown(trials.tryOverride(change, span), span);
    }

    @Override
    public TrialResult tryRule(Rule change, Duration span) {
        return shown(trials.tryRule(change, span), span);
    }

    private TrialResult shown(BacktestResult result, Duration span) {
        List<Example> examples = Stream.concat(
                        result.added().stream().map(f -> example(f, true)),
                        result.removed().stream().map(f -> example(f, false)))
                .sorted(Comparator.comparingLong(Example::onsetMicros).reversed())
                .limit(MOST_EXAMPLES)
                .toList();
        return new TrialResult(
                span, result.readings(), side(result.before(), span), side(result.after(), span), examples);
    }

    private static Example example(BacktestResult.Found found, boolean added) {
        return new Example(found.asset(), found.type(), found.onsetMicros(), Double.NaN, Double.NaN, added);
    }

    private Side side(BacktestResult.Side side, Duration span) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        List<Long> perDay = new ArrayList<>();
        for (long back = span.toDays(); back >= 0; back--) {
            perDay.add((long) side.perDay().getOrDefault(today.minusDays(back), 0));
        }
        return new Side(
                side.faults().size(),
                side.faults().stream().filter(this::atNight).count(),
                side.faults().stream()
                        .map(BacktestResult.Found::asset)
                        .distinct()
                        .count(),
                perDay);
    }

    private boolean atNight(BacktestResult.Found found) {
        ZoneId zone = topology.current()
                .asset(found.asset())
                .flatMap(asset -> topology.current().estate(asset.estate()))
                .map(estate -> estate.zone())
                .orElse(ZoneOffset.UTC);
        int hour = Times.instant(found.raisedMicros()).atZone(zone).getHour();
        return hour >= NIGHT_BEGINS || hour < NIGHT_ENDS;
    }
}
