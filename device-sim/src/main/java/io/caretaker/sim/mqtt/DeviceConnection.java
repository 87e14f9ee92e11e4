package io.caretaker.sim.mqtt;

import io.caretaker.sim.device.Message;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.mqtt.MqttClient;
import io.vertx.mqtt.MqttClientOptions;
import io.vertx.mqtt.MqttConnectionException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The connection of one device: at most {@value #MOST_IN_FLIGHT} messages unacknowledged, the others wait in order. When it
 * breaks, what was not acknowledged is sent again first. All methods run on the fleet's event loop.
 */
final class DeviceConnection {
    static final int MOST_IN_FLIGHT = 16;
    private static final int KEEP_ALIVE_S = 60;
    private static final long CONNECT_TIMEOUT_MS = 15_000;
    private static final long FIRST_RETRY_MS = 250;
    private static final long LONGEST_RETRY_MS = 5_000;
    /** A service that is starting may refuse good tokens for a moment. */
    private static final int REFUSALS_BEFORE_GIVING_UP = 5;

    /** What the fleet wants to know. */
    interface Listener {
        void connected(DeviceConnection connection);

        void published(boolean again);

        void acknowledged(Outgoing message);

        void refused(ConnectionRefused refusal);
    }

    /** A message and whom to tell that it was acknowledged. */
    record Outgoing(Message message, Runnable acknowledged) {}

    private final Vertx vertx;
    private final BrokerAddress broker;
    private final Credentials credentials;
    private final Listener listener;
    private final int spread;
    private final Deque<Outgoing> waiting = new ArrayDeque<>();
    private final Deque<Outgoing> again = new ArrayDeque<>();
    private final Map<Integer, Outgoing> inFlight = new LinkedHashMap<>();
    /** Given to the client, which has not told their packet id yet: under load that takes a while. */
    private int handedOver;

    private MqttClient client;
    private boolean open;
    private boolean closed;
    private int attempts;
    private int refusals;

    /** @param spread milliseconds added to each retry, so that thousands do not come back in the same instant */
    DeviceConnection(Vertx vertx, BrokerAddress broker, Credentials credentials, int spread, Listener listener) {
        this.vertx = vertx;
        this.broker = broker;
        this.credentials = credentials;
        this.spread = spread;
        this.listener = listener;
    }

    void connect() {
        if (closed) {
            return;
        }
        MqttClient attempt = MqttClient.create(vertx, options());
        client = attempt;
        attempt.publishCompletionHandler(id -> {
            if (attempt == client) {
                acknowledged(id);
            }
        });
        attempt.closeHandler(v -> lost(attempt));
        attempt.exceptionHandler(e -> lost(attempt));
        long timeout = vertx.setTimer(CONNECT_TIMEOUT_MS, t -> {
            if (!open) {
                lost(attempt);
            }
        });
        attempt.connect(broker.port(), broker.host()).onComplete(done -> {
            vertx.cancelTimer(timeout);
            if (attempt != client || closed) {
                attempt.disconnect();
            } else if (done.succeeded()) {
                opened();
            } else {
                refusedOrLost(attempt, done.cause());
            }
        });
    }

    void send(Outgoing message) {
        waiting.add(message);
        drain();
    }

    /** Breaks off and begins anew when acknowledgements are missing. */
    void restartIfWaiting() {
        if (!inFlight.isEmpty() || !waiting.isEmpty() || !again.isEmpty()) {
            MqttClient stuck = client;
            if (stuck != null) {
                lost(stuck);
                stuck.disconnect();
            }
        }
    }

    void close() {
        closed = true;
        if (client != null && open) {
            client.disconnect();
        }
    }

    private MqttClientOptions options() {
        MqttClientOptions options = new MqttClientOptions();
        options.setClientId(credentials.device());
        options.setUsername(credentials.device());
        options.setPassword(credentials.token());
        options.setCleanSession(true);
        options.setKeepAliveInterval(KEEP_ALIVE_S);
        options.setMaxInflightQueue(MOST_IN_FLIGHT + 1);
        options.setWillFlag(true);
        options.setWillTopic(credentials.statusTopic());
        options.setWillMessageBytes(Buffer.buffer("{\"status\":\"offline\"}"));
        options.setWillQoS(0);
        return options;
    }

    private void opened() {
        open = true;
        attempts = 0;
        refusals = 0;
        client.publish(
                credentials.statusTopic(),
                Buffer.buffer("{\"status\":\"online\"}"),
                MqttQoS.AT_MOST_ONCE,
                false,
                false);
        listener.connected(this);
        drain();
    }

    private void drain() {
        while (open && inFlight.size() + handedOver < MOST_IN_FLIGHT && (!again.isEmpty() || !waiting.isEmpty())) {
            boolean repeated = !again.isEmpty();
            publish(repeated ? again.poll() : waiting.poll(), repeated);
        }
    }

    private void publish(Outgoing next, boolean repeated) {
        MqttClient used = client;
        listener.published(repeated);
        handedOver++;
        used.publish(
                        next.message().topic(),
                        Buffer.buffer(next.message().payload()),
                        MqttQoS.AT_LEAST_ONCE,
                        repeated,
                        false)
                .onComplete(sent -> {
                    handedOver--;
                    if (sent.failed()) {
                        again.addFirst(next);
                        lost(used);
                    } else if (used == client && open) {
                        inFlight.put(sent.result(), next);
                    } else {
                        again.add(next);
                        drain();
                    }
                });
    }

    private void acknowledged(int id) {
        Outgoing message = inFlight.remove(id);
        if (message != null) {
            listener.acknowledged(message);
        }
        drain();
    }

    private void refusedOrLost(MqttClient attempt, Throwable cause) {
        if (cause instanceof MqttConnectionException e
                && e.code() != MqttConnectReturnCode.CONNECTION_REFUSED_SERVER_UNAVAILABLE
                && ++refusals >= REFUSALS_BEFORE_GIVING_UP) {
            closed = true;
            listener.refused(new ConnectionRefused(credentials.device(), cause));
            return;
        }
        lost(attempt);
    }

    private void lost(MqttClient which) {
        if (which != client || closed) {
            return;
        }
        open = false;
        client = null;
        List<Outgoing> unacknowledged = new ArrayList<>(inFlight.values());
        inFlight.clear();
        for (int i = unacknowledged.size() - 1; i >= 0; i--) {
            again.addFirst(unacknowledged.get(i));
        }
        long backOff = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS << Math.min(attempts++, 6));
        vertx.setTimer(backOff + spread, t -> connect());
    }
}
