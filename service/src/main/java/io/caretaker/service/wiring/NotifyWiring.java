package io.caretaker.service.wiring;

import io.caretaker.alerting.incident.IncidentStore;
import io.caretaker.alerting.notify.ActionLink;
import io.caretaker.alerting.notify.EscalateUnreached;
import io.caretaker.alerting.notify.OutboxMetrics;
import io.caretaker.alerting.notify.OutboxSender;
import io.caretaker.alerting.notify.SenderSettings;
import io.caretaker.alerting.notify.email.EmailChannel;
import io.caretaker.alerting.notify.email.Mail;
import io.caretaker.alerting.notify.message.HistoryCurves;
import io.caretaker.alerting.notify.message.IncidentMessages;
import io.caretaker.alerting.notify.message.MessageText;
import io.caretaker.alerting.notify.message.PageLinks;
import io.caretaker.alerting.notify.sql.SqlOutbox;
import io.caretaker.alerting.notify.webhook.WebhookChannel;
import io.caretaker.alerting.notify.webhook.WebhookSettings;
import io.caretaker.alerting.oncall.EscalationPolicy;
import io.caretaker.alerting.oncall.NextStep;
import io.caretaker.alerting.oncall.sql.SqlEscalations;
import io.caretaker.alerting.oncall.sql.SqlPeople;
import io.caretaker.alerting.rule.FaultCatalogue;
import io.caretaker.model.estate.TopologySource;
import io.caretaker.model.journal.Commands;
import io.caretaker.model.reading.ReadingHistory;
import io.caretaker.service.clock.ServiceClock;
import io.caretaker.service.config.CaretakerConfig;
import io.caretaker.service.security.SigningKey;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/** Message texts, channels and the sender as beans. */
@ApplicationScoped
class NotifyWiring {
    /** A message without its curve is better than a late one. */
    private static final Duration CURVE_LIMIT = Duration.ofSeconds(2);

    @Produces
    @Singleton
    EscalationPolicy policy(CaretakerConfig config) {
        return EscalationPolicy.defaults(config.alerting().fallbackPerson());
    }

    @Produces
    @Singleton
    IncidentMessages messages(
            CaretakerConfig config,
            TopologySource topology,
            FaultCatalogue catalogue,
            ReadingHistory history,
            ActionLink links,
            IncidentStore incidents,
            SqlOutbox outbox,
            SqlPeople people,
            SqlEscalations escalations,
            EscalationPolicy policy) {
        MessageText text = new MessageText(
                topology,
                catalogue,
                new HistoryCurves(history, curvePool(), CURVE_LIMIT),
                new PageLinks(links, URI.create(config.publicUrl())));
        return new IncidentMessages(
                incidents,
                outbox,
                people,
                incident -> escalations.find(incident).flatMap(call -> NextStep.of(call, people.get(), policy)),
                text);
    }

    @Produces
    @Singleton
    OutboxSender sender(
            CaretakerConfig config,
            SqlOutbox outbox,
            Mail mail,
            IncidentMessages messages,
            SqlPeople people,
            SigningKey key,
            ServiceClock service,
            Commands commands,
            MeterRegistry meters) {
        Executor worker = Infrastructure.getDefaultWorkerPool();
        Clock wall = Clock.systemUTC();
        WebhookSettings webhooks = new WebhookSettings(
                key.bytes(),
                config.publicUrl(),
                config.alerting().allowPrivateWebhooks(),
                WebhookSettings.DEFAULT_TIMEOUT);
        return new OutboxSender(
                outbox,
                List.of(new EmailChannel(mail, domain(config.publicUrl())), new WebhookChannel(webhooks, wall, worker)),
                messages,
                people,
                new OutboxMetrics(meters, outbox, wall, new EscalateUnreached(outbox, commands, service)),
                SenderSettings.DEFAULT,
                wall,
                service,
                new SecureRandom(),
                worker);
    }

    /** Not the sender's pool: a message waits for its curve, and both in one pool would wait for each other. */
    private static Executor curvePool() {
        return Executors.newFixedThreadPool(2, work -> {
            Thread thread = new Thread(work, "message-curves");
            thread.setDaemon(true);
            return thread;
        });
    }

    private static String domain(String publicUrl) {
        return Optional.ofNullable(URI.create(publicUrl).getHost()).orElse("caretaker.invalid");
    }
}
