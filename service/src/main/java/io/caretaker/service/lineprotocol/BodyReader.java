package io.caretaker.service.lineprotocol;

import io.caretaker.ingest.http.Admission;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Arrays;

/** The body of one request as one array, as far as limit and admission let it. Belongs to the event loop of the request. */
final class BodyReader {
    enum Refusal {
        TOO_LARGE,
        NO_ROOM
    }

    /** What comes of it: one of the two is called once. */
    interface Sink {
        void complete(byte[] body, int length);

        void refused(Refusal why);
    }

    private static final int FIRST_BYTES = 8 * 1024;

    private final Admission.Ticket ticket;
    private final int most;
    private final Sink sink;
    private byte[] bytes = new byte[0];
    private int length;
    private boolean refused;

    BodyReader(Admission.Ticket ticket, int most, Sink sink) {
        this.ticket = ticket;
        this.most = most;
        this.sink = sink;
    }

    void read(HttpServerRequest request) {
        long announced = announced(request);
        if (announced > most) {
            refuse(Refusal.TOO_LARGE);
        } else if (announced > 0) {
            reserve((int) announced);
        }
        if (!refused) {
            request.handler(this::take);
            request.endHandler(end -> {
                if (!refused) {
                    sink.complete(bytes, length);
                }
            });
            request.resume();
        }
    }

    private static long announced(HttpServerRequest request) {
        String header = request.getHeader(io.vertx.core.http.HttpHeaders.CONTENT_LENGTH);
        try {
            return header == null ? 0 : Long.parseLong(header);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private void take(Buffer chunk) {
        if (refused) {
            return;
        }
        int needed = length + chunk.length();
        if (needed > most) {
            refuse(Refusal.TOO_LARGE);
            return;
        }
        if (needed > bytes.length) {
            reserve(Math.min(most, Math.max(FIRST_BYTES, Math.max(needed, 2 * bytes.length))));
            if (refused) {
                return;
            }
        }
        chunk.getBytes(bytes, length);
        length = needed;
    }

    private void reserve(int size) {
        if (ticket.hold(size - bytes.length)) {
            bytes = Arrays.copyOf(bytes, size);
        } else {
            refuse(Refusal.NO_ROOM);
        }
    }

    private void refuse(Refusal why) {
        refused = true;
        bytes = new byte[0];
        sink.refused(why);
    }
}
