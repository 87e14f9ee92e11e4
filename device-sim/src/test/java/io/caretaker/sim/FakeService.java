package io.caretaker.sim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.vertx.core.Vertx;
import io.vertx.mqtt.MqttEndpoint;
import io.vertx.mqtt.MqttServer;
import io.vertx.mqtt.messages.MqttPublishMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** The service's outside, in this JVM: MQTT that acknowledges, and the routes that the simulator uses. */
public final class FakeService implements AutoCloseable {
    public static final String ADMIN = "an-admin-token-of-the-fake-service";

    private final ObjectMapper json = new ObjectMapper();
    private final Vertx vertx = Vertx.vertx();
    private final MqttServer mqtt;
    private final HttpServer http;
    private final Map<String, String> tokens = new ConcurrentHashMap<>();

    public final List<JsonNode> telemetry = Collections.synchronizedList(new ArrayList<>());
    public final List<String> topics = Collections.synchronizedList(new ArrayList<>());
    public final List<String> ticks = Collections.synchronizedList(new ArrayList<>());
    public final List<String> actions = Collections.synchronizedList(new ArrayList<>());
    public final Map<String, ObjectNode> tasks = new ConcurrentHashMap<>();
    public final Map<String, ArrayNode> faults = new ConcurrentHashMap<>();
    public final AtomicInteger busyAnswers = new AtomicInteger();
    /** Answers by method and path with query, to whatever is sent; what was sent is in {@link #bodies}. */
    public final Map<String, String> canned = new ConcurrentHashMap<>();

    public final List<String> bodies = Collections.synchronizedList(new ArrayList<>());
    public volatile JsonNode registry;
    /** Whether the connection is cut instead of acknowledging the message. */
    public volatile Predicate<MqttPublishMessage> cut = m -> false;

    public FakeService() throws IOException {
        mqtt = MqttServer.create(vertx)
                .exceptionHandler(e -> {})
                .endpointHandler(this::accept)
                .listen(0, "localhost")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/", this::answer);
        http.start();
    }

    public URI api() {
        return URI.create("http://localhost:" + http.getAddress().getPort());
    }

    public int mqttPort() {
        return mqtt.actualPort();
    }

    public ArrayNode faultsOf(String asset) {
        return faults.computeIfAbsent(asset, a -> json.createArrayNode());
    }

    private void accept(MqttEndpoint endpoint) {
        String device = endpoint.auth() == null ? "" : endpoint.auth().getUsername();
        if (!endpoint.auth().getPassword().equals(tokens.get(device))) {
            endpoint.reject(MqttConnectReturnCode.CONNECTION_REFUSED_BAD_USER_NAME_OR_PASSWORD);
            return;
        }
        endpoint.exceptionHandler(e -> {});
        endpoint.publishHandler(message -> {
            if (message.qosLevel().value() == 0) {
                return;
            }
            if (cut.test(message)) {
                endpoint.close();
                return;
            }
            topics.add(message.topicName());
            try {
                telemetry.add(json.readTree(message.payload().getBytes()));
            } catch (IOException e) {
                throw new AssertionError("not JSON: " + message.payload(), e);
            }
            endpoint.publishAcknowledge(message.messageId());
        });
        endpoint.accept(false);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (!("Bearer " + ADMIN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            send(exchange, 401, "{\"title\":\"not signed in\"}");
        } else if (busyAnswers.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
            send(exchange, 503, "{\"title\":\"starting\"}");
        } else if (path.equals("/api/v1/registry")) {
            register(exchange, body);
        } else if (path.equals("/api/v1/clock")) {
            ticks.add(json.readTree(body).path("time").asText());
            send(exchange, 204, "");
        } else if (path.equals("/api/v1/tasks")) {
            tasks(exchange);
        } else if (path.startsWith("/api/v1/tasks/")) {
            act(exchange, path.split("/"));
        } else if (path.equals("/api/v1/faults")) {
            String asset = exchange.getRequestURI().getQuery().replaceAll(".*asset=([^&]*).*", "$1");
            ObjectNode page = json.createObjectNode();
            page.set("items", faultsOf(asset));
            page.putNull("next");
            send(exchange, 200, page.toString());
        } else if (canned.containsKey(exchange.getRequestMethod() + " " + exchange.getRequestURI())) {
            bodies.add(body);
            send(exchange, 200, canned.get(exchange.getRequestMethod() + " " + exchange.getRequestURI()));
        } else {
            send(exchange, 404, "{\"title\":\"no such route\",\"detail\":\"" + path + "\"}");
        }
    }

    private void register(HttpExchange exchange, String body) throws IOException {
        registry = json.readTree(body);
        ObjectNode answer = json.createObjectNode();
        ObjectNode issued = answer.putObject("tokens");
        for (JsonNode device : registry.path("devices")) {
            String id = device.path("id").asText();
            tokens.put(id, "token-of-" + id);
            issued.put(id, tokens.get(id));
        }
        send(exchange, 200, answer.toString());
    }

    private void tasks(HttpExchange exchange) throws IOException {
        String state = exchange.getRequestURI().getQuery().replaceAll(".*state=([^&]*).*", "$1");
        ObjectNode page = json.createObjectNode();
        ArrayNode items = page.putArray("items");
        tasks.values().stream()
                .filter(t -> t.path("state").asText().equals(state))
                .forEach(items::add);
        page.putNull("next");
        send(exchange, 200, page.toString());
    }

    private void act(HttpExchange exchange, String[] path) throws IOException {
        ObjectNode task = tasks.get(path[4]);
        if (task == null) {
            send(exchange, 409, "{\"title\":\"no such task\"}");
            return;
        }
        task.put(
                "state",
                Map.of("accept", "ACCEPTED", "start", "ON_SITE", "done", "DONE").get(path[5]));
        actions.add(ticks.get(ticks.size() - 1) + " " + path[4] + " " + path[5]);
        send(exchange, 200, task.toString());
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    @Override
    public void close() {
        http.stop(0);
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
