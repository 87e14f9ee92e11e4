package io.caretaker.service.lineprotocol;

import io.caretaker.ingest.http.Admission;
import io.caretaker.ingest.http.Inflate;
import io.caretaker.ingest.lineprotocol.LineIntake;
import io.caretaker.ingest.lineprotocol.Precision;
import io.caretaker.ingest.lineprotocol.WriteAnswer;
import io.caretaker.service.config.CaretakerConfig;
import io.caretaker.service.lineprotocol.WriterCredentials.Writer;
import io.caretaker.service.security.DeviceSenders;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Takes points. Answers 204 when they are durable. Runs on the event loop: a body of usual size is read faster than it is
 * handed to another thread; large and compressed ones go to a worker.
 */
@Singleton
class WriteRoute {
    private static final Logger LOG = Logger.getLogger(WriteRoute.class);
    /** About 2 ms of work. */
    private static final int LARGE = 512 * 1024;

    private final Vertx vertx;
    private final LineIntake intake;
    private final Admission admission;
    private final WriterCredentials credentials;
    private final DeviceSenders senders;
    private final int maxBody;

    WriteRoute(
            Vertx vertx,
            LineIntake intake,
            Admission admission,
            WriterCredentials credentials,
            DeviceSenders senders,
            CaretakerConfig config) {
        this.vertx = vertx;
        this.intake = intake;
        this.admission = admission;
        this.credentials = credentials;
        this.senders = senders;
        this.maxBody = config.line().maxBodySize();
    }

    void handle(RoutingContext routing, Dialect dialect) {
        HttpServerRequest request = routing.request();
        Optional<Writer> writer = credentials.of(request);
        Optional<Precision> precision = Precision.of(request.getParam("precision"));
        if (writer.isEmpty() && senders.mustWait(request) > 0) {
            routing.response().putHeader(HttpHeaders.RETRY_AFTER, Long.toString(senders.mustWait(request)));
            refuse(routing, dialect, 429, "too many requests", "too many requests without the right token");
        } else if (writer.isEmpty()) {
            senders.failed(request);
            refuse(routing, dialect, 401, "unauthorized", "authorization failed: send a device's or an agent's token");
        } else if (precision.isEmpty()) {
            refuse(
                    routing,
                    dialect,
                    400,
                    "invalid",
                    "precision: got \"" + request.getParam("precision") + "\", expected " + Precision.EXPECTED);
        } else {
            Admission.Ticket ticket = admission.enter(writer.get().name());
            if (ticket == null) {
                refuse(routing, dialect, 429, "too many requests", "too many requests of this sender are on their way");
            } else {
                new Write(routing, dialect, writer.get(), precision.get(), ticket).begin();
            }
        }
    }

    private static void refuse(RoutingContext routing, Dialect dialect, int status, String code, String message) {
        if (status == 413) {
            // Its rest is not worth reading.
            routing.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
        dialect.send(new WriteAnswer(status, code, message, 0), routing.response());
        routing.request().resume();
    }

    /** One request on its way. */
    private final class Write implements BodyReader.Sink {
        private final RoutingContext routing;
        private final Dialect dialect;
        private final Writer writer;
        private final Precision precision;
        private final Admission.Ticket ticket;
        private final Context loop = vertx.getOrCreateContext();

        Write(RoutingContext routing, Dialect dialect, Writer writer, Precision precision, Admission.Ticket ticket) {
            this.routing = routing;
            this.dialect = dialect;
            this.writer = writer;
            this.precision = precision;
            this.ticket = ticket;
        }

        void begin() {
            // Also when the writer hangs up.
            routing.addEndHandler(end -> ticket.leave());
            new BodyReader(ticket, maxBody, this).read(routing.request());
        }

        @Override
        public void refused(BodyReader.Refusal why) {
            ticket.leave();
            switch (why) {
                case TOO_LARGE -> tooLarge();
                case NO_ROOM ->
                    refuse(routing, dialect, 503, "unavailable", "too much is on its way: send the points again");
            }
        }

        private void tooLarge() {
            refuse(routing, dialect, 413, "request too large", "the body: expected at most " + maxBody + " bytes");
        }

        @Override
        public void complete(byte[] body, int length) {
            String encoding = routing.request().getHeader(HttpHeaders.CONTENT_ENCODING);
            boolean packed = encoding != null && !encoding.equalsIgnoreCase("identity");
            if (packed && !encoding.equalsIgnoreCase("gzip")) {
                ticket.leave();
                refuse(
                        routing,
                        dialect,
                        415,
                        "invalid",
                        "Content-Encoding: got \"" + encoding + "\", expected gzip or none");
            } else if (packed || length > LARGE) {
                vertx.executeBlocking(
                                () -> {
                                    unpackAndAccept(body, length, packed);
                                    return null;
                                },
                                false)
                        .onFailure(this::failed);
            } else {
                try {
                    accept(body, length);
                } catch (RuntimeException e) {
                    failed(e);
                }
            }
        }

        private void unpackAndAccept(byte[] body, int length, boolean packed) {
            if (packed) {
                inflate(body, length);
            } else {
                accept(body, length);
            }
        }

        /** A defect of ours: the writer keeps its points and is told so. */
        private void failed(Throwable failure) {
            LOG.errorf(failure, "line protocol not taken writer=%s", writer.name());
            answer(new WriteAnswer(500, "internal error", "something went wrong here: the log tells what", 0));
        }

        private void inflate(byte[] packed, int length) {
            Inflate.Result result = Inflate.gzip(packed, length, maxBody);
            if (result instanceof Inflate.Result.Body body) {
                accept(body.bytes(), body.length());
            } else if (result instanceof Inflate.Result.TooLarge) {
                answer(new WriteAnswer(
                        413, "request too large", "the body inflated: expected at most " + maxBody + " bytes", 0));
            } else {
                answer(new WriteAnswer(400, "invalid", "the body: expected gzip, as Content-Encoding says", 0));
            }
        }

        private void accept(byte[] body, int length) {
            intake.accept(writer.device(), writer.name(), routing.request().path(), precision, body, length)
                    .thenAccept(result -> answer(WriteAnswer.of(result)));
        }

        /** From whatever thread the journal completes on. */
        private void answer(WriteAnswer answer) {
            loop.runOnContext(now -> {
                ticket.leave();
                dialect.send(answer, routing.response());
            });
        }
    }
}
