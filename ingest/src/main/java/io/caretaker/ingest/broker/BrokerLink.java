package io.caretaker.ingest.broker;

import io.caretaker.ingest.broker.BrokerMeters.Event;
import io.caretaker.ingest.intake.IntakeResult;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.mqtt.MqttClient;
import io.vertx.mqtt.MqttClientOptions;
import io.vertx.mqtt.messages.MqttPublishMessage;
import io.vertx.mqtt.messages.MqttSubAckMessage;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * One connection to a broker, from CONNECT to its end. When the journal does not take a message of QoS 1, the link ends
 * itself: the broker then sends everything unacknowledged again to the next one. Belongs to its event loop.
 */
final class BrokerLink {
    private static final int CONNECT_TIMEOUT_MS = 15_000;
    private static final int AT_LEAST_ONCE = 1;
    private static final int REFUSED = 0x80;

    private final Vertx vertx;
    private final Context context;
    private final BrokerSettings settings;
    private final TopicRouter router;
    private final Optional<BrokerRole> role;
    private final BrokerMeters meters;
    private final Consumer<BrokerLink> onConnected;
    private final BiConsumer<BrokerLink, String> onLost;
    private final MqttClient client;
    private final Waiting waiting = new Waiting();
    private final AtomicBoolean answering = new AtomicBoolean();
    private final List<String> subscriptions;
    /** Published with QoS 1 and not acknowledged yet, by packet identifier. */
    private final Map<Integer, CompletableFuture<Boolean>> published = new HashMap<>();

    private long timer;
    private boolean ended;

    BrokerLink(
            Vertx vertx,
            Context context,
            BrokerSettings settings,
            TopicRouter router,
            Optional<BrokerRole> role,
            BrokerMeters meters,
            Consumer<BrokerLink> onConnected,
            BiConsumer<BrokerLink, String> onLost) {
        this.vertx = vertx;
        this.context = context;
        this.settings = settings;
        this.router = router;
        this.role = role;
        this.meters = meters;
        this.onConnected = onConnected;
        this.onLost = onLost;
        this.subscriptions = settings.subscriptions();
        this.client =
                MqttClient.create(vertx, options(settings, role.flatMap(BrokerRole::connecting), role.isPresent()));
    }

    private static MqttClientOptions options(
            BrokerSettings settings, Optional<BrokerRole.Will> will, boolean cleanSession) {
        MqttClientOptions options = new MqttClientOptions()
                .setClientId(settings.clientId())
                .setCleanSession(cleanSession)
                .setAutoKeepAlive(true)
                .setKeepAliveInterval((int) settings.keepAlive().toSeconds())
                .setMaxMessageSize(settings.maxMessageBytes());
        options.setAutoAck(false);
        options.setConnectTimeout(CONNECT_TIMEOUT_MS);
        settings.username().ifPresent(options::setUsername);
        settings.password().ifPresent(options::setPassword);
        settings.tls().ifPresent(tls -> {
            options.setSsl(true).setHostnameVerificationAlgorithm(tls.verifyHost() ? "HTTPS" : "");
            tls.trust().ifPresent(options::setTrustOptions);
            tls.identity().ifPresent(options::setKeyCertOptions);
        });
        will.ifPresent(w -> options.setWillFlag(true)
                .setWillTopic(w.topic())
                .setWillMessageBytes(Buffer.buffer(w.payload()))
                .setWillQoS(AT_LEAST_ONCE)
                .setWillRetain(true));
        return options;
    }

    void open() {
        client.publishHandler(this::message);
        client.subscribeCompletionHandler(this::subscribed);
        client.publishCompletionHandler(packet -> context.runOnContext(v -> acknowledged(packet, true)));
        client.publishCompletionExpirationHandler(packet -> context.runOnContext(v -> acknowledged(packet, false)));
        client.closeHandler(ignored -> context.runOnContext(v -> end("connection closed")));
        client.exceptionHandler(failure -> context.runOnContext(v -> end(said(failure))));
        timer = vertx.setTimer(CONNECT_TIMEOUT_MS, ignored -> end("no answer within 15 s"));
        client.connect(settings.port(), settings.host())
                .onComplete(done -> context.runOnContext(v -> {
                    if (done.failed()) {
                        end(said(done.cause()));
                    } else if (!ended) {
                        subscribe();
                    }
                }));
    }

    private void subscribe() {
        Map<String, Integer> filters = new LinkedHashMap<>();
        subscriptions.forEach(topic -> filters.put(topic, AT_LEAST_ONCE));
        client.subscribe(filters).onFailure(failure -> context.runOnContext(v -> end(said(failure))));
    }

    private void subscribed(MqttSubAckMessage answer) {
        if (ended) {
            return;
        }
        vertx.cancelTimer(timer);
        // The client keeps the order of the filters: they went out as a LinkedHashMap.
        for (int i = 0; i < answer.grantedQoSLevels().size() && i < subscriptions.size(); i++) {
            if (answer.grantedQoSLevels().get(i) >= REFUSED) {
                end("the broker refuses the subscription " + subscriptions.get(i));
                return;
            }
        }
        onConnected.accept(this);
        role.ifPresent(r -> r.connected(this::publish));
    }

    private void publish(String topic, byte[] payload, int qos, boolean retain) {
        if (!ended && client.isConnected()) {
            client.publish(topic, Buffer.buffer(payload), MqttQoS.valueOf(qos), false, retain);
        }
    }

    void publish(String topic, byte[] payload, int qos, CompletableFuture<Boolean> done) {
        if (ended || !client.isConnected()) {
            done.complete(false);
            return;
        }
        client.publish(topic, Buffer.buffer(payload), MqttQoS.valueOf(qos), false, false)
                .onComplete(out -> context.runOnContext(v -> {
                    if (out.failed() || ended) {
                        done.complete(false);
                    } else if (qos == 0) {
                        done.complete(true);
                    } else {
                        published.put(out.result(), done);
                    }
                }));
    }

    private void acknowledged(int packet, boolean taken) {
        CompletableFuture<Boolean> done = published.remove(packet);
        if (done != null) {
            done.complete(taken);
        }
    }

    private void message(MqttPublishMessage packet) {
        if (ended) {
            return;
        }
        if (packet.isRetain()) {
            meters.count(Event.RETAINED);
        }
        Waiting.Message message = waiting.add(packet);
        meters.waiting(waiting.size());
        router.accept(settings.name(), packet.topicName(), packet.payload().getBytes(), packet.isRetain())
                .whenComplete((result, failure) -> {
                    message.settle(failure == null ? result : IntakeResult.unavailable());
                    if (answering.compareAndSet(false, true)) {
                        context.runOnContext(v -> answer());
                    }
                });
        if (waiting.size() >= settings.maxWaiting() && client.isConnected() && !client.isPaused()) {
            client.pause();
        }
    }

    private void answer() {
        answering.set(false); // before the queue is looked at: a result from here on schedules another look
        Waiting.Message message;
        while (!ended && (message = waiting.takeSettled()) != null) {
            answer(message);
        }
        meters.waiting(ended ? 0 : waiting.size());
        if (!ended && client.isConnected() && client.isPaused() && waiting.size() <= settings.maxWaiting() / 2) {
            client.resume();
        }
    }

    private void answer(Waiting.Message message) {
        boolean again = message.packet().qosLevel() != MqttQoS.AT_MOST_ONCE;
        switch (message.result().outcome()) {
            case ACCEPTED -> {
                if (!message.packet().isRetain()) {
                    meters.count(Event.TAKEN);
                }
            }
            case REJECTED -> meters.count(Event.REJECTED);
            case UNAVAILABLE -> {
                meters.count(Event.UNAVAILABLE);
                if (again) {
                    end("the journal does not take readings now");
                    return;
                }
            }
        }
        if (again) {
            message.packet().ack();
        }
    }

    /** Says goodbye, where the role has something to say, and disconnects. */
    Future<Void> close() {
        if (ended || !client.isConnected()) {
            end("stopped");
            return Future.succeededFuture();
        }
        role.ifPresent(BrokerRole::closing);
        ended = true;
        vertx.cancelTimer(timer);
        return client.disconnect();
    }

    private void end(String why) {
        if (ended) {
            return;
        }
        ended = true;
        vertx.cancelTimer(timer);
        meters.waiting(0);
        published.values().forEach(done -> done.complete(false));
        published.clear();
        client.disconnect();
        onLost.accept(this, why);
    }

    private static String said(Throwable failure) {
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }
}
