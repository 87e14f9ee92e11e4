package io.caretaker.ingest.mqtt;

import io.caretaker.ingest.tls.PemFiles;
import io.caretaker.model.InvalidValue;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Verticle;
import io.vertx.core.Vertx;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.SSLOptions;
import io.vertx.core.net.impl.NetSocketInternal;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * One port of the endpoint, shared by its event loops. With TLS, it looks at its files from time to time: new connections
 * get what is in them; files that do not fit are told and change nothing. Safe for use by several threads.
 */
final class MqttDoor {
    private static final Logger LOG = Logger.getLogger(MqttDoor.class);

    /** A negative port is any free one, the same for all servers that name the same number (Vert.x 4.5). */
    private static final int ANY_PLAIN = -1;

    private static final int ANY_TLS = -2;

    private final Vertx vertx;
    private final EndpointParts parts;
    private final int wantedPort;
    private final Optional<MqttTls> tls;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private volatile String deployment;
    private volatile int port;
    private volatile PemFiles.Content shown;
    private volatile String complaint = "";
    private long timer;

    MqttDoor(Vertx vertx, EndpointParts parts, int wantedPort, Optional<MqttTls> tls) {
        this.vertx = vertx;
        this.parts = parts;
        this.wantedPort = wantedPort;
        this.tls = tls;
    }

    Future<Void> open() {
        Future<Void> read = tls.isEmpty()
                ? Future.succeededFuture()
                : vertx.executeBlocking(() -> shown = tls.get().files().read()).mapEmpty();
        Supplier<Verticle> instance = () -> {
            Listener listener = new Listener();
            listeners.add(listener);
            return listener;
        };
        DeploymentOptions instances =
                new DeploymentOptions().setInstances(parts.settings().eventLoops());
        return read.compose(done -> vertx.deployVerticle(instance, instances)).map(id -> {
            deployment = id;
            port = listeners.get(0).server.actualPort();
            tls.ifPresent(t -> timer = vertx.setPeriodic(t.reload().toMillis(), tick -> reload(t)));
            return null;
        });
    }

    int port() {
        return port;
    }

    boolean speaksTls() {
        return tls.isPresent();
    }

    Future<Void> close() {
        tls.ifPresent(t -> vertx.cancelTimer(timer));
        String id = deployment;
        deployment = null;
        return id == null ? Future.succeededFuture() : vertx.undeploy(id);
    }

    private void reload(MqttTls now) {
        vertx.executeBlocking(() -> now.files().read()).compose(this::show).onFailure(failure -> {
            String why = failure instanceof InvalidValue ? failure.getMessage() : String.valueOf(failure);
            if (!why.equals(complaint)) { // once, not at every look
                complaint = why;
                LOG.warnf("MQTT certificate not replaced port=%d reason=\"%s\"", port, why);
            }
        });
    }

    private Future<Void> show(PemFiles.Content content) {
        if (content.same(shown)) {
            return Future.succeededFuture();
        }
        // The servers of one port share their certificates: one update does for all. Vert.x turns away who comes in the
        // moment of the update; clients come again.
        return listeners.get(0).server.updateSSLOptions(content.options(), true).map(updated -> {
            shown = content;
            complaint = "";
            LOG.infof("MQTT certificate replaced port=%d", port);
            return null;
        });
    }

    /** One event loop's share of the port. */
    private final class Listener extends AbstractVerticle {
        private final Scratch scratch = new Scratch();
        private NetServer server;

        @Override
        public void start(Promise<Void> started) {
            NetServerOptions options = new NetServerOptions()
                    .setHost(parts.settings().host())
                    .setPort(wantedPort > 0 ? wantedPort : tls.isPresent() ? ANY_TLS : ANY_PLAIN)
                    .setTcpNoDelay(true)
                    .setTcpKeepAlive(true)
                    .setReuseAddress(true);
            tls.ifPresent(t -> secure(options, t));
            server = vertx.createNetServer(options);
            server.connectHandler(socket -> new MqttConnection(parts, scratch, (NetSocketInternal) socket).open());
            server.exceptionHandler(failure -> LOG.debugf(failure, "MQTT connection not established"));
            server.listen().<Void>mapEmpty().onComplete(started);
        }

        private void secure(NetServerOptions options, MqttTls now) {
            SSLOptions files = shown.options();
            options.setSsl(true).setKeyCertOptions(files.getKeyCertOptions());
            if (now.files().clientCa().isPresent()) {
                options.setTrustOptions(files.getTrustOptions())
                        .setClientAuth(now.certificateRequired() ? ClientAuth.REQUIRED : ClientAuth.REQUEST);
            }
            files.getCrlValues().forEach(options::addCrlValue);
        }
    }
}
