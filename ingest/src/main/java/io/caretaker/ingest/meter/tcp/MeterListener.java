package io.caretaker.ingest.meter.tcp;

import io.caretaker.ingest.intake.TelemetryIntake;
import io.caretaker.ingest.meter.tcp.MeterMetrics.Event;
import io.caretaker.model.estate.TopologySource;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * The port that gateways of meters dial, to hand on what their meters say by themselves. The protocols have no credentials:
 * meters are known by their address alone, so the port belongs into a private network or behind TLS. Safe for use by several
 * threads.
 */
public final class MeterListener {
    private static final Logger LOG = Logger.getLogger(MeterListener.class);

    private final MeterParts parts;
    private final MeterSettings.Listen settings;
    private final NetServer server;

    public MeterListener(
            Vertx vertx,
            MeterSettings settings,
            TopologySource topology,
            TelemetryIntake telemetry,
            LongSupplier nanoTime,
            MeterMetrics metrics) {
        this.parts = new MeterParts(vertx, settings, new MeterBooks(topology), telemetry, nanoTime, metrics);
        this.settings = settings.listen().orElseThrow();
        NetServerOptions options = new NetServerOptions()
                .setHost(this.settings.host())
                .setPort(this.settings.port())
                .setTcpKeepAlive(true)
                .setReadIdleTimeout((int) this.settings.idleTimeout().toSeconds())
                .setIdleTimeoutUnit(TimeUnit.SECONDS);
        this.settings.certificate().ifPresent(c -> options.setSsl(true).setKeyCertOptions(c));
        this.server = vertx.createNetServer(options).connectHandler(this::connected);
        server.exceptionHandler(failure -> LOG.debugf(failure, "connection of a meter gateway not established"));
    }

    /** Listens; the future tells the port. Fails when the address cannot be had. */
    public Future<Integer> start() {
        return server.listen().map(listening -> {
            LOG.infof(
                    "meter gateways may dial in port=%d tls=%s",
                    listening.actualPort(), settings.certificate().isPresent());
            return listening.actualPort();
        });
    }

    /** Stops listening and ends all connections. */
    public Future<Void> stop() {
        return server.close();
    }

    private void connected(NetSocket socket) {
        if (parts.metrics().connections(1) > settings.maxConnections()) {
            parts.metrics().connections(-1);
            parts.metrics().count(Event.BUSY);
            socket.close();
            return;
        }
        parts.metrics().count(Event.CONNECTED);
        new DialledIn(parts, settings, socket).open();
    }
}
