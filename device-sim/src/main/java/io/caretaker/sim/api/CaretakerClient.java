package io.caretaker.sim.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.caretaker.sim.clock.Pace;
import io.caretaker.sim.estate.RegistryDocument;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The few routes of Caretaker's API that simulator and replay use, as an administrator. A request that finds nobody, or is
 * answered with 429, 502, 503 or 504, is repeated with growing pauses; every route used
 * here may be repeated safely. Thread-safe.
 */
public final class CaretakerClient {
    /** About two minutes: a service that is starting. */
    private static final int PATIENT = 60;

    private static final long FIRST_PAUSE_MS = 100;
    private static final long LONGEST_PAUSE_MS = 2_000;
    private static final Set<Integer> TRY_AGAIN = Set.of(429, 502, 503, 504);
    private static final int PAGE = 200;

    private final HttpClient http;
    private final URI base;
    private final String adminToken;
    private final Pace.Sleep sleep;
    private final int attempts;
    private final ObjectMapper json = new ObjectMapper();

    /** @param adminToken secret sent as bearer token; never printed */
    public CaretakerClient(URI base, String adminToken, Pace.Sleep sleep) {
        this(base, adminToken, sleep, PATIENT);
    }

    /** @param attempts how often a request is tried at most, at least 1 */
    public CaretakerClient(URI base, String adminToken, Pace.Sleep sleep, int attempts) {
        this.attempts = attempts;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(10))
                .build();
        this.base = base;
        this.adminToken = adminToken;
        this.sleep = sleep;
    }

    /** Registers everything at once. @return tokens of devices that are new to the service */
    public Map<String, String> register(RegistryDocument document) throws InterruptedException {
        JsonNode answer = exchange("POST", "/api/v1/registry", document.json());
        Map<String, String> tokens = new HashMap<>();
        answer.path("tokens")
                .properties()
                .forEach(e -> tokens.put(e.getKey(), e.getValue().asText()));
        return tokens;
    }

    /** Moves the service's clock; returns when it has applied the tick. */
    public void tick(Instant time) throws InterruptedException {
        exchange("PUT", "/api/v1/clock", "{\"time\":\"" + time + "\"}");
    }

    public List<TaskView> tasks(String state) throws InterruptedException {
        return list("/api/v1/tasks?state=" + state, CaretakerClient::task);
    }

    /** @param action accept, start or done */
    public void act(TaskView task, String action, String note) throws InterruptedException {
        String body = json.createObjectNode()
                .put("incident", task.incident())
                .put("note", note)
                .toString();
        exchange("POST", "/api/v1/tasks/" + encoded(task.id()) + "/" + action, body);
    }

    /** Every fault ever raised on the asset. */
    public List<FaultView> faults(String asset) throws InterruptedException {
        return list("/api/v1/faults?asset=" + encoded(asset), CaretakerClient::fault);
    }

    /** Every fault ever raised. */
    public List<FaultView> allFaults() throws InterruptedException {
        return list("/api/v1/faults", CaretakerClient::fault);
    }

    /** Every incident ever opened, with what it explains. */
    public List<IncidentView> incidents() throws InterruptedException {
        List<IncidentView> incidents = new ArrayList<>();
        for (String id : list("/api/v1/incidents", n -> n.path("id").asText())) {
            incidents.add(incident(exchange("GET", "/api/v1/incidents/" + encoded(id), null)));
        }
        return incidents;
    }

    /** The JSON at a path. @throws ApiRefusal when it is refused */
    public JsonNode get(String path) throws InterruptedException {
        return exchange("GET", path, null);
    }

    /** Sends a document of which sending it twice does no harm. @throws ApiRefusal when it is refused */
    public JsonNode send(String method, String path, String body) throws InterruptedException {
        return exchange(method, path, body);
    }

    /** As {@link #send(String, String, String)}, for a file of any type. */
    public JsonNode upload(String path, String contentType, byte[] file) throws InterruptedException {
        return json("POST " + base.resolve(path), ask("POST", path, contentType, file));
    }

    /** A file as it is. @throws ApiRefusal when it is refused */
    public byte[] download(String path) throws InterruptedException {
        return ask("GET", path, "", null);
    }

    /** All items of a paged list. */
    public List<JsonNode> items(String path) throws InterruptedException {
        return list(path, Function.identity());
    }

    /** An id as part of a path or query. */
    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private <T> List<T> list(String path, Function<JsonNode, T> item) throws InterruptedException {
        List<T> items = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = exchange("GET", path + (path.contains("?") ? "&" : "?") + "limit=" + PAGE + cursor, null);
            for (JsonNode node : page.path("items")) {
                items.add(item.apply(node));
            }
            String next = page.path("next").asText("");
            cursor = next.isEmpty() || next.equals("null") ? "" : "&cursor=" + encoded(next);
        } while (!cursor.isEmpty());
        return items;
    }

    private JsonNode exchange(String method, String path, String body) throws InterruptedException {
        byte[] bytes = body == null ? null : body.getBytes(StandardCharsets.UTF_8);
        return json(method + " " + base.resolve(path), ask(method, path, "application/json", bytes));
    }

    private JsonNode json(String what, byte[] answer) {
        try {
            String text = new String(answer, StandardCharsets.UTF_8);
            return text.isBlank() ? json.createObjectNode() : json.readTree(text);
        } catch (JsonProcessingException e) {
            throw new ApiRefusal(what, 200, "expected JSON, " + e.getOriginalMessage());
        }
    }

    private byte[] ask(String method, String path, String contentType, byte[] body) throws InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path))
                .timeout(Duration.ofSeconds(120))
                .header("Authorization", "Bearer " + adminToken)
                .header("Accept", "application/json, */*;q=0.5");
        if (body == null) {
            request.method(method, HttpRequest.BodyPublishers.noBody());
        } else {
            request.header("Content-Type", contentType).method(method, HttpRequest.BodyPublishers.ofByteArray(body));
        }
        String what = method + " " + base.resolve(path);
        long pause = FIRST_PAUSE_MS;
        for (int attempt = 1; ; attempt++) {
            try {
                HttpResponse<byte[]> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
                if (answer.statusCode() / 100 == 2) {
                    return answer.body();
                }
                if (!TRY_AGAIN.contains(answer.statusCode()) || attempt == attempts) {
                    throw new ApiRefusal(
                            what, answer.statusCode(), explanation(new String(answer.body(), StandardCharsets.UTF_8)));
                }
            } catch (IOException e) {
                if (attempt == attempts) {
                    throw new ServiceUnreachable(what, e);
                }
            }
            sleep.nanos(pause * 1_000_000);
            pause = Math.min(LONGEST_PAUSE_MS, pause * 2);
        }
    }

    /** What a problem document (RFC 9457) says, or the beginning of whatever came instead. */
    private String explanation(String body) {
        String text = body;
        try {
            JsonNode problem = json.readTree(body);
            if (problem.hasNonNull("detail") || problem.hasNonNull("title")) {
                text = problem.path("detail").asText(problem.path("title").asText());
                if (problem.has("errors")) {
                    text += " " + problem.get("errors");
                }
            }
        } catch (JsonProcessingException e) {
            // not a problem document: its text is the best there is
        }
        return text.length() > 600 ? text.substring(0, 600) + "…" : text;
    }

    private static TaskView task(JsonNode node) {
        return new TaskView(
                node.path("id").asText(),
                node.path("incident").asText(),
                node.path("asset").asText(),
                node.path("faultType").asText(),
                node.path("severity").asText("S4"),
                node.path("state").asText(),
                node.path("crew").isTextual() ? node.path("crew").asText() : "",
                node.path("created").asText(""),
                node.path("attempts").asInt(0));
    }

    private static IncidentView incident(JsonNode node) {
        Set<String> faults = new HashSet<>();
        node.path("faults")
                .forEach(f -> faults.add(IncidentView.key(
                        f.path("type").asText(), f.path("asset").asText())));
        return new IncidentView(
                node.path("id").asText(),
                node.path("type").asText(),
                node.path("asset").asText(),
                Instant.parse(node.path("onset").asText()),
                Instant.parse(node.path("changed").asText()),
                faults);
    }

    private static FaultView fault(JsonNode node) {
        return new FaultView(
                node.path("faultId").asText(),
                node.path("type").asText(),
                node.path("asset").asText(),
                Instant.parse(node.path("onset").asText()),
                Instant.parse(node.path("raised").asText()),
                node.path("cleared").isTextual()
                        ? Optional.of(Instant.parse(node.path("cleared").asText()))
                        : Optional.empty(),
                node.path("severity").asText(""));
    }
}
