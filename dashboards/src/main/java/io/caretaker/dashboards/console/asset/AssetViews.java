package io.caretaker.dashboards.console.asset;

import io.caretaker.alerting.rule.FaultCatalogue;
import io.caretaker.dashboards.console.asset.AssetView.DeviceRow;
import io.caretaker.dashboards.console.asset.AssetView.Fact;
import io.caretaker.dashboards.console.asset.AssetView.MetricRow;
import io.caretaker.dashboards.console.asset.AssetView.Place;
import io.caretaker.dashboards.console.asset.AssetView.TableRow;
import io.caretaker.dashboards.console.estate.Condition;
import io.caretaker.dashboards.console.estate.Conditions;
import io.caretaker.dashboards.console.incident.IncidentLine;
import io.caretaker.dashboards.console.shell.Links;
import io.caretaker.dashboards.console.text.Numbers;
import io.caretaker.dashboards.console.text.Say;
import io.caretaker.model.Times;
import io.caretaker.model.estate.Asset;
import io.caretaker.model.estate.Device;
import io.caretaker.model.estate.MetricSpec;
import io.caretaker.model.estate.Profile;
import io.caretaker.model.estate.Topology;
import io.caretaker.model.incident.Incident;
import io.caretaker.model.reading.Bucket;
import io.caretaker.model.reading.Quality;
import io.caretaker.model.reading.ReadingHistory;
import io.caretaker.model.reading.Sample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gathers what is known about one asset. */
final class AssetViews {
    private static final int TABLE_HOURS = 24;
    private static final int MOST_CHILDREN = 200;
    private static final int MOST_METRICS = 24;

    private final Topology topology;
    private final ReadingHistory history;
    private final FaultCatalogue catalogue;
    private final Say say;

    AssetViews(Topology topology, ReadingHistory history, FaultCatalogue catalogue, Say say) {
        this.topology = topology;
        this.history = history;
        this.catalogue = catalogue;
        this.say = say;
    }

    /** @param whole with the tables behind the charts, which cost a query for each metric */
    AssetView of(Asset asset, List<Incident> incidents, boolean whole) {
        Conditions conditions = Conditions.of(incidents);
        Condition condition = conditions.of(asset.id()).condition();
        IncidentLine.Naming naming = new IncidentLine.Naming(say, topology, catalogue);
        return new AssetView(
                asset.id(),
                Links.asset(asset.id()),
                say.text(asset.name()),
                say.word("asset", asset.type()),
                asset.estate(),
                condition,
                say.word("condition", condition),
                path(asset, conditions),
                topology.devicesOf(asset.id()).stream()
                        .flatMap(d -> metrics(d, whole).stream())
                        .limit(MOST_METRICS)
                        .toList(),
                topology.devicesOf(asset.id()).stream().map(this::device).toList(),
                incidents.stream().map(i -> IncidentLine.of(i, naming)).toList(),
                topology.childrenOf(asset.id()).stream()
                        .limit(MOST_CHILDREN)
                        .map(a -> place(a, conditions))
                        .toList(),
                asset.attributes().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(e -> new Fact(e.getKey().replace('_', ' '), Numbers.plain(e.getValue())))
                        .toList());
    }

    private List<Place> path(Asset asset, Conditions conditions) {
        List<Place> path = new ArrayList<>();
        topology.pathUp(asset).stream().skip(1).forEach(a -> path.add(place(a, conditions)));
        topology.estate(asset.estate())
                .ifPresent(e -> path.add(new Place(Links.estate(e.id()), say.text(e.name()), Condition.OK)));
        Collections.reverse(path);
        return path;
    }

    private Place place(Asset asset, Conditions conditions) {
        return new Place(
                Links.asset(asset.id()),
                say.text(asset.name()),
                conditions.of(asset.id()).condition());
    }

    private DeviceRow device(Device device) {
        String profile =
                topology.profile(device.profile()).map(p -> say.text(p.name())).orElse(device.profile());
        return new DeviceRow(device.id(), profile, say.span(device.interval()));
    }

    private List<MetricRow> metrics(Device device, boolean whole) {
        Map<String, Sample> latest = history.latest(device.id());
        List<MetricSpec> specs =
                topology.profile(device.profile()).map(Profile::metrics).orElse(List.of());
        return specs.stream()
                .map(spec -> metric(device, spec, Optional.ofNullable(latest.get(spec.name())), whole))
                .toList();
    }

    private MetricRow metric(Device device, MetricSpec spec, Optional<Sample> sample, boolean whole) {
        boolean late = sample.map(s -> Duration.between(Times.instant(s.timeMicros()), say.now())
                                .compareTo(device.interval().multipliedBy(3))
                        > 0)
                .orElse(true);
        return new MetricRow(
                device.id(),
                spec.name(),
                say.metric(spec.name()),
                sample.map(s -> say.value(spec.name(), s.value(), spec.unit())).orElse("–"),
                sample.map(s -> say.word("quality", s.quality())).orElse("–"),
                sample.map(s -> s.quality() == Quality.GOOD).orElse(false),
                sample.map(s -> say.ago(s.timeMicros())).orElse("–"),
                late,
                "1".equals(spec.unit()),
                whole ? table(device, spec) : List.of());
    }

    private List<TableRow> table(Device device, MetricSpec spec) {
        long to = Times.micros(say.now());
        long from = to - Duration.ofHours(TABLE_HOURS).toNanos() / 1000;
        List<TableRow> rows = new ArrayList<>();
        for (Bucket bucket : history.buckets(device.id(), spec.name(), from, to, TABLE_HOURS)) {
            rows.add(new TableRow(
                    say.dateTime(bucket.startMicros()),
                    Numbers.plain(bucket.min()),
                    Numbers.plain(bucket.avg()),
                    Numbers.plain(bucket.max())));
        }
        Collections.reverse(rows);
        return rows;
    }
}
