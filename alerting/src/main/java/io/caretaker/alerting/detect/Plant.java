package io.caretaker.alerting.detect;

import io.caretaker.alerting.rule.DetectorSpec;
import io.caretaker.alerting.rule.FaultCatalogue;
import io.caretaker.alerting.rule.InputSpec;
import io.caretaker.alerting.rule.InputSpec.Source;
import io.caretaker.alerting.rule.Rule;
import io.caretaker.alerting.rule.RuleBook;
import io.caretaker.model.estate.Asset;
import io.caretaker.model.estate.AssetType;
import io.caretaker.model.estate.Device;
import io.caretaker.model.estate.MetricSpec;
import io.caretaker.model.estate.Profile;
import io.caretaker.model.estate.Topology;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All devices with the series and detectors that the rules give them. Devices are taken in the order of their ids, so that
 * the same registry and rules always make the same plant.
 */
final class Plant {
    private final Map<String, Appliance> appliances = new LinkedHashMap<>();
    private final List<Detector> ticking = new ArrayList<>();
    private final Topology topology;
    private final RuleBook book;
    private final FaultCatalogue catalogue;
    private final Map<AssetType, List<Rule>> rulesByType = new EnumMap<>(AssetType.class);
    private final Map<Settings, Settings> shared = new HashMap<>();
    private final Map<String, Settings> plain = new HashMap<>();
    private final Set<String> crossMetrics;

    Plant(Topology topology, RuleBook book, FaultCatalogue catalogue) {
        this.topology = topology;
        this.book = book;
        this.catalogue = catalogue;
        for (Rule rule : book.rules()) {
            rulesByType
                    .computeIfAbsent(rule.assetType(), t -> new ArrayList<>())
                    .add(rule);
        }
        crossMetrics = crossMetrics();
        List<Device> devices = new ArrayList<>(topology.devices());
        devices.sort(Comparator.comparing(Device::id));
        place(devices);
        devices.forEach(this::giveSeries);
        DetectorFactory factory = new DetectorFactory();
        devices.forEach(device -> giveDetectors(device, factory));
        for (Appliance appliance : appliances.values()) {
            appliance.detectors().stream().filter(Detector::ticks).forEach(ticking::add);
        }
    }

    Appliance appliance(String device) {
        return appliances.get(device);
    }

    Collection<Appliance> appliances() {
        return appliances.values();
    }

    List<Detector> ticking() {
        return ticking;
    }

    private void place(List<Device> devices) {
        Map<String, Place> places = new HashMap<>();
        topology.estates().forEach(e -> places.put(e.id(), new Place(e)));
        Map<String, Scope> scopes = new HashMap<>();
        for (Device device : devices) {
            Optional<Asset> asset = topology.asset(device.asset());
            Place place = places.get(device.estate());
            if (asset.isEmpty() || place == null) {
                continue;
            }
            Asset top = topology.scopeOf(asset.get());
            Scope scope = scopes.computeIfAbsent(top.id(), id -> new Scope(top, place));
            Appliance appliance = new Appliance(device, asset.get(), scope);
            scope.devices.add(appliance);
            place.devices.add(appliance);
            appliances.put(device.id(), appliance);
        }
    }

    /** A series for every metric that a rule of the device reads, and for those that rules of its scope or estate ask for. */
    private void giveSeries(Device device) {
        Appliance appliance = appliances.get(device.id());
        Optional<Profile> profile = topology.profile(device.profile());
        if (appliance == null || profile.isEmpty()) {
            return;
        }
        Set<String> wanted = new LinkedHashSet<>(crossMetrics);
        for (Rule rule : rules(appliance.asset.type())) {
            if (rule.metric().equals("*")) {
                if (DetectorSpec.of(rule.detector()).wholeMachine()) {
                    profile.get().metrics().forEach(m -> wanted.add(m.name()));
                }
                continue;
            }
            wanted.add(rule.metric());
            rule.inputs().forEach((role, name) -> {
                boolean metric = DetectorSpec.of(rule.detector())
                        .input(role)
                        .map(InputSpec::source)
                        .filter(s -> s == Source.METRIC)
                        .isPresent();
                if (metric) {
                    wanted.add(name);
                }
            });
        }
        List<Series> series = new ArrayList<>();
        for (MetricSpec metric : profile.get().metrics()) {
            if (wanted.contains(metric.name())) {
                series.add(new Series(appliance, metric.name(), metric.unit()));
            }
        }
        appliance.series = series.toArray(Series[]::new);
    }

    private Set<String> crossMetrics() {
        Set<String> metrics = new LinkedHashSet<>();
        for (Rule rule : book.rules()) {
            rule.inputs()
                    .forEach((role, name) -> DetectorSpec.of(rule.detector())
                            .input(role)
                            .filter(i -> i.source() == Source.SCOPE_METRIC)
                            .ifPresent(i -> metrics.add(name)));
        }
        return metrics;
    }

    private void giveDetectors(Device device, DetectorFactory factory) {
        Appliance appliance = appliances.get(device.id());
        if (appliance == null) {
            return;
        }
        Map<Series, List<Detector>> bySeries = new HashMap<>();
        List<Detector> whole = new ArrayList<>();
        for (Rule rule : rules(appliance.asset.type())) {
            if (!book.enabled(rule, device)) {
                continue;
            }
            Settings settings = settings(rule, device);
            if (rule.metric().equals("*")) {
                factory.whole(rule, settings, appliance).ifPresent(whole::add);
                continue;
            }
            Series series = appliance.series(rule.metric());
            if (series != null) {
                factory.of(rule, settings, series)
                        .ifPresent(d -> bySeries.computeIfAbsent(series, s -> new ArrayList<>())
                                .add(d));
            }
        }
        bySeries.forEach((series, detectors) -> series.detectors = detectors.toArray(Detector[]::new));
        appliance.whole = whole.toArray(Detector[]::new);
    }

    private Settings settings(Rule rule, Device device) {
        boolean overridden = book.overrides().stream().anyMatch(o -> o.rule().equals(rule.id()));
        if (!overridden) {
            return plain.computeIfAbsent(rule.id(), id -> Settings.of(rule, judgement(rule), book, device));
        }
        Settings settings = Settings.of(rule, judgement(rule), book, device);
        Settings first = shared.putIfAbsent(settings, settings);
        return first == null ? settings : first;
    }

    private Judgement judgement(Rule rule) {
        return new Judgement(
                rule.id(),
                rule.faultType(),
                rule.severity().orElseGet(() -> catalogue.get(rule.faultType()).severity()));
    }

    private List<Rule> rules(AssetType type) {
        return rulesByType.getOrDefault(type, List.of());
    }
}
