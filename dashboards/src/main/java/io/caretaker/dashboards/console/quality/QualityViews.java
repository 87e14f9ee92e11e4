package io.caretaker.dashboards.console.quality;

import io.caretaker.dashboards.console.quality.QualityView.DeviceLine;
import io.caretaker.dashboards.console.quality.QualityView.EstateLine;
import io.caretaker.dashboards.console.quality.QualityView.FlawCount;
import io.caretaker.dashboards.console.quality.QualityView.Reason;
import io.caretaker.dashboards.console.shell.Links;
import io.caretaker.dashboards.console.text.Numbers;
import io.caretaker.dashboards.console.text.Say;
import io.caretaker.ingest.quality.DeviceDay;
import io.caretaker.ingest.quality.Flaw;
import io.caretaker.ingest.quality.QualityReport;
import io.caretaker.model.estate.Device;
import io.caretaker.model.estate.Topology;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts counts into words. For one request. */
final class QualityViews {
    static final int MOST_DEVICES = 50;
    private static final List<Integer> PERIODS = List.of(1, 7, 30);
    private static final double BAD = 0.05;
    private static final String CLOCK = "CLOCK";

    private final Topology topology;
    private final Say say;

    QualityViews(Topology topology, Say say) {
        this.topology = topology;
        this.say = say;
    }

    QualityView view(QualityReport report, int days) {
        return new QualityView(
                PERIODS.stream().map(p -> new QualityView.Period(p, p == days)).toList(),
                report.estates().stream().map(e -> estate(e, days)).toList(),
                report.devices().stream().limit(MOST_DEVICES).map(this::device).toList(),
                report.devices().size(),
                reasons());
    }

    private EstateLine estate(QualityReport.OfEstate found, int days) {
        List<FlawCount> flaws = new ArrayList<>();
        if (found.clocksOff() > 0) {
            flaws.add(new FlawCount(label(CLOCK), Integer.toString(found.clocksOff())));
        }
        flaws.addAll(counts(found.flaws()));
        return new EstateLine(
                "/data-quality?estate=" + Links.escaped(found.estate()) + "&days=" + days,
                topology.estate(found.estate()).map(e -> say.text(e.name())).orElse(found.estate()),
                found.devices(),
                found.flawed(),
                share(found.flawedShare()),
                grade(found.flawedShare()),
                flaws);
    }

    private DeviceLine device(QualityReport.OfDevice found) {
        Device device = found.device();
        DeviceDay sum = found.sum();
        List<FlawCount> flaws = new ArrayList<>();
        if (sum.clockIsOff()) {
            flaws.add(new FlawCount(label(CLOCK), offset(sum.offsetMicros())));
        }
        flaws.addAll(counts(sum.flaws()));
        return new DeviceLine(
                Links.asset(device.asset()),
                device.id(),
                topology.asset(device.asset()).map(a -> say.text(a.name())).orElse(device.asset()),
                topology.estate(device.estate()).map(e -> say.text(e.name())).orElse(device.estate()),
                say.time(sum.lastMicros()),
                share(sum.flawedShare()),
                grade(sum.flawedShare()),
                flaws,
                worst(sum).map(this::todo).orElse(""));
    }

    /** A clock first: other flaws come from it. Conversions need nothing done. */
    private static Optional<String> worst(DeviceDay sum) {
        if (sum.clockIsOff()) {
            return Optional.of(CLOCK);
        }
        return sum.flaws().entrySet().stream()
                .filter(e -> e.getKey() != Flaw.CONVERTED)
                .max(Comparator.comparingLong((Map.Entry<Flaw, Long> e) -> e.getValue())
                        .thenComparing(e -> e.getKey()))
                .map(e -> e.getKey().name());
    }

    private List<FlawCount> counts(Map<Flaw, Long> flaws) {
        return flaws.entrySet().stream()
                // Conversions need nothing done: last.
                .sorted(Comparator.comparing((Map.Entry<Flaw, Long> e) -> e.getKey() == Flaw.CONVERTED)
                        .thenComparing(e -> -e.getValue())
                        .thenComparing(Map.Entry::getKey))
                .map(e -> new FlawCount(label(e.getKey().name()), Long.toString(e.getValue())))
                .toList();
    }

    private List<Reason> reasons() {
        List<Reason> reasons = new ArrayList<>();
        reasons.add(reason(CLOCK));
        Arrays.stream(Flaw.values()).filter(f -> f != Flaw.OTHER).forEach(f -> reasons.add(reason(f.name())));
        return reasons;
    }

    private Reason reason(String flaw) {
        return new Reason(label(flaw), say.words().of("flaw.meaning", flaw), todo(flaw));
    }

    private String label(String flaw) {
        return say.words().of("flaw", flaw);
    }

    private String todo(String flaw) {
        return say.words().of("flaw.todo", flaw);
    }

    private String offset(long micros) {
        String span = say.span(Duration.ofMillis(Math.abs(micros) / 1_000));
        return say.words().filled(micros > 0 ? "clock.behind" : "clock.ahead", Map.of("0", span));
    }

    private static String share(double share) {
        return share > 0 && share < 0.001 ? "<0.1 %" : Numbers.plain(Math.round(share * 1_000) / 10.0) + " %";
    }

    private static String grade(double share) {
        return share > BAD ? "bad" : share > 0 ? "some" : "fine";
    }
}
