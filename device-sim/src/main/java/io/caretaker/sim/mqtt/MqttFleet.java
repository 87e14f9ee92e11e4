package io.caretaker.sim.mqtt;

import io.caretaker.sim.device.Message;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * One MQTT connection per device, all on one event loop. {@link #publish} returns when the service has acknowledged every
 * message; meanwhile connections that break come back and repeat what was not acknowledged. The methods may be called from
 * one thread at a time; the counts from any.
 */
public final class MqttFleet implements AutoCloseable, DeviceConnection.Listener {
    /** The client tells at INFO that it connected, thousands of times. Held so that the level is not collected. */
    private static final Logger CLIENT_LOG = Logger.getLogger("io.vertx.mqtt.impl.MqttClientImpl");

    private static final int CONNECTING_AT_ONCE = 64;
    private static final int SPREAD_MS = 500;
    private static final long SILENCE_S = 30;

    private final Vertx vertx;
    private final Context loop;
    private final BrokerAddress broker;
    private final Map<String, DeviceConnection> connections = new HashMap<>();
    private final AtomicLong published = new AtomicLong();
    private final AtomicLong repeated = new AtomicLong();
    private final AtomicLong acknowledged = new AtomicLong();
    private final Deque<DeviceConnection> toConnect = new ArrayDeque<>();
    private final Map<DeviceConnection, Boolean> firstConnects = new HashMap<>();
    private volatile ConnectionRefused refusal;
    private volatile CountDownLatch connecting = new CountDownLatch(0);

    public MqttFleet(BrokerAddress broker) {
        CLIENT_LOG.setLevel(Level.SEVERE);
        this.broker = broker;
        this.vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1)
                .setFileSystemOptions(new FileSystemOptions()
                        .setClassPathResolvingEnabled(false)
                        .setFileCachingEnabled(false)));
        this.loop = vertx.getOrCreateContext();
    }

    /**
     * Connects the devices and returns when all are.
     *
     * @throws ConnectionRefused when the service does not accept one of them
     */
    public void connect(Collection<Credentials> devices) throws InterruptedException {
        CountDownLatch all = new CountDownLatch(devices.size());
        connecting = all;
        loop.runOnContext(v -> {
            for (Credentials device : devices) {
                DeviceConnection connection =
                        new DeviceConnection(vertx, broker, device, connections.size() % SPREAD_MS, this);
                connections.put(device.device(), connection);
                firstConnects.put(connection, true);
                toConnect.add(connection);
            }
            for (int i = 0; i < CONNECTING_AT_ONCE; i++) {
                connectNext();
            }
        });
        while (!all.await(1, TimeUnit.SECONDS)) {
            failWhenRefused();
        }
        failWhenRefused();
    }

    /**
     * Publishes with QoS 1, in order per device, and returns when each message is acknowledged.
     *
     * @throws ConnectionRefused when a device is not let in any more
     */
    public void publish(List<Message> messages) throws InterruptedException {
        CountDownLatch open = new CountDownLatch(messages.size());
        loop.runOnContext(v -> {
            for (Message message : messages) {
                connections.get(message.device()).send(new DeviceConnection.Outgoing(message, open::countDown));
            }
        });
        long before = open.getCount();
        long silent = 0;
        while (!open.await(1, TimeUnit.SECONDS)) {
            failWhenRefused();
            silent = open.getCount() == before ? silent + 1 : 0;
            before = open.getCount();
            if (silent >= SILENCE_S) {
                silent = 0;
                loop.runOnContext(v -> connections.values().forEach(DeviceConnection::restartIfWaiting));
            }
        }
    }

    /** Messages sent, repetitions included. */
    public long published() {
        return published.get();
    }

    /** Of those, sent again after a connection broke. */
    public long repeated() {
        return repeated.get();
    }

    public long acknowledged() {
        return acknowledged.get();
    }

    @Override
    public void close() {
        CountDownLatch gone = new CountDownLatch(1);
        loop.runOnContext(v -> {
            connections.values().forEach(DeviceConnection::close);
            vertx.setTimer(100, t -> vertx.close().onComplete(done -> gone.countDown()));
        });
        try {
            gone.await(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void connected(DeviceConnection connection) {
        if (firstConnects.remove(connection) != null) {
            connecting.countDown();
            connectNext();
        }
    }

    @Override
    public void published(boolean again) {
        published.incrementAndGet();
        if (again) {
            repeated.incrementAndGet();
        }
    }

    @Override
    public void acknowledged(DeviceConnection.Outgoing message) {
        acknowledged.incrementAndGet();
        message.acknowledged().run();
    }

    @Override
    public void refused(ConnectionRefused why) {
        refusal = why;
    }

    private void connectNext() {
        DeviceConnection next = toConnect.poll();
        if (next != null) {
            next.connect();
        }
    }

    private void failWhenRefused() {
        if (refusal != null) {
            throw refusal;
        }
    }
}
