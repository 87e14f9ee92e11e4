package io.caretaker.alerting.notify.webhook;

import io.caretaker.alerting.notify.Channel;
import io.caretaker.alerting.notify.Delivery;
import io.caretaker.alerting.notify.Message;
import io.caretaker.alerting.notify.Signature;
import io.caretaker.model.people.Person;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Posts signed JSON to the person's address.
 *
 * <pre>
 *   X-Caretaker-Timestamp: epoch seconds
 *   X-Caretaker-Signature: v1=hex(HmacSHA256(secret, timestamp + "." + body))
 *   Idempotency-Key: id of the notification, the same on every retry
 * </pre>
 *
 * 2xx is accepted; 408, 425, 429, 5xx and everything that is no answer is tried again; any other status is refused.
 * Redirects are not followed: they would lead past the check of the address. Between that check and the connection the
 * name is resolved again; the JDK's own cache of names (30 s by default) keeps both answers the same.
 */
public final class WebhookChannel implements Channel {
    public static final String TIMESTAMP = "X-Caretaker-Timestamp";
    public static final String SIGNATURE = "X-Caretaker-Signature";
    public static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private final HttpClient client;
    private final WebhookSettings settings;
    private final Signature signature;
    private final Clock wall;
    private final Executor worker;

    /**
     * @param wall the time that the signature carries
     * @param worker resolves names, which blocks
     */
    public WebhookChannel(WebhookSettings settings, Clock wall, Executor worker) {
        this.client = HttpClient.newBuilder()
                .connectTimeout(settings.timeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .executor(worker)
                .build();
        this.settings = settings;
        this.signature = new Signature("webhook.secret", settings.secret());
        this.wall = wall;
        this.worker = worker;
    }

    @Override
    public String name() {
        return "webhook";
    }

    @Override
    public String destination(Person person) {
        return person.webhook()
                .flatMap(WebhookChannel::uri)
                .map(URI::getAuthority)
                .orElse("");
    }

    @Override
    public CompletionStage<Delivery> send(Message message, Person person) {
        Optional<URI> target = person.webhook().flatMap(WebhookChannel::uri);
        if (target.isEmpty()) {
            return CompletableFuture.completedFuture(new Delivery.Refused("the person has no valid webhook address"));
        }
        return CompletableFuture.supplyAsync(() -> objection(target.get()), worker)
                .thenCompose(objection -> objection
                        .<CompletionStage<Delivery>>map(CompletableFuture::completedFuture)
                        .orElseGet(() -> post(target.get(), message, person)));
    }

    private CompletionStage<Delivery> post(URI target, Message message, Person person) {
        byte[] body = WebhookBody.of(message, person, settings.source());
        String timestamp = Long.toString(wall.instant().getEpochSecond());
        byte[] signed = signature.of((timestamp + ".").getBytes(StandardCharsets.US_ASCII), body);
        HttpRequest request = HttpRequest.newBuilder(target)
                .timeout(settings.timeout())
                .header("Content-Type", "application/json; charset=utf-8")
                .header("User-Agent", "Caretaker")
                .header(IDEMPOTENCY_KEY, message.key())
                .header(TIMESTAMP, timestamp)
                .header(SIGNATURE, "v1=" + HexFormat.of().formatHex(signed))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        // The request's own timeout ends with the headers: an endless body is cut off here.
        return client.sendAsync(request, HttpResponse.BodyHandlers.discarding())
                .orTimeout(settings.timeout().toMillis() + 1_000, TimeUnit.MILLISECONDS)
                .thenApply(WebhookChannel::answer)
                .exceptionally(failure -> new Delivery.Retry(Duration.ZERO, "no answer: " + name(failure)));
    }

    /** Why the address may not be called, empty when it may. */
    private Optional<Delivery> objection(URI target) {
        InetAddress[] addresses;
        try {
            addresses = InetAddress.getAllByName(target.getHost());
        } catch (UnknownHostException e) {
            return Optional.of(new Delivery.Retry(Duration.ZERO, "the host's name is not known"));
        }
        boolean allPublic = Arrays.stream(addresses).allMatch(PublicAddress::is);
        if (!allPublic && !settings.allowPrivate()) {
            return Optional.of(new Delivery.Refused("the address is in a private network, which the settings forbid"));
        }
        if (allPublic && !"https".equalsIgnoreCase(target.getScheme())) {
            return Optional.of(new Delivery.Refused("plain http to a public address; https is expected"));
        }
        return Optional.empty();
    }

    private static Delivery answer(HttpResponse<Void> response) {
        int status = response.statusCode();
        if (status >= 200 && status < 300) {
            return new Delivery.Accepted(
                    response.headers().firstValue("X-Request-Id").orElse(""));
        }
        if (status == 408 || status == 425 || status == 429 || status >= 500) {
            return new Delivery.Retry(retryAfter(response), "status " + status);
        }
        return new Delivery.Refused("status " + status);
    }

    private static Duration retryAfter(HttpResponse<Void> response) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(value -> value.matches("\\d{1,6}"))
                .map(value -> Duration.ofSeconds(Long.parseLong(value)))
                .map(wait -> wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait)
                .orElse(Duration.ZERO);
    }

    private static Optional<URI> uri(String address) {
        try {
            URI uri = URI.create(address);
            boolean web = "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
            return web && uri.getHost() != null ? Optional.of(uri) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String name(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause.getClass().getSimpleName();
    }
}
