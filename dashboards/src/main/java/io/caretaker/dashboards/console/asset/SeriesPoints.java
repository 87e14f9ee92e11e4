package io.caretaker.dashboards.console.asset;

import io.caretaker.alerting.rule.DetectorKind;
import io.caretaker.alerting.rule.EffectiveParameter;
import io.caretaker.alerting.rule.FaultCatalogue;
import io.caretaker.alerting.rule.Rule;
import io.caretaker.alerting.rule.RuleBook;
import io.caretaker.alerting.rule.RuleStore;
import io.caretaker.dashboards.console.ParameterCatalogue;
import io.caretaker.dashboards.console.incident.IncidentLine;
import io.caretaker.dashboards.console.text.Numbers;
import io.caretaker.dashboards.console.text.Say;
import io.caretaker.model.InvalidValue;
import io.caretaker.model.Times;
import io.caretaker.model.estate.Asset;
import io.caretaker.model.estate.Device;
import io.caretaker.model.estate.MetricSpec;
import io.caretaker.model.estate.Profile;
import io.caretaker.model.estate.Topology;
import io.caretaker.model.incident.Incident;
import io.caretaker.model.reading.Bucket;
import io.caretaker.model.reading.ReadingHistory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.NotFoundException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** The points of a chart with what is drawn over them: limits in force, and the spans of faults. */
@ApplicationScoped
public class SeriesPoints {
    /** About one bucket for two pixels of the widest chart. */
    private static final int BUCKETS = 360;

    /** Parameters that the value itself is compared with, so that a line at their height means something. */
    private static final Set<String> LIMITS = Set.of("limit", "clear_limit");

    /** Inputs that make the limits shares of something else. */
    private static final Set<String> SCALES = Set.of("relative_to", "ratio_to");

    private final ReadingHistory history;
    private final RuleStore rules;
    private final ParameterCatalogue parameters;
    private final FaultCatalogue catalogue;

    SeriesPoints(ReadingHistory history, RuleStore rules, ParameterCatalogue parameters, FaultCatalogue catalogue) {
        this.history = history;
        this.rules = rules;
        this.parameters = parameters;
        this.catalogue = catalogue;
    }

    /** Times are epoch seconds, as the chart wants them. */
    public record Chart(
            String label,
            String unit,
            double from,
            double to,
            List<Double> t,
            List<Double> min,
            List<Double> avg,
            List<Double> max,
            List<Limit> limits,
            List<Fault> faults) {}

    public record Limit(double value, String label) {}

    public record Fault(double from, double to, String label, String severity) {}

    record Span(Instant from, Instant to) {
        private static final Duration LONGEST = Duration.ofDays(400);

        static Span parse(String from, String to, Instant now) {
            Instant end = to == null ? now : instant("to", to);
            Instant start = from == null ? end.minus(Duration.ofDays(1)) : instant("from", from);
            if (!start.isBefore(end) || Duration.between(start, end).compareTo(LONGEST) > 0) {
                throw new InvalidValue("from", from, "a time before 'to', at most 400 days earlier");
            }
            return new Span(start, end);
        }

        private static Instant instant(String field, String text) {
            try {
                return text.matches("-?\\d{1,15}") ? Instant.ofEpochMilli(Long.parseLong(text)) : Instant.parse(text);
            } catch (DateTimeException e) {
                throw new InvalidValue(field, text, "a time such as 2026-11-24T03:12:00Z or epoch milliseconds");
            }
        }
    }

    Chart chart(Asset asset, String metric, Span span, List<Incident> incidents, Say say, Topology topology) {
        for (Device device : topology.devicesOf(asset.id())) {
            MetricSpec spec = topology.profile(device.profile())
                    .flatMap((Profile p) -> p.metric(metric))
                    .orElse(null);
            if (spec != null) {
                return chart(asset, device, spec, span, incidents, new IncidentLine.Naming(say, topology, catalogue));
            }
        }
        throw new NotFoundException();
    }

    private Chart chart(
            Asset asset,
            Device device,
            MetricSpec spec,
            Span span,
            List<Incident> incidents,
            IncidentLine.Naming naming) {
        long from = Times.micros(span.from());
        long to = Times.micros(span.to());
        long perInterval = Math.max(1, Duration.between(span.from(), span.to()).dividedBy(device.interval()));
        int buckets = (int) Math.max(1, Math.min(BUCKETS, perInterval));
        List<Bucket> found = history.buckets(device.id(), spec.name(), from, to, buckets);
        return new Chart(
                naming.say().metric(spec.name()),
                Numbers.unit(spec.unit()),
                from / 1e6,
                to / 1e6,
                found.stream().map(b -> b.startMicros() / 1e6).toList(),
                found.stream().map(Bucket::min).toList(),
                found.stream().map(Bucket::avg).toList(),
                found.stream().map(Bucket::max).toList(),
                limits(asset, device, spec, naming.say()),
                faults(asset, incidents, from, to, naming));
    }

    private List<Limit> limits(Asset asset, Device device, MetricSpec spec, Say say) {
        RuleBook book = rules.current();
        return book.rules().stream()
                .filter(r -> r.detector() == DetectorKind.THRESHOLD
                        && r.inputs().keySet().stream().noneMatch(SCALES::contains))
                .filter(r -> r.assetType() == asset.type() && r.metric().equals(spec.name()) && book.enabled(r, device))
                .flatMap(r -> book.effective(r, device).stream()
                        .filter(p -> isLimit(r, p, spec))
                        .map(p -> new Limit(p.value(), say.text(parameterLabel(r, p)))))
                .distinct()
                .limit(4)
                .toList();
    }

    private boolean isLimit(Rule rule, EffectiveParameter parameter, MetricSpec spec) {
        return parameters.of(rule.detector()).stream()
                .anyMatch(s -> s.name().equals(parameter.name())
                        && LIMITS.contains(s.name())
                        && parameter.value() >= spec.min()
                        && parameter.value() <= spec.max());
    }

    private io.caretaker.model.Text parameterLabel(Rule rule, EffectiveParameter parameter) {
        return parameters.of(rule.detector()).stream()
                .filter(s -> s.name().equals(parameter.name()))
                .findFirst()
                .orElseThrow()
                .label();
    }

    private static List<Fault> faults(
            Asset asset, List<Incident> incidents, long from, long to, IncidentLine.Naming naming) {
        return incidents.stream()
                .flatMap(i -> i.faults().stream())
                .filter(f -> f.asset().equals(asset.id()))
                .filter(f -> f.onsetMicros() < to && f.clearedMicros().orElse(to) > from)
                .map(f -> new Fault(
                        Math.max(f.onsetMicros(), from) / 1e6,
                        Math.min(f.clearedMicros().orElse(to), to) / 1e6,
                        naming.fault(f.type()),
                        f.severity().name()))
                .toList();
    }
}
