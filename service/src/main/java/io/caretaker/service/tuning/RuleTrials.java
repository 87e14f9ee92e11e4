package io.caretaker.service.tuning;

import io.caretaker.alerting.backtest.Backtest;
import io.caretaker.alerting.backtest.BacktestRequest;
import io.caretaker.alerting.backtest.BacktestResult;
import io.caretaker.alerting.rule.FaultCatalogue;
import io.caretaker.alerting.rule.Rule;
import io.caretaker.alerting.rule.RuleBook;
import io.caretaker.alerting.rule.RuleOverride;
import io.caretaker.alerting.rule.RuleStore;
import io.caretaker.model.InvalidValue;
import io.caretaker.model.Times;
import io.caretaker.model.estate.Asset;
import io.caretaker.model.estate.Device;
import io.caretaker.model.estate.Topology;
import io.caretaker.model.estate.TopologySource;
import io.caretaker.model.reading.ReadingHistory;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** "How often would it have fired?": a change of the rules on stored readings, before anybody publishes it. Blocks. */
@Singleton
public class RuleTrials {
    private static final Duration LONGEST = Duration.ofDays(30);

    private final Backtest backtest;
    private final RuleStore rules;
    private final TopologySource topology;
    private final Clock clock;

    RuleTrials(
            ReadingHistory history, FaultCatalogue catalogue, RuleStore rules, TopologySource topology, Clock clock) {
        this.backtest = new Backtest(history, catalogue);
        this.rules = rules;
        this.topology = topology;
        this.clock = clock;
    }

    public BacktestResult tryOverride(RuleOverride change, Duration span) {
        RuleBook now = rules.current();
        Rule rule = now.rule(change.rule())
                .orElseThrow(() -> new InvalidValue("rule", change.rule(), "the id of a known rule"));
        Predicate<Device> meant =
                switch (change.level()) {
                    case ESTATE -> device -> device.estate().equals(change.target());
                    case TYPE -> device -> device.profile().equals(change.target());
                    case DEVICE -> device -> device.id().equals(change.target());
                };
        return run(rule, now, now.with(change), meant, span);
    }

    public BacktestResult tryRule(Rule change, Duration span) {
        RuleBook now = rules.current();
        return run(change, now, now.with(change), device -> true, span);
    }

    private BacktestResult run(Rule rule, RuleBook before, RuleBook after, Predicate<Device> meant, Duration span) {
        if (span.compareTo(Duration.ofHours(1)) < 0 || span.compareTo(LONGEST) > 0) {
            throw new InvalidValue("span", span, "a duration of PT1H to P30D");
        }
        Topology known = topology.current();
        List<String> devices = devices(known, rule, meant);
        if (devices.isEmpty()) {
            throw new InvalidValue("target", rule.id(), "a part of the registry with a " + rule.assetType());
        }
        long now = Times.micros(clock.instant());
        BacktestRequest request =
                new BacktestRequest(devices, now - span.toNanos() / 1_000, now, before, after, Optional.of(rule.id()));
        return backtest.run(request, known, share -> {}, Thread.currentThread()::isInterrupted);
    }

    /** The devices that the change is about, with all that share a scope with them: detectors look at neighbours too. */
    private static List<String> devices(Topology topology, Rule rule, Predicate<Device> meant) {
        Set<String> scopes = topology.devices().stream()
                .filter(meant)
                .flatMap(device -> topology.asset(device.asset()).stream())
                .filter(asset -> asset.type() == rule.assetType())
                .map(asset -> topology.scopeOf(asset).id())
                .collect(Collectors.toSet());
        return topology.devices().stream()
                .filter(device -> topology.asset(device.asset())
                        .map(topology::scopeOf)
                        .map(Asset::id)
                        .filter(scopes::contains)
                        .isPresent())
                .map(Device::id)
                .sorted()
                .toList();
    }
}
