package io.caretaker.service.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.caretaker.service.road.FreshStores;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** The running service, asked in plain HTTP: nothing is followed, remembered or repaired on the way. */
final class Service {
    static final String ADMIN = "Bearer " + FreshStores.ADMIN_TOKEN;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    private Service() {}

    /** An answer with its body read. */
    record Answer(int status, String type, String body, java.net.http.HttpHeaders headers) {
        JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException e) {
                throw new UncheckedIOException("not JSON: " + body, e);
            }
        }

        String header(String name) {
            return headers.firstValue(name).orElse("");
        }
    }

    static Answer call(String method, String path, Map<String, String> headers, String body) {
        return call(method, path, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    static Answer call(String method, String path, Map<String, String> headers, byte[] body) {
        try {
            HttpResponse<String> response =
                    HTTP.send(request(method, path, headers, body), HttpResponse.BodyHandlers.ofString());
            return new Answer(
                    response.statusCode(),
                    response.headers().firstValue("Content-Type").orElse(""),
                    response.body(),
                    response.headers());
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted in " + method + " " + path, e);
        }
    }

    /** The status alone, known before the body ends: a stream of events never does. */
    static int status(String method, String path, Map<String, String> headers, String body) {
        try {
            HttpResponse<InputStream> response = HTTP.send(
                    request(method, path, headers, body.getBytes(StandardCharsets.UTF_8)),
                    HttpResponse.BodyHandlers.ofInputStream());
            response.body().close();
            return response.statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted in " + method + " " + path, e);
        }
    }

    static Answer asAdmin(String method, String path, String body) {
        return call(method, path, Map.of("Authorization", ADMIN, "Content-Type", "application/json"), body);
    }

    private static HttpRequest request(String method, String path, Map<String, String> headers, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address() + path))
                .timeout(Duration.ofSeconds(20))
                .method(
                        method,
                        body.length == 0
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        return request.build();
    }

    private static String address() {
        return "http://localhost:" + RestAssured.port;
    }
}
