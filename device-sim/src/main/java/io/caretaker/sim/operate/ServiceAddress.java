package io.caretaker.sim.operate;

import io.caretaker.model.InvalidValue;
import io.caretaker.sim.api.CaretakerClient;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Option;

/** Which service, and how to be let in. */
final class ServiceAddress {
    static final String TOKEN_VARIABLE = "CARETAKER_ADMIN_TOKEN";
    /** A person waits for the answer: after some seconds "nobody there" is the better one. */
    private static final int ATTEMPTS = 4;

    @Option(
            names = "--api",
            defaultValue = "http://localhost:8080",
            description = "Address of the service (${DEFAULT-VALUE}).")
    private String api;

    URI uri() {
        try {
            URI uri = URI.create(api);
            if (uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // falls through to the one message for everything that is no address
        }
        throw new InvalidValue("--api", api, "an address such as http://localhost:8080");
    }

    CaretakerClient client() {
        String token = System.getProperty(TOKEN_VARIABLE, System.getenv(TOKEN_VARIABLE));
        if (token == null || token.isBlank()) {
            throw new InvalidValue(
                    TOKEN_VARIABLE,
                    null,
                    "in the environment, the administrator token that the service was started with");
        }
        return new CaretakerClient(uri(), token, TimeUnit.NANOSECONDS::sleep, ATTEMPTS);
    }
}
