package io.caretaker.alerting.detect;

import io.caretaker.alerting.rule.Rule;
import io.caretaker.model.estate.AssetType;
import java.util.Arrays;
import java.util.Optional;

/** Makes the detector of a rule for one series or device; empty where the data sheet lacks what the rule refers to. */
final class DetectorFactory {
    private static final Series[] NO_SERIES = {};

    Optional<Detector> of(Rule rule, Settings settings, Series series) {
        Appliance device = series.device;
        return switch (rule.detector()) {
            case THRESHOLD -> threshold(settings, series);
            case RATE_OF_CHANGE -> {
                double scale = scale(settings, device, "relative_to");
                long values = settings.micros("window_s") / Math.max(1, device.interval) + 4;
                remember(series, (int) Math.min(96, Math.max(8, values)));
                yield defined(scale).map(s -> new RateOfChangeDetector(settings, series, s, peers(settings, series)));
            }
            case STUCK -> Optional.of(new StuckDetector(settings, series, device.scope.series(series.metric)));
            case LIGHT_EXPECTATION ->
                defined(scale(settings, device, "rated"))
                        .map(rated -> new LightDetector(
                                settings,
                                series,
                                rated,
                                input(settings, device, "dim"),
                                input(settings, device, "supply"),
                                device.scope.place.twilight));
            case MINIMUM_NIGHT_FLOW -> Optional.of(nightFlow(settings, series));
            case COUNTER -> counter(settings, series);
            case FLOW_PRESSURE_STEP -> burst(settings, series);
            case STALE, PLAUSIBILITY, ADAPTIVE, CHANGE -> Optional.empty();
        };
    }

    Optional<Detector> whole(Rule rule, Settings settings, Appliance device) {
        return switch (rule.detector()) {
            case STALE -> {
                boolean asksLamps = settings.value("dark_share") > 0;
                Series[] lamps = asksLamps ? lampPower(device.scope) : NO_SERIES;
                yield Optional.of(new StaleDetector(settings, device, lamps));
            }
            case PLAUSIBILITY -> Optional.of(new PlausibilityDetector(settings, device));
            case ADAPTIVE -> adaptive(settings, device);
            case CHANGE ->
                device.series.length < settings.value("min_metrics")
                        ? Optional.empty()
                        : Optional.of(new MachineChange(settings, device));
            default -> Optional.empty();
        };
    }

    /** One metric is judged by its own past and time of day, several together by their distance from what is usual. */
    private static Optional<Detector> adaptive(Settings settings, Appliance device) {
        int metrics = device.series.length;
        if (metrics < settings.value("min_metrics") || metrics > settings.value("max_metrics")) {
            return Optional.empty();
        }
        return metrics == 1
                ? Optional.of(new AdaptiveSeries(settings, device.series[0]))
                : Optional.of(new AdaptiveMachine(settings, device));
    }

    private Optional<Detector> threshold(Settings settings, Series series) {
        Appliance device = series.device;
        String required = settings.inputs().get("requires");
        if (required != null && !(device.asset.attribute(required, 0) > 0)) {
            return Optional.empty();
        }
        Series ratioTo = input(settings, device, "ratio_to");
        if (settings.inputs().containsKey("ratio_to") && ratioTo == null) {
            return Optional.empty();
        }
        return defined(scale(settings, device, "relative_to"))
                .map(scale -> new ThresholdDetector(
                        settings, series, scale, ratioTo, input(settings, device, "when"), peers(settings, series)));
    }

    private Optional<Detector> counter(Settings settings, Series series) {
        if (!settings.inputs().containsKey("relative_to")) {
            return Optional.of(new CounterDetector(settings, series, Double.NaN));
        }
        return defined(scale(settings, series.device, "relative_to"))
                .filter(total -> total > 0)
                .map(total -> new CounterDetector(settings, series, total));
    }

    private Optional<Detector> burst(Settings settings, Series flow) {
        Appliance device = flow.device;
        Series[] pressures = inScope(settings, device, "pressure");
        Series[] levels = inScope(settings, device, "tank");
        Series[] inflows = Arrays.stream(device.scope.series(flow.metric))
                .filter(s -> s.device.asset.type() == AssetType.ROOF_TANK)
                .toArray(Series[]::new);
        String cap = settings.inputs().get("open_hydrant");
        Series[] hydrants = cap == null ? NO_SERIES : device.scope.place.series(cap);
        for (Series[] all : new Series[][] {{flow}, pressures, levels, inflows}) {
            for (Series s : all) {
                remember(s, BurstDetector.remembered(s.device.interval));
            }
        }
        return pressures.length == 0
                ? Optional.empty()
                : Optional.of(new BurstDetector(
                        settings, flow, pressures, levels, inflows, hydrants, new DayProfile(device.scope.place.zone)));
    }

    private static Peers peers(Settings settings, Series series) {
        if (!(settings.value("peer_share") > 0) && !(settings.value("veto_share") > 0)) {
            return null;
        }
        Series[] all = series.device.scope.series(series.metric);
        double[] scales = Arrays.stream(all)
                .mapToDouble(s -> scale(settings, s.device, "relative_to"))
                .toArray();
        return new Peers(all, scales, settings);
    }

    private static Series[] lampPower(Scope scope) {
        return Arrays.stream(scope.series("lamp_power"))
                .filter(s -> s.device.asset.type() == AssetType.LAMP)
                .toArray(Series[]::new);
    }

    private static Series[] inScope(Settings settings, Appliance device, String role) {
        String metric = settings.inputs().get(role);
        return metric == null ? NO_SERIES : device.scope.series(metric);
    }

    private static Series input(Settings settings, Appliance device, String role) {
        String metric = settings.inputs().get(role);
        return metric == null ? null : device.series(metric);
    }

    /** The attribute that the role names, 1 where the rule names none, NaN where the data sheet does not have it. */
    private static double scale(Settings settings, Appliance device, String role) {
        String attribute = settings.inputs().get(role);
        return attribute == null ? 1 : device.asset.attribute(attribute, Double.NaN);
    }

    private static Optional<Double> defined(double value) {
        return Double.isNaN(value) ? Optional.empty() : Optional.of(value);
    }

    private static Detector nightFlow(Settings settings, Series flow) {
        Series[] tanks = inScope(settings, flow.device, "tank");
        for (Series tank : tanks) {
            remember(tank, NightFlowDetector.TANK_REPORTS);
        }
        return new NightFlowDetector(settings, flow, tanks, flow.device.scope.place.zone);
    }

    private static void remember(Series series, int values) {
        if (series.history == null || series.history.capacity() < values) {
            series.history = new History(values);
        }
    }
}
