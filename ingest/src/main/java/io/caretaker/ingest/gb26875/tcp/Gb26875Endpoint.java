package io.caretaker.ingest.gb26875.tcp;

import io.caretaker.ingest.gb26875.AddressBook;
import io.caretaker.ingest.gb26875.FrameCodec;
import io.caretaker.ingest.gb26875.Retransmissions;
import io.caretaker.ingest.gb26875.tcp.Gb26875Metrics.Event;
import io.caretaker.ingest.intake.StatusIntake;
import io.caretaker.ingest.intake.TelemetryIntake;
import io.caretaker.model.estate.Topology;
import io.caretaker.model.estate.TopologySource;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * GB/T 26875.3 for fire transmission devices. A confirmation says that what the frame reports is on disk; a frame that cannot
 * be stored now is not answered, so that the device sends it again. Devices are known by their source address alone: the
 * protocol has no credentials, so the port belongs into a private network or behind TLS. Safe for use by several threads.
 */
public final class Gb26875Endpoint {
    private static final Logger LOG = Logger.getLogger(Gb26875Endpoint.class);
    private static final int REMEMBERED_FRAMES = 4_096;

    private final Gb26875Settings settings;
    private final TopologySource topology;
    private final EndpointParts parts;
    private final NetServer server;
    private volatile Books books = new Books(Topology.empty(), AddressBook.of(Topology.empty()));

    private record Books(Topology topology, AddressBook book) {}

    /**
     * @param clock the service's clock, which devices are set by
     * @param nanoTime for durations
     */
    public Gb26875Endpoint(
            Vertx vertx,
            Gb26875Settings settings,
            TopologySource topology,
            TelemetryIntake telemetry,
            StatusIntake status,
            Clock clock,
            LongSupplier nanoTime,
            MeterRegistry meters) {
        this.settings = settings;
        this.topology = topology;
        this.parts = new EndpointParts(
                vertx,
                settings,
                new FrameCodec(settings.endSlip()),
                this::book,
                telemetry,
                new Retransmissions(REMEMBERED_FRAMES, settings.retransmissionWindow()),
                new OnlineDevices(status),
                clock,
                nanoTime,
                new Gb26875Metrics(meters));
        NetServerOptions options = new NetServerOptions()
                .setHost(settings.host())
                .setPort(settings.port())
                .setTcpKeepAlive(true)
                .setReadIdleTimeout((int) settings.idleTimeout().toSeconds())
                .setIdleTimeoutUnit(TimeUnit.SECONDS);
        settings.certificate().ifPresent(c -> options.setSsl(true).setKeyCertOptions(c));
        this.server = vertx.createNetServer(options).connectHandler(this::connected);
        server.exceptionHandler(failure -> LOG.debugf(failure, "GB 26875 connection not established"));
    }

    /** Listens; the future tells the port. Fails when the address cannot be had. */
    public Future<Integer> start() {
        return server.listen().map(listening -> {
            LOG.infof(
                    "GB 26875 endpoint listening port=%d tls=%s",
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
        new Gb26875Connection(parts, socket).open();
    }

    private AddressBook book() {
        Topology now = topology.current();
        Books known = books;
        if (known.topology() != now) {
            known = new Books(now, AddressBook.of(now));
            books = known;
            for (String address : known.book().unreadable()) {
                LOG.warnf("address not understood, its device is not heard address=%s", address);
            }
        }
        return known.book();
    }
}
