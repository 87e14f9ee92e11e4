package io.caretaker.dashboards.console.rule;

import io.caretaker.alerting.rule.ParameterSpec;
import io.caretaker.alerting.rule.Rule;
import io.caretaker.alerting.rule.RuleBook;
import io.caretaker.alerting.rule.RuleOverride;
import io.caretaker.alerting.rule.RuleVersion;
import io.caretaker.dashboards.console.ParameterCatalogue;
import io.caretaker.dashboards.console.PeopleDirectory;
import io.caretaker.dashboards.console.RuleTrial;
import io.caretaker.dashboards.console.incident.IncidentLine.Naming;
import io.caretaker.dashboards.console.rule.RuleView.Bar;
import io.caretaker.dashboards.console.rule.RuleView.Example;
import io.caretaker.dashboards.console.rule.RuleView.Field;
import io.caretaker.dashboards.console.rule.RuleView.Group;
import io.caretaker.dashboards.console.rule.RuleView.Option;
import io.caretaker.dashboards.console.rule.RuleView.Place;
import io.caretaker.dashboards.console.rule.RuleView.Row;
import io.caretaker.dashboards.console.rule.RuleView.Side;
import io.caretaker.dashboards.console.rule.RuleView.Trial;
import io.caretaker.dashboards.console.rule.RuleView.Value;
import io.caretaker.dashboards.console.rule.RuleView.Version;
import io.caretaker.dashboards.console.shell.Links;
import io.caretaker.dashboards.console.text.Numbers;
import io.caretaker.dashboards.console.text.Say;
import io.caretaker.model.estate.Device;
import io.caretaker.model.people.Person;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Puts rules, their inheritance and the result of a trial into words. */
final class RuleViews {
    /** Devices offered as a scope; an estate with more is narrowed down by address. */
    private static final int MOST_DEVICES = 500;

    private static final double UNBOUNDED = 1e12;

    private final Naming naming;
    private final Say say;
    private final ParameterCatalogue parameters;
    private final PeopleDirectory people;

    RuleViews(Naming naming, ParameterCatalogue parameters, PeopleDirectory people) {
        this.naming = naming;
        this.say = naming.say();
        this.parameters = parameters;
        this.people = people;
    }

    List<Group> groups(RuleBook book) {
        Map<io.caretaker.model.estate.Family, List<Row>> byFamily = new TreeMap<>();
        book.rules()
                .forEach(r -> byFamily.computeIfAbsent(r.assetType().family(), k -> new ArrayList<>())
                        .add(row(r, book)));
        return byFamily.entrySet().stream()
                .map(e -> new Group(e.getKey().name(), say.word("family", e.getKey()), e.getValue()))
                .toList();
    }

    Row row(Rule rule, RuleBook book) {
        return new Row(
                Links.rule(rule.id()),
                rule.id(),
                naming.fault(rule.faultType()),
                rule.assetType().family().name(),
                say.word("detector", rule.detector()),
                say.word("asset", rule.assetType()),
                say.metric(rule.metric()),
                values(rule, rule.parameters()),
                (int) book.overrides().stream()
                        .filter(o -> o.rule().equals(rule.id()))
                        .count(),
                rule.enabled());
    }

    List<Field> fields(Rule rule, RuleBook book, RuleScope scope, Optional<RuleDraft> draft) {
        Map<String, Double> own =
                scope.own(rule, book).map(RuleOverride::parameters).orElse(Map.of());
        Map<String, RuleScope.Inherited> inherited = scope.inherited(rule, book, naming.topology());
        return specs(rule).values().stream()
                .filter(s -> rule.parameters().containsKey(s.name()) || own.containsKey(s.name()))
                .map(s -> {
                    RuleScope.Inherited from =
                            inherited.getOrDefault(s.name(), new RuleScope.Inherited(Double.NaN, "RULE", ""));
                    double shown = scope.level().isEmpty() ? from.value() : own.getOrDefault(s.name(), Double.NaN);
                    String typed = draft.map(d -> d.typed().getOrDefault(s.name(), ""))
                            .orElse(Double.isNaN(shown) ? "" : Numbers.plain(shown));
                    return new Field(
                            s.name(),
                            say.text(s.label()),
                            unit(rule, s),
                            typed,
                            Numbers.plain(from.value()),
                            place(from.level(), from.target()),
                            allowed(s));
                })
                .toList();
    }

    List<Option> levels(RuleScope scope) {
        List<Option> levels = new ArrayList<>();
        String current = scope.level().map(Enum::name).orElse("RULE");
        for (String level : List.of("RULE", "ESTATE", "TYPE", "DEVICE")) {
            levels.add(new Option(level, say.words().of("level", level), level.equals(current)));
        }
        return levels;
    }

    List<Option> targets(Rule rule, RuleScope scope) {
        if (scope.level().isEmpty()) {
            return List.of();
        }
        List<Device> devices = naming.topology().devices().stream()
                .filter(d -> naming.topology()
                        .asset(d.asset())
                        .map(a -> a.type() == rule.assetType())
                        .orElse(false))
                .toList();
        Function<Device, Option> option =
                switch (scope.level().get()) {
                    case ESTATE -> d -> option(d.estate(), naming.estate(d.estate()), scope);
                    case TYPE -> d -> option(d.profile(), profile(d.profile()), scope);
                    case DEVICE ->
                        d -> option(d.id(), naming.asset(d.asset()) + " · " + naming.estate(d.estate()), scope);
                };
        return devices.stream().map(option).distinct().limit(MOST_DEVICES).toList();
    }

    List<Option> enabled(Rule rule, RuleBook book, RuleScope scope, Optional<RuleDraft> draft) {
        Optional<Boolean> on = draft.isPresent()
                ? draft.get().enabled()
                : scope.level().isEmpty()
                        ? Optional.of(rule.enabled())
                        : scope.own(rule, book).flatMap(RuleOverride::enabled);
        List<Option> options = new ArrayList<>();
        if (scope.level().isPresent()) {
            options.add(new Option("", say.words().of("switch", "inherit"), on.isEmpty()));
        }
        options.add(new Option("on", say.words().of("switch", "on"), on.equals(Optional.of(true))));
        options.add(new Option("off", say.words().of("switch", "off"), on.equals(Optional.of(false))));
        return options;
    }

    List<Place> overridden(Rule rule, RuleBook book) {
        return book.overrides().stream()
                .filter(o -> o.rule().equals(rule.id()))
                .sorted(Comparator.comparing(RuleOverride::level))
                .map(o -> new Place(
                        Links.rule(rule.id()) + "?level=" + o.level() + "&target=" + Links.escaped(o.target()),
                        place(o.level().name(), o.target()),
                        values(rule, o.parameters()).stream()
                                .map(v -> v.label() + " " + v.text())
                                .collect(Collectors.joining(" · "))))
                .toList();
    }

    List<Version> history(List<RuleVersion> versions) {
        return versions.stream()
                .limit(50)
                .map(v -> new Version(
                        v.version(),
                        people.find(v.author())
                                .map(Person::name)
                                .or(() -> say.words().find("actor." + v.author()))
                                .orElse(v.author()),
                        say.dateTime(v.timeMicros()),
                        v.reason(),
                        v.document()))
                .toList();
    }

    Trial trial(Rule rule, RuleTrial.TrialResult result) {
        double days = Math.max(1, result.span().toHours() / 24.0);
        long most = Math.max(1, max(result.before().perDay(), result.after().perDay()));
        List<Bar> bars = new ArrayList<>();
        for (int day = 0;
                day
                        < Math.min(
                                result.before().perDay().size(),
                                result.after().perDay().size());
                day++) {
            bars.add(new Bar(
                    day * 34 + 4,
                    66.0 * result.before().perDay().get(day) / most,
                    66.0 * result.after().perDay().get(day) / most));
        }
        return new Trial(
                Long.toString(result.readings()),
                side(result.before(), days),
                side(result.after(), days),
                result.after().faults() < result.before().faults(),
                bars,
                result.examples().stream().map(e -> example(rule, e)).toList(),
                "");
    }

    private Example example(Rule rule, RuleTrial.Example example) {
        String unit = specsUnit(rule);
        return new Example(
                Links.asset(example.asset()),
                naming.place(example.asset()),
                naming.fault(example.faultType()),
                say.dateTime(example.onsetMicros()),
                Numbers.plain(example.value()) + " / " + Numbers.plain(example.limit()) + " " + unit,
                example.added());
    }

    private static Side side(RuleTrial.Side side, double days) {
        return new Side(
                side.faults(),
                Numbers.plain(Math.rint(100.0 * side.faults() / days) / 100),
                side.atNight(),
                side.assets());
    }

    private static long max(List<Long> before, List<Long> after) {
        return Stream.concat(before.stream(), after.stream())
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
    }

    private List<Value> values(Rule rule, Map<String, Double> values) {
        Map<String, ParameterSpec> specs = specs(rule);
        return values.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Comparator.comparing(List.copyOf(specs.keySet())::indexOf)))
                .map(e -> {
                    ParameterSpec spec = specs.get(e.getKey());
                    return spec == null
                            ? new Value(e.getKey().replace('_', ' '), Numbers.plain(e.getValue()))
                            : new Value(
                                    say.text(spec.label()),
                                    (Numbers.plain(e.getValue()) + " " + unit(rule, spec)).strip());
                })
                .toList();
    }

    private Map<String, ParameterSpec> specs(Rule rule) {
        Map<String, ParameterSpec> specs = new java.util.LinkedHashMap<>();
        parameters.of(rule.detector()).forEach(s -> specs.put(s.name(), s));
        return specs;
    }

    /** Sanity bounds so wide that they bound nothing are not shown. */
    private static String allowed(ParameterSpec spec) {
        boolean open = spec.max() >= UNBOUNDED;
        if (spec.min() <= -UNBOUNDED) {
            return open ? "" : "≤ " + Numbers.plain(spec.max());
        }
        return open ? "≥ " + Numbers.plain(spec.min()) : Numbers.plain(spec.min()) + " – " + Numbers.plain(spec.max());
    }

    private String unit(Rule rule, ParameterSpec spec) {
        return spec.unit().isEmpty() ? specsUnit(rule) : Numbers.unit(spec.unit());
    }

    /** The unit of the rule's metric, from the first profile that has it. */
    private String specsUnit(Rule rule) {
        return naming.topology().profiles().stream()
                .flatMap(p -> p.metric(rule.metric()).stream())
                .findFirst()
                .map(m -> Numbers.unit(m.unit()))
                .orElse("");
    }

    private String place(String level, String target) {
        String name =
                switch (level) {
                    case "ESTATE" -> naming.estate(target);
                    case "TYPE" -> profile(target);
                    case "DEVICE" ->
                        naming.topology()
                                .device(target)
                                .map(d -> naming.asset(d.asset()))
                                .orElse(target);
                    default -> "";
                };
        String word = say.words().of("level", level);
        return name.isEmpty() ? word : word + " · " + name;
    }

    private String profile(String id) {
        return naming.topology().profile(id).map(p -> say.text(p.name())).orElse(id);
    }

    private static Option option(String id, String label, RuleScope scope) {
        return new Option(id, label, id.equals(scope.target()));
    }
}
