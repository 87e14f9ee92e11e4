package io.caretaker.alerting.notify.message;

import io.caretaker.alerting.notify.Message;
import io.caretaker.alerting.notify.ShortId;
import io.caretaker.alerting.oncall.NextStep;
import io.caretaker.alerting.oncall.People;
import io.caretaker.alerting.rule.FaultCatalogue;
import io.caretaker.model.estate.TopologySource;
import io.caretaker.model.incident.Incident;
import io.caretaker.model.notify.Notification;
import io.caretaker.model.people.Person;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Writes what a person is told, in the order in which somebody just woken needs it: how bad and which, what and where,
 * since when, the numbers, the curve, the effect, what to do first, who else knows, what comes next, what to press.
 * Simplified Chinese unless the person reads English. Safe for use by several threads; may block on telemetry for as long
 * as the curve source does.
 */
public final class MessageText {
    private final TopologySource topology;
    private final FaultCatalogue catalogue;
    private final CurveSource curves;
    private final PageLinks links;
    private final Templates chinese = Templates.in("zh");
    private final Templates english = Templates.in("en");

    public MessageText(TopologySource topology, FaultCatalogue catalogue, CurveSource curves, PageLinks links) {
        this.topology = topology;
        this.catalogue = catalogue;
        this.curves = curves;
        this.links = links;
    }

    /**
     * @param notification the one that is sent; its creation is the time the message speaks from
     * @param told every notification of the incident, for who else knows
     * @param next what happens if nobody does anything
     */
    public Message render(
            Incident incident,
            Notification notification,
            Person person,
            People people,
            List<Notification> told,
            Optional<NextStep> next) {
        boolean readsEnglish =
                Locale.ENGLISH.getLanguage().equals(person.language().getLanguage());
        Templates templates = readsEnglish ? english : chinese;
        Locale language = readsEnglish ? Locale.ENGLISH : Locale.SIMPLIFIED_CHINESE;
        Message.Links to = links.to(incident.id(), person.id());
        Page page = new PageWriter(topology.current(), catalogue, curves, people, templates.words(), language, incident)
                .write(notification, told, next, to);
        Page titled = page.titled(templates.title(page));
        return new Message(
                notification.id(),
                incident.id(),
                ShortId.of(incident.id()),
                incident.severity(),
                incident.state(),
                incident.estate(),
                incident.asset(),
                incident.type(),
                incident.openedMicros(),
                language,
                titled.title(),
                templates.text(titled),
                templates.html(titled),
                to);
    }
}
