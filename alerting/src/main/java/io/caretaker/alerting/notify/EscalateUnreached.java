package io.caretaker.alerting.notify;

import io.caretaker.model.Times;
import io.caretaker.model.journal.Commands;
import io.caretaker.model.journal.JournalEntry.CommandIssued;
import io.caretaker.model.notify.Notification;
import java.time.Clock;
import org.jboss.logging.Logger;

/**
 * Calls the next person at once when every channel to somebody has failed, instead of waiting for an answer that cannot
 * come. Safe for use by several threads.
 */
public final class EscalateUnreached implements DeliveryListener {
    /** Actor of the command: escalation lets an automatism only move a call on. */
    public static final String ACTOR = "system:outbox";

    private static final Logger LOG = Logger.getLogger(EscalateUnreached.class);

    private final NotificationLog log;
    private final Commands commands;
    private final Clock service;

    /** @param service the clock that commands carry */
    public EscalateUnreached(NotificationLog log, Commands commands, Clock service) {
        this.log = log;
        this.commands = commands;
        this.service = service;
    }

    @Override
    public void delivered(Notification notification) {
        // Whoever was reached acknowledges, or the rota's waiting time runs out.
    }

    @Override
    public void givenUp(Notification notification, String reason) {
        String told = withoutChannel(notification);
        boolean unreached = log.ofIncident(notification.incident()).stream()
                .filter(n -> withoutChannel(n).equals(told))
                .allMatch(n -> n.state() == Notification.State.FAILED);
        if (!unreached) {
            return;
        }
        CommandIssued escalate = new CommandIssued(
                "incident.escalate", notification.incident(), ACTOR, Times.micros(service.instant()), "{}");
        commands.issue(escalate).whenComplete((none, failure) -> {
            if (failure != null) {
                // The rota's waiting time still calls the next one.
                LOG.warnf(failure, "unreached person not escalated incident=%s", notification.incident());
            }
        });
    }

    private static String withoutChannel(Notification notification) {
        return notification.id().substring(0, notification.id().lastIndexOf(':') + 1);
    }
}
