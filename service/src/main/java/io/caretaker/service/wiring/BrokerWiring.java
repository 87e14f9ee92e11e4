package io.caretaker.service.wiring;

import io.caretaker.ingest.broker.TopicIntake;
import io.caretaker.ingest.broker.TopicRouter;
import io.caretaker.ingest.codec.CodecLimits;
import io.caretaker.ingest.intake.StatusIntake;
import io.caretaker.ingest.intake.TelemetryIntake;
import io.caretaker.ingest.mqtt.BrokerIntake;
import io.caretaker.ingest.registry.Registry;
import io.caretaker.ingest.topic.PlainTopics;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;

/** What takes the messages of MQTT brokers. Every bean that is a {@link TopicIntake} takes part. */
@ApplicationScoped
class BrokerWiring {
    @Produces
    @Singleton
    BrokerIntake ownTopics(TelemetryIntake telemetry, StatusIntake status, Registry registry) {
        return new BrokerIntake(telemetry, status, registry);
    }

    @Produces
    @Singleton
    PlainTopics plainTopics(TelemetryIntake telemetry, StatusIntake status, Registry registry) {
        return new PlainTopics(telemetry, status, registry, CodecLimits.defaults());
    }

    @Produces
    @Singleton
    TopicRouter router(@All List<TopicIntake> intakes, TelemetryIntake telemetry) {
        return new TopicRouter(intakes, telemetry);
    }
}
