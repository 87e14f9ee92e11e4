package io.caretaker.alerting.notify.message;

import io.caretaker.alerting.notify.Message;
import io.caretaker.alerting.notify.ShortId;
import io.caretaker.alerting.oncall.NextStep;
import io.caretaker.alerting.oncall.People;
import io.caretaker.alerting.rule.FaultCatalogue;
import io.caretaker.model.estate.Asset;
import io.caretaker.model.estate.Estate;
import io.caretaker.model.estate.Topology;
import io.caretaker.model.fault.Evidence;
import io.caretaker.model.fault.FaultType;
import io.caretaker.model.incident.ExplainedFault;
import io.caretaker.model.incident.Incident;
import io.caretaker.model.notify.Notification;
import io.caretaker.model.people.Person;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Fills a page for one incident in one language. What the registry does not know is shown by its id. */
final class PageWriter {
    /** More than that nobody reads at night. */
    private static final int MAX_NUMBERS = 3;

    private static final int MAX_TOLD = 6;

    private final Topology topology;
    private final Optional<FaultType> fault;
    private final CurveSource curves;
    private final People people;
    private final Words words;
    private final Locale language;
    private final Incident incident;
    private final Optional<Estate> estate;
    private final LocalTimes times;

    PageWriter(
            Topology topology,
            FaultCatalogue catalogue,
            CurveSource curves,
            People people,
            Words words,
            Locale language,
            Incident incident) {
        this.topology = topology;
        this.fault = catalogue.find(incident.type());
        this.curves = curves;
        this.people = people;
        this.words = words;
        this.language = language;
        this.incident = incident;
        this.estate = topology.estate(incident.estate());
        this.times = new LocalTimes(estate.map(Estate::zone), language);
    }

    Page write(Notification notification, List<Notification> told, Optional<NextStep> next, Message.Links links) {
        List<Evidence> evidence = evidence();
        Optional<Curve> curve = evidence.stream()
                .findFirst()
                .filter(e -> !e.device().isEmpty())
                .flatMap(e -> curves.before(e.device(), e.metric(), notification.createdMicros()));
        String faultName = fault.map(f -> f.name().in(language)).orElse(incident.type());
        return new Page(
                "",
                words.of(incident.severity(), "severity"),
                ShortId.of(incident.id()),
                faultName,
                inSentence(faultName),
                oneLine(assetName(incident.asset())),
                oneLine(estateName()),
                place(),
                estate.map(e -> "geo:" + e.latitude() + "," + e.longitude()).orElse(""),
                times.dayAndTime(incident.onsetMicros()),
                times.dayAndTime(incident.openedMicros()),
                curve.map(c -> trend(c, evidence.get(0))).orElse(""),
                numbers(evidence, curve),
                curve.map(Curve::sparkline).orElse(""),
                curve.map(c -> range(c, evidence.get(0))).orElse(""),
                incident.faults().stream().map(ExplainedFault::asset).distinct().count(),
                incident.symptoms(),
                fault.map(f -> f.firstAction().in(language)).orElse(""),
                words.of(incident.state(), "state"),
                incident.acknowledgedBy().map(this::personName).orElse(""),
                told(notification, told),
                next.filter(n -> !n.persons().isEmpty()).map(this::next).stream()
                        .toList(),
                links.acknowledge().toString(),
                links.escalate().toString(),
                links.open().toString());
    }

    private List<Evidence> evidence() {
        return incident.faults().stream()
                .filter(ExplainedFault::root)
                .flatMap(f -> f.evidence().stream())
                .limit(MAX_NUMBERS)
                .toList();
    }

    private List<Page.Measured> numbers(List<Evidence> evidence, Optional<Curve> curve) {
        List<Page.Measured> numbers = new ArrayList<>();
        for (Evidence e : evidence) {
            boolean first = numbers.isEmpty();
            String usual = curve.filter(c -> first && c.usual().isPresent())
                    .map(c -> withUnit(c.usual().getAsDouble(), e))
                    .orElse("");
            numbers.add(new Page.Measured(words.metric(e.metric()), withUnit(e.value(), e), limit(e), usual));
        }
        return numbers;
    }

    private static String limit(Evidence evidence) {
        if (Double.isNaN(evidence.limit())) {
            return "";
        }
        return withUnit(evidence.limit(), evidence);
    }

    private String trend(Curve curve, Evidence evidence) {
        return words.metric(evidence.metric()) + " " + withUnit(curve.last(), evidence) + " "
                + words.of(curve.trend(), "trend");
    }

    private static String range(Curve curve, Evidence evidence) {
        return Numbers.plain(curve.lowest()) + "–" + withUnit(curve.highest(), evidence);
    }

    private static String withUnit(double value, Evidence evidence) {
        return Words.withUnit(Numbers.plain(value), evidence.unit());
    }

    private String place() {
        List<String> names = new ArrayList<>();
        topology.asset(incident.asset())
                .map(topology::pathUp)
                .orElse(List.of())
                .forEach(a -> names.add(a.name().in(language)));
        if (names.isEmpty()) {
            names.add(incident.asset());
        }
        names.add(estateName());
        Collections.reverse(names);
        return names.stream().map(PageWriter::oneLine).collect(Collectors.joining(" › "));
    }

    private String estateName() {
        return estate.map(e -> e.name().in(language)).orElse(incident.estate());
    }

    private String assetName(String id) {
        return topology.asset(id).map(Asset::name).map(n -> n.in(language)).orElse(id);
    }

    private String personName(String id) {
        return people.person(id).map(Person::name).orElse(id);
    }

    private List<Page.Told> told(Notification own, List<Notification> told) {
        List<Notification> others =
                told.stream().filter(n -> !n.person().equals(own.person())).toList();
        return others.stream()
                .skip(Math.max(0, others.size() - MAX_TOLD))
                .map(n -> new Page.Told(
                        personName(n.person()),
                        times.time(n.createdMicros()),
                        words.of("channel." + n.channel()),
                        words.of(n.state(), "delivery")))
                .toList();
    }

    private Page.Next next(NextStep step) {
        String separator = Locale.ENGLISH.getLanguage().equals(language.getLanguage()) ? ", " : "、";
        String names = step.persons().stream().map(Person::name).collect(Collectors.joining(separator));
        return new Page.Next(times.time(step.dueMicros()), names, step.lapse());
    }

    /** English names begin with a capital in the catalogue; an abbreviation keeps it. */
    private static String inSentence(String name) {
        boolean abbreviation = name.length() > 1 && Character.isUpperCase(name.charAt(1));
        return abbreviation ? name : name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ").strip();
    }
}
