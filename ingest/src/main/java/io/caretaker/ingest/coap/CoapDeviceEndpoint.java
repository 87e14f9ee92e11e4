package io.caretaker.ingest.coap;

import io.caretaker.ingest.guard.TokenBuckets;
import io.caretaker.ingest.intake.StatusIntake;
import io.caretaker.ingest.intake.TelemetryIntake;
import io.caretaker.ingest.registry.Registry;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetSocketAddress;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;
import org.eclipse.californium.core.CoapResource;
import org.eclipse.californium.core.CoapServer;
import org.eclipse.californium.core.network.CoapEndpoint;
import org.eclipse.californium.core.server.resources.Resource;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.elements.util.DaemonThreadFactory;
import org.eclipse.californium.elements.util.ExecutorsUtil;
import org.jboss.logging.Logger;

/**
 * CoAP for devices: POST or PUT to {@code /telemetry} and {@code /status}, by DTLS with the key of {@link DeviceKeys}, and
 * without encryption where the settings name a port for it. A 2.04 says that the readings are on disk. A device that is
 * removed, moved, or gets a new token or key loses its sessions at once. Safe for use by several threads.
 */
public final class CoapDeviceEndpoint {
    private static final Logger LOG = Logger.getLogger(CoapDeviceEndpoint.class);

    private final CoapSettings settings;
    private final CoapServer server;
    private final DtlsSessions sessions;
    private final CoapEndpoint dtls;
    private final CoapEndpoint plain;

    /** @param nanoTime passing time for rate limits */
    public CoapDeviceEndpoint(
            CoapSettings settings,
            Registry registry,
            DeviceKeys keys,
            TelemetryIntake telemetry,
            StatusIntake status,
            LongSupplier nanoTime,
            MeterRegistry meters) {
        this.settings = settings;
        Configuration configuration = CoapConfigurations.of(settings);
        CoapMetrics metrics = new CoapMetrics(meters);
        Senders senders = new Senders(registry.credentials(), keys);
        FloodGate gate = new FloodGate(senders, settings.perSecond(), nanoTime, metrics);
        this.sessions = new DtlsSessions(address(settings.dtlsPort()), configuration, keys, telemetry, metrics);
        this.server = new Server(configuration);
        ScheduledExecutorService timer = ExecutorsUtil.newDefaultSecondaryScheduler("coap-timer#");
        server.setExecutors(
                ExecutorsUtil.newScheduledThreadPool(settings.threads(), new DaemonThreadFactory("coap#")),
                timer,
                false);
        RouteParts parts = new RouteParts(
                settings,
                senders,
                telemetry,
                TokenBuckets.perMinute(settings.perDevicePerMinute(), settings.perDevicePerMinute()),
                timer,
                nanoTime,
                metrics);
        server.add(
                new DeviceRoute("telemetry", parts, false, telemetry::accept),
                new DeviceRoute("status", parts, true, status::accept));
        this.dtls = add(
                CoapEndpoint.builder()
                        .setConfiguration(configuration)
                        .setConnector(sessions.connector())
                        .setEndpointContextMatcher(new SessionIdentity()),
                gate);
        this.plain = settings.plainPort().isEmpty()
                ? null
                : add(
                        CoapEndpoint.builder()
                                .setConfiguration(configuration)
                                .setInetSocketAddress(
                                        address(settings.plainPort().getAsInt())),
                        gate);
        registry.onChange(change -> change.disconnected().forEach(sessions::end));
        keys.onChange(sessions::end);
    }

    private CoapEndpoint add(CoapEndpoint.Builder builder, FloodGate gate) {
        CoapEndpoint endpoint = builder.build();
        endpoint.addInterceptor(gate);
        server.addEndpoint(endpoint);
        return endpoint;
    }

    private InetSocketAddress address(int port) {
        return new InetSocketAddress(settings.host(), port);
    }

    /**
     * Listens.
     *
     * @throws IllegalStateException when an address cannot be had
     */
    public void start() {
        server.start();
        for (var endpoint : server.getEndpoints()) {
            if (!endpoint.isStarted()) {
                server.destroy();
                throw new IllegalStateException("CoAP cannot listen on UDP " + endpoint.getAddress());
            }
        }
        LOG.infof("CoAP endpoint listening dtlsPort=%d plainPort=%d", dtlsPort(), plainPort());
    }

    /** The port of DTLS once it listens. */
    public int dtlsPort() {
        return dtls.getAddress().getPort();
    }

    /** The port without encryption once it listens, 0 without one. */
    public int plainPort() {
        return plain == null ? 0 : plain.getAddress().getPort();
    }

    /** Stops listening and forgets all sessions. */
    public void stop() {
        server.destroy();
    }

    /** A server whose root says nothing about itself. */
    private static final class Server extends CoapServer {
        Server(Configuration configuration) {
            super(configuration);
        }

        @Override
        protected Resource createRoot() {
            return new CoapResource("");
        }
    }
}
