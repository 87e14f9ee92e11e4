package io.caretaker.service.wiring;

import io.caretaker.ingest.downlink.mqtt.MqttCommandSender;
import io.caretaker.ingest.guard.AttemptThrottle;
import io.caretaker.ingest.guard.GuardSettings;
import io.caretaker.ingest.intake.StatusIntake;
import io.caretaker.ingest.intake.TelemetryIntake;
import io.caretaker.ingest.mqtt.MqttDeviceEndpoint;
import io.caretaker.ingest.mqtt.MqttSettings;
import io.caretaker.ingest.mqtt.MqttTls;
import io.caretaker.ingest.registry.Registry;
import io.caretaker.ingest.tls.PemFiles;
import io.caretaker.ingest.topic.PlainTopics;
import io.caretaker.model.InvalidValue;
import io.caretaker.service.config.CaretakerConfig;
import io.caretaker.service.config.GuardConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.OptionalInt;

/** The MQTT endpoint, and the guards that it shares with the other ways in. */
@ApplicationScoped
class MqttWiring {
    @Produces
    @Singleton
    GuardSettings guard(CaretakerConfig config) {
        GuardConfig guard = config.guard();
        return new GuardSettings(
                guard.addressFailures(),
                guard.addressFailuresPerMinute(),
                guard.deviceFailures(),
                guard.deviceFailuresPerMinute(),
                guard.connectionsPerAddress(),
                guard.messagesPerSecond(),
                guard.messagesAtOnce());
    }

    @Produces
    @Singleton
    AttemptThrottle attempts(GuardSettings guard) {
        return new AttemptThrottle(guard);
    }

    @Produces
    @Singleton
    MqttDeviceEndpoint endpoint(
            CaretakerConfig config,
            Vertx vertx,
            Registry registry,
            TelemetryIntake telemetry,
            StatusIntake status,
            PlainTopics plainTopics,
            GuardSettings guard,
            AttemptThrottle attempts,
            MeterRegistry meters,
            MqttCommandSender commands) {
        CaretakerConfig.Mqtt mqtt = config.mqtt();
        MqttSettings defaults = MqttSettings.defaults(
                mqtt.port(), Math.max(2, Runtime.getRuntime().availableProcessors()));
        MqttSettings settings = new MqttSettings(
                mqtt.host(),
                mqtt.port(),
                defaults.eventLoops(),
                mqtt.maxMessageSize(),
                defaults.receiveMaximum(),
                Math.max(defaults.maxWaitingBytes(), mqtt.maxMessageSize()),
                defaults.maxConnections(),
                defaults.maxRefused(),
                defaults.connectTimeout(),
                guard,
                tls(mqtt));
        return new MqttDeviceEndpoint(
                vertx,
                settings,
                registry,
                telemetry,
                status,
                plainTopics,
                attempts,
                System::nanoTime,
                meters,
                commands);
    }

    /** @throws InvalidValue when a part is missing: nobody who names one wants to speak in the clear */
    private static Optional<MqttTls> tls(CaretakerConfig.Mqtt mqtt) {
        boolean both = mqtt.tlsCertificate().isPresent() && mqtt.tlsKey().isPresent();
        boolean any = mqtt.tlsCertificate().isPresent()
                || mqtt.tlsKey().isPresent()
                || mqtt.tlsPort().isPresent()
                || mqtt.clientCa().isPresent();
        if (any && !both) {
            String missing = mqtt.tlsCertificate().isEmpty() ? "tls-certificate" : "tls-key";
            throw new InvalidValue("caretaker.mqtt." + missing, null, "a PEM file, because TLS is asked for");
        }
        if (!any) {
            return Optional.empty();
        }
        PemFiles files = new PemFiles(
                mqtt.tlsCertificate().orElseThrow(), mqtt.tlsKey().orElseThrow(), mqtt.clientCa(), mqtt.clientCrl());
        OptionalInt port = mqtt.tlsPort().map(OptionalInt::of).orElse(OptionalInt.empty());
        boolean required = mqtt.clientAuth() == CaretakerConfig.Mqtt.ClientAuth.REQUIRED;
        return Optional.of(new MqttTls(port, files, required, mqtt.tlsReload()));
    }
}
