package io.caretaker.ingest.meter.tcp;

import io.caretaker.ingest.intake.TelemetryIntake;
import io.caretaker.ingest.meter.MeterAddress.Gateway;
import io.caretaker.ingest.meter.PollLine;
import io.caretaker.model.estate.TopologySource;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * Asks meters behind serial servers: one line, one question at a time. Which meters hang on which serial server is said by
 * their addresses. Safe for use by several threads.
 */
public final class MeterPoller {
    private static final Logger LOG = Logger.getLogger(MeterPoller.class);

    private final MeterParts parts;
    private final Context context;
    private final NetClient client;
    private final Map<Gateway, GatewayLine> lines = new TreeMap<>();

    /** @param nanoTime for intervals and waits */
    public MeterPoller(
            Vertx vertx,
            MeterSettings settings,
            TopologySource topology,
            TelemetryIntake telemetry,
            LongSupplier nanoTime,
            MeterMetrics metrics) {
        this.parts = new MeterParts(vertx, settings, new MeterBooks(topology), telemetry, nanoTime, metrics);
        this.context = vertx.getOrCreateContext();
        this.client = vertx.createNetClient(new NetClientOptions()
                .setConnectTimeout((int) settings.connectTimeout().toMillis())
                .setTcpKeepAlive(true)
                .setTcpNoDelay(true));
    }

    /** Takes the meters of the registry as it stands now: at the beginning, and whenever it changed. */
    public void refresh() {
        context.runOnContext(run -> {
            Map<Gateway, List<PollLine.Meter>> wanted = parts.book().get().lines();
            lines.entrySet().removeIf(line -> {
                boolean gone = !wanted.containsKey(line.getKey());
                if (gone) {
                    line.getValue().stop();
                }
                return gone;
            });
            wanted.forEach((gateway, meters) ->
                    lines.computeIfAbsent(gateway, this::open).meters(meters));
        });
    }

    /** Ends all connections and asks nothing any more. */
    public Future<Void> stop() {
        Promise<Void> stopped = Promise.promise();
        context.runOnContext(run -> {
            lines.values().forEach(GatewayLine::stop);
            lines.clear();
            client.close().onComplete(stopped);
        });
        return stopped.future();
    }

    private GatewayLine open(Gateway gateway) {
        LOG.infof("meters are asked gateway=%s", gateway);
        return new GatewayLine(parts, gateway, client, context);
    }
}
