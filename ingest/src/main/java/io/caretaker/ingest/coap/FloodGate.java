package io.caretaker.ingest.coap;

import io.caretaker.ingest.coap.CoapMetrics.Event;
import io.caretaker.ingest.guard.TokenBuckets;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.network.interceptors.MessageInterceptorAdapter;

/**
 * Stands before everything that remembers a request: the message ids for duplicates and the buffers of transfers in blocks.
 * Both are bounded by what is let through here.
 */
final class FloodGate extends MessageInterceptorAdapter {
    private static final String ALL = "";
    private static final int TRANSFERS_PER_MINUTE = 30;

    private final Senders senders;
    private final LongSupplier nanoTime;
    private final CoapMetrics metrics;
    private final TokenBuckets all;
    private final TokenBuckets transfers = TokenBuckets.perMinute(TRANSFERS_PER_MINUTE, TRANSFERS_PER_MINUTE);

    /** @param perSecond requests of all senders together; as many may come at once */
    FloodGate(Senders senders, int perSecond, LongSupplier nanoTime, CoapMetrics metrics) {
        this.senders = senders;
        this.nanoTime = nanoTime;
        this.metrics = metrics;
        this.all = TokenBuckets.perMinute(perSecond, perSecond * 60.0);
    }

    @Override
    public void receiveRequest(Request request) {
        long now = nanoTime.getAsLong();
        if (!all.take(ALL, now)) {
            drop(request);
        } else if (request.getOptions().hasBlock1()) {
            block(request, now);
        }
    }

    private void block(Request request, long now) {
        Optional<String> device = senders.device(request);
        if (device.isEmpty()) {
            // Answered as any other request of a stranger, at once, rather than after the last of its blocks.
            request.getOptions().removeBlock1();
        } else if (request.getOptions().getBlock1().getNum() == 0 && !transfers.take(device.get(), now)) {
            drop(request);
        }
    }

    private void drop(Request request) {
        metrics.count(Event.DROPPED);
        request.cancel();
    }
}
