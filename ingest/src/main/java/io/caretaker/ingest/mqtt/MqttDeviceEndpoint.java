package io.caretaker.ingest.mqtt;

import io.caretaker.ingest.guard.AttemptThrottle;
import io.caretaker.ingest.guard.ConnectionCounts;
import io.caretaker.ingest.intake.StatusIntake;
import io.caretaker.ingest.intake.TelemetryIntake;
import io.caretaker.ingest.registry.Registry;
import io.caretaker.ingest.topic.PlainTopics;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * MQTT 3.1.1 and 5 for devices: user name is the device id, password its token, or a client certificate is of the device; it
 * may publish its own {@code …/telemetry} and {@code …/status} and the topics among its addresses with QoS 0 or 1, and
 * subscribe to its own {@code …/command} and answer on {@code …/command/result}. A PUBACK says that the readings are on disk. One connection a device: a new one
 * ends the old. Safe for use by several threads.
 */
public final class MqttDeviceEndpoint {
    private static final Logger LOG = Logger.getLogger(MqttDeviceEndpoint.class);

    private final Vertx vertx;
    private final MqttSettings settings;
    private final Sessions sessions = new Sessions();
    private final EndpointParts parts;
    private final List<MqttDoor> doors = new CopyOnWriteArrayList<>();

    /**
     * @param registry answers who may connect; devices it removes, moves or gives a new token are disconnected
     * @param attempts shared with the other ways in that a device proves who it is
     * @param commands told who listens for commands and what became of them
     */
    public MqttDeviceEndpoint(
            Vertx vertx,
            MqttSettings settings,
            Registry registry,
            TelemetryIntake telemetry,
            StatusIntake status,
            PlainTopics plainTopics,
            AttemptThrottle attempts,
            LongSupplier nanoTime,
            MeterRegistry meters,
            CommandTraffic commands) {
        this.vertx = vertx;
        this.settings = settings;
        this.parts = new EndpointParts(
                settings,
                registry.credentials(),
                registry,
                telemetry,
                status,
                plainTopics,
                attempts,
                new ConnectionCounts(settings.guard().connectionsPerAddress()),
                nanoTime,
                commands,
                sessions,
                new MqttMetrics(meters, sessions));
        registry.onChange(change -> change.disconnected().forEach(this::checkAgain));
    }

    /**
     * Listens; the future tells the port, with TLS beside plain text that of plain text. Fails when an address cannot be had
     * or a certificate is none.
     */
    public Future<Integer> start() {
        Optional<MqttTls> tls = settings.tls();
        boolean beside = tls.isPresent() && tls.get().port().isPresent();
        if (tls.isEmpty() || beside) {
            doors.add(new MqttDoor(vertx, parts, settings.port(), Optional.empty()));
        }
        tls.ifPresent(t -> doors.add(new MqttDoor(vertx, parts, t.port().orElse(settings.port()), tls)));
        return Future.all(doors.stream().map(MqttDoor::open).toList()).map(opened -> {
            doors.forEach(door -> LOG.infof("MQTT endpoint listening port=%d tls=%s", door.port(), door.speaksTls()));
            return port();
        });
    }

    /** The port it listens on, 0 before it does. */
    public int port() {
        return doors.isEmpty() ? 0 : doors.get(0).port();
    }

    /** The port it speaks TLS on, 0 when it does not. */
    public int tlsPort() {
        return doors.stream()
                .filter(MqttDoor::speaksTls)
                .mapToInt(MqttDoor::port)
                .findFirst()
                .orElse(0);
    }

    /** Connected devices. */
    public int connections() {
        return sessions.size();
    }

    /** Whether the device has a connection. */
    public boolean connected(String device) {
        return sessions.of(device).isPresent();
    }

    /** Ends the connection of the device unless it is still allowed, if it has one. */
    private void checkAgain(String device) {
        sessions.of(device).ifPresent(MqttConnection::checkAgain);
    }

    /**
     * Publishes a command to the device on its {@code …/command}.
     *
     * @param acknowledged run once the device has it; never for one that listens with QoS 0
     * @return whether it went out: false when the device is not connected or does not listen
     */
    public CompletionStage<Boolean> command(String device, byte[] payload, Runnable acknowledged) {
        return sessions.of(device)
                .map(c -> c.command(payload, acknowledged))
                .orElseGet(() -> CompletableFuture.completedStage(false));
    }

    /** Stops listening and ends all connections. */
    public Future<Void> stop() {
        List<MqttDoor> open = List.copyOf(doors);
        doors.clear();
        return Future.join(open.stream().map(MqttDoor::close).toList()).mapEmpty();
    }
}
