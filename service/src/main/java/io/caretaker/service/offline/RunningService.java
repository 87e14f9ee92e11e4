package io.caretaker.service.offline;

import io.caretaker.model.InvalidValue;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** The API of a running service, as an administrator. */
final class RunningService {
    private static final String TOKEN = "CARETAKER_ADMIN_TOKEN";

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final URI base;
    private final String token;

    private RunningService(URI base, String token) {
        this.base = base;
        this.token = token;
    }

    /** @param option that the address was given with */
    static RunningService at(String option, String address) {
        String token = System.getenv(TOKEN);
        if (token == null || token.isBlank()) {
            throw new InvalidValue(
                    TOKEN, null, "in the environment, the administrator token that the service was started with");
        }
        try {
            URI uri = URI.create(address);
            if (uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                return new RunningService(uri, token);
            }
        } catch (IllegalArgumentException e) {
            // falls through to the one message for everything that is no address
        }
        throw new InvalidValue(option, address, "an address such as http://localhost:8080");
    }

    /** Writes the answer into the file; the file is not there when it is refused. */
    void download(String path, Path into) throws IOException, InterruptedException {
        HttpRequest request = request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        HttpResponse<Path> answer = send(request, HttpResponse.BodyHandlers.ofFile(into));
        if (answer.statusCode() != 200) {
            String refusal = Files.readString(into);
            Files.delete(into);
            throw new IOException("the service answered " + answer.statusCode() + ": " + refusal);
        }
    }

    /** Status and body of the answer. */
    HttpResponse<String> post(String path, byte[] json) throws IOException, InterruptedException {
        HttpRequest request = request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(json))
                .build();
        return send(request, HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path)).header("Authorization", "Bearer " + token);
    }

    private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler)
            throws IOException, InterruptedException {
        try {
            return http.send(request, handler);
        } catch (ConnectException e) {
            throw new IOException("no service answers at " + base, e);
        }
    }
}
