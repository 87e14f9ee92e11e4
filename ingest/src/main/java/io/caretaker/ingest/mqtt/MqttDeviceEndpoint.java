package io.caretaker.ingest.mqtt;

import io.caretaker.ingest.intake.StatusIntake;
import io.caretaker.ingest.intake.TelemetryIntake;
import io.caretaker.ingest.mqtt.MqttMetrics.Event;
import io.caretaker.ingest.registry.Registry;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.handler.codec.mqtt.MqttReasonCodes;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.impl.NetSocketInternal;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * MQTT 3.1.1 and 5 for devices: user name is the device id, password its token; it may publish its own {@code …/telemetry}
 * and {@code …/status} with QoS 0 or 1 and subscribe to its own {@code …/command}. A PUBACK says that the readings are on
 * disk. One connection a device: a new one ends the old. Safe for use by several threads.
 */
public final class MqttDeviceEndpoint {
    private static final Logger LOG = Logger.getLogger(MqttDeviceEndpoint.class);

    private final Vertx vertx;
    private final MqttSettings settings;
    private final Sessions sessions = new Sessions();
    private final EndpointParts parts;
    private final List<String> deployments = new ArrayList<>();
    private volatile int port;

    /** @param registry answers who may connect; devices it removes, moves or gives a new token are disconnected */
    public MqttDeviceEndpoint(
            Vertx vertx,
            MqttSettings settings,
            Registry registry,
            TelemetryIntake telemetry,
            StatusIntake status,
            MeterRegistry meters) {
        this.vertx = vertx;
        this.settings = settings;
        this.parts = new EndpointParts(
                settings,
                registry.credentials(),
                registry,
                telemetry,
                status,
                sessions,
                new MqttMetrics(meters, sessions));
        registry.onChange(change -> change.disconnected().forEach(this::disconnect));
    }

    /** Listens; the future tells the port. Fails when the address cannot be had. */
    public Future<Integer> start() {
        // The first instance finds the port when any will do; the others share it.
        return deploy(settings.port())
                .compose(first -> {
                    Future<Integer> all = Future.succeededFuture(first);
                    for (int i = 1; i < settings.eventLoops(); i++) {
                        all = all.compose(this::deploy);
                    }
                    return all;
                })
                .onSuccess(actual -> {
                    port = actual;
                    LOG.infof(
                            "MQTT endpoint listening port=%d tls=%s",
                            actual, settings.certificate().isPresent());
                });
    }

    private Future<Integer> deploy(int wanted) {
        Listener listener = new Listener(wanted);
        return vertx.deployVerticle(listener).map(id -> {
            synchronized (deployments) {
                deployments.add(id);
            }
            return listener.server.actualPort();
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

    /** Ends the connection of the device, if it has one. */
    public void disconnect(String device) {
        sessions.of(device)
                .ifPresent(c -> c.disconnect(MqttReasonCodes.Disconnect.ADMINISTRATIVE_ACTION, Event.DISCONNECTED));
    }

    /** Stops listening and ends all connections. */
    public Future<Void> stop() {
        List<String> ids;
        synchronized (deployments) {
            ids = List.copyOf(deployments);
            deployments.clear();
        }
        return Future.join(ids.stream().map(vertx::undeploy).toList()).mapEmpty();
    }

    /** One event loop's share of the port. */
    private final class Listener extends AbstractVerticle {
        private final int wanted;
        private final Scratch scratch = new Scratch();
        private NetServer server;

        Listener(int wanted) {
            this.wanted = wanted;
        }

        @Override
        public void start(Promise<Void> started) {
            NetServerOptions options = new NetServerOptions()
                    .setHost(settings.host())
                    .setPort(wanted)
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
