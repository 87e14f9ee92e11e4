package io.caretaker.ingest.mqtt;

import io.caretaker.ingest.intake.StatusIntake;
import io.caretaker.ingest.intake.TelemetryIntake;
import io.caretaker.ingest.registry.Registry;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Verticle;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.impl.NetSocketInternal;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * MQTT 3.1.1 and 5 for devices: user name is the device id, password its token; it may publish its own {@code …/telemetry}
 * and {@code …/status} with QoS 0 or 1, subscribe to its own {@code …/command} and answer on {@code …/command/result}. A PUBACK says that the readings are on
 * disk. One connection a device: a new one ends the old. Safe for use by several threads.
 */
public final class MqttDeviceEndpoint {
    private static final Logger LOG = Logger.getLogger(MqttDeviceEndpoint.class);

    /** A negative port is any free one, the same for all instances of a deployment (Vert.x 4.5). */
    private static final int ANY_SHARED = -1;

    private final Vertx vertx;
    private final MqttSettings settings;
    private final Sessions sessions = new Sessions();
    private final EndpointParts parts;
    private volatile String deployment;
    private volatile int port;

    /** As the other one, without commands. */
    public MqttDeviceEndpoint(
            Vertx vertx,
            MqttSettings settings,
            Registry registry,
            TelemetryIntake telemetry,
            StatusIntake status,
            MeterRegistry meters) {
        this(vertx, settings, registry, telemetry, status, meters, CommandTraffic.NONE);
    }

    /**
     * @param registry answers who may connect; devices it removes, moves or gives a new token are disconnected
     * @param commands told who listens for commands and what became of them
     */
    public MqttDeviceEndpoint(
            Vertx vertx,
            MqttSettings settings,
            Registry registry,
            TelemetryIntake telemetry,
            StatusIntake status,
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
                commands,
                sessions,
                new MqttMetrics(meters, sessions));
        registry.onChange(change -> change.disconnected().forEach(this::checkAgain));
    }

    /** Listens; the future tells the port. Fails when the address cannot be had. */
    public Future<Integer> start() {
        List<Listener> listeners = new CopyOnWriteArrayList<>();
        Supplier<Verticle> instance = () -> {
            Listener listener = new Listener();
            listeners.add(listener);
            return listener;
        };
        return vertx.deployVerticle(instance, new DeploymentOptions().setInstances(settings.eventLoops()))
                .map(id -> {
                    deployment = id;
                    port = listeners.get(0).server.actualPort();
                    LOG.infof(
                            "MQTT endpoint listening port=%d tls=%s",
                            port, settings.certificate().isPresent());
                    return port;
                });
    }

    /** The port it listens on, 0 before it does. */
    public int port() {
        return port;
    }

    /** Connected devices. */
    public int connections() {
        return sessions.size();
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
        String id = deployment;
        deployment = null;
        return id == null ? Future.succeededFuture() : vertx.undeploy(id);
    }

    /** One event loop's share of the port. */
    private final class Listener extends AbstractVerticle {
        private final Scratch scratch = new Scratch();
        private NetServer server;

        @Override
        public void start(Promise<Void> started) {
            NetServerOptions options = new NetServerOptions()
                    .setHost(settings.host())
                    .setPort(settings.port() == 0 ? ANY_SHARED : settings.port())
                    .setTcpNoDelay(true)
                    .setTcpKeepAlive(true)
                    .setReuseAddress(true);
            settings.certificate().ifPresent(c -> options.setSsl(true).setKeyCertOptions(c));
            server = vertx.createNetServer(options);
            server.connectHandler(socket -> new MqttConnection(parts, scratch, (NetSocketInternal) socket).open());
            server.exceptionHandler(failure -> LOG.debugf(failure, "MQTT connection not established"));
            server.listen().<Void>mapEmpty().onComplete(started);
        }
    }
}
