package io.caretaker.service.wiring;

import io.caretaker.ingest.broker.BrokerConnection;
import io.caretaker.ingest.broker.BrokerRole;
import io.caretaker.ingest.broker.BrokerSettings;
import io.caretaker.ingest.broker.TopicIntake;
import io.caretaker.ingest.broker.TopicRouter;
import io.caretaker.ingest.codec.CodecLimits;
import io.caretaker.ingest.downlink.mqtt.BrokerCommandSender;
import io.caretaker.ingest.intake.StatusIntake;
import io.caretaker.ingest.intake.TelemetryIntake;
import io.caretaker.ingest.mqtt.BrokerIntake;
import io.caretaker.ingest.registry.Registry;
import io.caretaker.ingest.sparkplug.SparkplugHost;
import io.caretaker.ingest.topic.PlainTopics;
import io.caretaker.model.InvalidValue;
import io.caretaker.service.clock.ServiceClock;
import io.caretaker.service.config.BrokerConfig;
import io.caretaker.service.config.CaretakerConfig;
import io.caretaker.service.ingest.BrokerConnections;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.vertx.core.Vertx;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Brokers, and what takes their messages. Every bean that is a {@link TopicIntake} takes part. */
@ApplicationScoped
class BrokerWiring {
    private static final int MAX_WAITING = 5_000;
    private static final List<String> OWN_TOPICS =
            List.of("caretaker/v1/+/+/telemetry", "caretaker/v1/+/+/status", "caretaker/v1/+/+/command/result");
    private static final List<String> SPARKPLUG_TOPICS = List.of("spBv1.0/#");

    @Produces
    @Singleton
    BrokerIntake ownTopics(
            TelemetryIntake telemetry, StatusIntake status, Registry registry, BrokerCommandSender commands) {
        return new BrokerIntake(telemetry, status, registry, commands);
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

    @Produces
    @Singleton
    BrokerConnections brokers(
            CaretakerConfig config,
            Vertx vertx,
            TopicRouter router,
            TelemetryIntake telemetry,
            StatusIntake status,
            Registry registry,
            ServiceClock clock,
            MeterRegistry meters) {
        List<BrokerConnection> connections = new ArrayList<>();
        new TreeMap<>(config.brokers()).forEach((name, broker) -> {
            Optional<BrokerRole> role = broker.kind() == BrokerConfig.Kind.SPARKPLUG
                    ? Optional.of(new SparkplugHost(
                            name, broker.hostId(), telemetry, status, registry, clock, System::nanoTime, meters))
                    : Optional.empty();
            connections.add(new BrokerConnection(
                    vertx, settings(name, broker), router, role, new SecureRandom()::nextDouble, meters));
        });
        return new BrokerConnections(connections);
    }

    private static BrokerSettings settings(String name, BrokerConfig broker) {
        boolean sparkplug = broker.kind() == BrokerConfig.Kind.SPARKPLUG;
        if (sparkplug && broker.sharedGroup().isPresent()) {
            throw new InvalidValue(
                    "caretaker.brokers." + name + ".shared-group",
                    broker.sharedGroup().get(),
                    "none with kind sparkplug: a host has to see every message in its order");
        }
        try {
            return new BrokerSettings(
                    name,
                    broker.host(),
                    broker.port().orElse(broker.tls() ? 8883 : 1883),
                    broker.clientId().orElse("caretaker-" + name),
                    broker.username(),
                    broker.password(),
                    broker.topics().orElse(sparkplug ? SPARKPLUG_TOPICS : OWN_TOPICS),
                    broker.sharedGroup(),
                    tls(broker),
                    broker.maxMessageSize(),
                    MAX_WAITING,
                    broker.keepAlive());
        } catch (InvalidValue e) {
            throw new InvalidValue("caretaker.brokers." + name + '.' + e.field(), e.value(), e.expected());
        }
    }

    private static Optional<BrokerSettings.Tls> tls(BrokerConfig broker) {
        if (!broker.tls()) {
            return Optional.empty();
        }
        return Optional.of(new BrokerSettings.Tls(
                broker.tlsCa().map(ca -> new PemTrustOptions().addCertPath(ca.toString())),
                broker.tlsCertificate()
                        .flatMap(certificate -> broker.tlsKey()
                                .map(key -> new PemKeyCertOptions()
                                        .setCertPath(certificate.toString())
                                        .setKeyPath(key.toString()))),
                broker.tlsVerifyHost()));
    }
}
