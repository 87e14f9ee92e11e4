package io.caretaker.ingest.lorawan.downlink;

import io.caretaker.ingest.downlink.BrokerPublisher;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/** Hands frames to network servers, by their broker or by HTTP. Blocks on I/O; safe for use by several threads. */
final class NetworkCarrier {
    private static final Logger LOG = Logger.getLogger(NetworkCarrier.class);
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final int TOO_MANY_REQUESTS = 429;

    private final BrokerPublisher brokers;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .followRedirects(HttpClient.Redirect.NEVER) // the key is for one host only
            .build();

    NetworkCarrier(BrokerPublisher brokers) {
        this.brokers = brokers;
    }

    /**
     * How a network server took a frame.
     *
     * @param refused what it said against it, empty when nothing
     */
    record Handover(boolean taken, String refused) {
        private static final Handover TAKEN = new Handover(true, "");
        /** Not now: to be tried again. */
        private static final Handover LATER = new Handover(false, "");
    }

    Handover push(NetworkRoute route, byte[] frames) {
        return route instanceof NetworkRoute.ByHttp web
                ? post(web.push(), web.key(), frames)
                : publish((NetworkRoute.ByBroker) route, ((NetworkRoute.ByBroker) route).push(), frames);
    }

    /** Frames in the place of all that wait for the device; does nothing where the network server cannot. */
    void replace(NetworkRoute route, byte[] frames) {
        if (route instanceof NetworkRoute.ByHttp web) {
            post(web.replace(), web.key(), frames);
        } else if (route instanceof NetworkRoute.ByBroker broker
                && !broker.replace().isEmpty()) {
            publish(broker, broker.replace(), frames);
        }
    }

    private Handover publish(NetworkRoute.ByBroker route, String topic, byte[] frames) {
        try {
            boolean taken = brokers.publish(route.broker(), topic, frames, route.qos())
                    .toCompletableFuture()
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            return taken ? Handover.TAKEN : Handover.LATER;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Handover.LATER;
        } catch (ExecutionException | TimeoutException e) {
            LOG.warnf("frame not handed to the broker broker=%s topic=%s", route.broker(), topic);
            return Handover.LATER;
        }
    }

    private Handover post(URI address, String key, byte[] frames) {
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(frames))
                .build();
        try {
            // The answer's body may hold anything of any length, so only its status counts.
            int status =
                    http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            if (status < 300) {
                return Handover.TAKEN;
            }
            LOG.warnf("frame refused by the network server host=%s status=%d", address.getHost(), status);
            return status < 500 && status != TOO_MANY_REQUESTS
                    ? new Handover(false, "the network server answers " + status + " to " + address.getPath())
                    : Handover.LATER;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Handover.LATER;
        } catch (IOException e) {
            LOG.warnf("frame not handed to the network server host=%s reason=\"%s\"", address.getHost(), e);
            return Handover.LATER;
        }
    }
}
