package io.caretaker.ingest.gb26875.tcp;

import io.caretaker.ingest.codec.Decoded;
import io.caretaker.ingest.codec.RejectReason;
import io.caretaker.ingest.codec.Rejection;
import io.caretaker.ingest.deadletter.Protocol;
import io.caretaker.ingest.gb26875.AddressBook;
import io.caretaker.ingest.gb26875.AppData;
import io.caretaker.ingest.gb26875.AppDataCodec;
import io.caretaker.ingest.gb26875.Command;
import io.caretaker.ingest.gb26875.Frame;
import io.caretaker.ingest.gb26875.FrameCodec;
import io.caretaker.ingest.gb26875.FrameReadings;
import io.caretaker.ingest.gb26875.FrameStream;
import io.caretaker.ingest.gb26875.tcp.Gb26875Metrics.Event;
import io.caretaker.ingest.intake.IntakeResult;
import io.caretaker.ingest.intake.PayloadFormat;
import io.caretaker.ingest.intake.Submission;
import io.caretaker.model.Times;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** One connection of a transmission device. Belongs to its event loop. */
final class Gb26875Connection {
    private static final Logger LOG = Logger.getLogger(Gb26875Connection.class);
    /** Bytes without any frame after which nobody believes that this is a transmission device. */
    private static final int MOST_NOISE = 16 * 1024;

    private final EndpointParts parts;
    private final NetSocket socket;
    private final Context context;
    private final FrameStream stream;
    private final Peers peers;
    private long frameTimer = -1;
    private int inFlight;
    private int refused;
    private int noise;
    private boolean paused;
    private boolean closed;

    Gb26875Connection(EndpointParts parts, NetSocket socket) {
        this.parts = parts;
        this.socket = socket;
        this.context = parts.vertx().getOrCreateContext();
        this.stream = new FrameStream(parts.codec());
        this.peers = new Peers(parts, this, this::send);
    }

    void open() {
        socket.closeHandler(ended -> ended());
        socket.exceptionHandler(failure -> {
            LOG.debugf(failure, "GB 26875 connection failed remote=%s", socket.remoteAddress());
            close(Event.CLOSED);
        });
        socket.drainHandler(drained -> proceed());
        socket.handler(bytes -> {
            stream.append(bytes.getBytes());
            proceed();
        });
    }

    /** Takes what the stream holds as far as the limits allow, and reads on or not accordingly. */
    private void proceed() {
        parts.vertx().cancelTimer(frameTimer);
        FrameStream.Event event = null;
        while (!closed && !full() && (event = stream.next()) != null) {
            take(event);
        }
        if (closed) {
            return;
        }
        if (full() != paused) {
            paused = !paused;
            if (paused) {
                parts.metrics().count(Event.READING_PAUSED);
                socket.pause();
            } else {
                socket.resume();
            }
        }
        if (!paused && stream.waiting()) {
            frameTimer = parts.vertx().setTimer(parts.settings().frameTimeout().toMillis(), late -> {
                stream.giveUp();
                proceed();
            });
        }
    }

    private boolean full() {
        return inFlight >= parts.settings().maxInFlight() || socket.writeQueueFull();
    }

    private void take(FrameStream.Event event) {
        if (event instanceof FrameStream.Event.Received received) {
            noise = 0;
            parts.metrics().count(Event.FRAME);
            if (received.endSlip()) {
                parts.metrics().count(Event.END_SLIP);
            }
            take(received.frame(), received.wire());
        } else if (event instanceof FrameStream.Event.Corrupt corrupt) {
            parts.metrics().count(Event.CHECKSUM);
            refuse(
                    corrupt.frame(),
                    corrupt.wire(),
                    Rejection.whole(
                            RejectReason.MALFORMED, "checksum", "", "the sum of bytes 2 to the last of the data"));
        } else if (event instanceof FrameStream.Event.Skipped skipped) {
            parts.metrics().count(Event.NOISE);
            noise += skipped.bytes();
            if (noise > MOST_NOISE) {
                close(Event.EXPELLED);
            }
        }
    }

    private void take(Frame frame, byte[] wire) {
        if (frame.is(Command.CONFIRM) || frame.is(Command.DENY)) {
            parts.metrics().count(frame.is(Command.CONFIRM) ? Event.DEVICE_CONFIRMED : Event.DEVICE_DENIED);
            return;
        }
        AddressBook book = parts.book().get();
        if (!book.knows(frame.source())) {
            parts.metrics().count(Event.UNKNOWN_SOURCE);
            refuse(
                    frame,
                    wire,
                    Rejection.whole(
                            RejectReason.UNKNOWN_DEVICE,
                            "source",
                            AddressBook.SCHEME + frame.source().hex(),
                            "an address of a device of the registry"));
            return;
        }
        peers.heard(frame, book);
        if (!frame.is(Command.SEND) && !frame.is(Command.RESPONSE)) {
            parts.metrics().count(Event.UNEXPECTED);
            refuse(
                    frame,
                    wire,
                    Rejection.whole(RejectReason.PROTOCOL, "command", String.valueOf(frame.command()), "2, 3, 5 or 6"));
            return;
        }
        if (frame.data().length == 0) {
            confirm(frame); // a sign of life
            return;
        }
        switch (parts.retransmissions().check(frame, parts.nanoTime().getAsLong())) {
            case NEW -> takeNew(book, frame, wire);
            case PENDING -> parts.metrics().count(Event.RETRANSMISSION);
            case TAKEN -> {
                parts.metrics().count(Event.RETRANSMISSION);
                confirm(frame);
            }
        }
    }

    private void takeNew(AddressBook book, Frame frame, byte[] wire) {
        AppData data = AppDataCodec.decode(frame.data());
        if (!(data instanceof AppData.Objects objects)) {
            parts.metrics().count(Event.MALFORMED);
            parts.retransmissions().failed(frame);
            refuse(frame, wire, unreadable(data));
            return;
        }
        long arrival = Times.micros(parts.clock().instant());
        Decoded.Readings readings =
                FrameReadings.of(book, frame, objects, parts.settings().oldest(), arrival);
        if (readings.readings().isEmpty() && readings.rejected().isEmpty()) {
            taken(frame);
            return;
        }
        await(parts.telemetry().accept(submission(frame, wire), readings), result -> {
            if (result.outcome() == IntakeResult.Outcome.UNAVAILABLE) {
                parts.retransmissions().failed(frame);
                parts.metrics().count(Event.UNAVAILABLE);
            } else {
                taken(frame); // what did not fit lies in the dead letters: sent again, it would fit no better
            }
        });
    }

    private void taken(Frame frame) {
        parts.retransmissions().taken(frame, parts.nanoTime().getAsLong());
        confirm(frame);
    }

    private static Rejection unreadable(AppData data) {
        if (data instanceof AppData.Malformed malformed) {
            return Rejection.whole(RejectReason.MALFORMED, "data", malformed.at() + " bytes", malformed.expected());
        }
        return Rejection.whole(
                RejectReason.MALFORMED,
                "data.type",
                data.type() < 0 ? "" : String.valueOf(data.type()),
                "a type of GB/T 26875.3-2011");
    }

    private static Submission submission(Frame frame, byte[] wire) {
        String topic = frame.data().length == 0 ? "frame" : "type " + (frame.data()[0] & 0xff);
        return new Submission(
                Protocol.GB26875,
                Submission.ANY_DEVICE,
                AddressBook.SCHEME + frame.source().hex(),
                topic,
                PayloadFormat.NATIVE,
                wire,
                0,
                wire.length);
    }

    /** Keeps the frame as a dead letter, then denies it. */
    private void refuse(Frame frame, byte[] wire, Rejection why) {
        await(parts.telemetry().refuse(submission(frame, wire), why), result -> {
            refused++;
            if (result.outcome() != IntakeResult.Outcome.UNAVAILABLE) {
                parts.metrics().count(Event.DENIED);
                send(frame.answer(Command.DENY, peers.now(frame.source())));
            }
            if (refused > parts.settings().maxRefused()) {
                close(Event.EXPELLED);
            }
        });
    }

    /** Waits without holding up the event loop; the frame counts as in flight until then. */
    private void await(CompletionStage<IntakeResult> result, Consumer<IntakeResult> then) {
        inFlight++;
        parts.metrics().waiting(1);
        result.whenComplete((done, failure) -> context.runOnContext(back -> {
            inFlight--;
            parts.metrics().waiting(-1);
            then.accept(failure == null ? done : IntakeResult.unavailable());
            proceed();
        }));
    }

    private void confirm(Frame frame) {
        if (frame.is(Command.SEND)) {
            parts.metrics().count(Event.CONFIRMED);
            send(frame.answer(Command.CONFIRM, peers.now(frame.source())));
        }
    }

    private void send(Frame frame) {
        if (!closed) {
            socket.write(Buffer.buffer(FrameCodec.encode(frame)));
        }
    }

    private void close(Event why) {
        if (!closed) {
            closed = true;
            parts.metrics().count(why);
            if (why == Event.EXPELLED) {
                LOG.warnf(
                        "GB 26875 connection closed remote=%s refused=%d noise=%d",
                        socket.remoteAddress(), refused, noise);
            }
            socket.resume(); // a socket that is not read does not notice its end
            socket.close();
        }
    }

    private void ended() {
        if (!closed) {
            closed = true;
            parts.metrics().count(Event.CLOSED);
        }
        parts.vertx().cancelTimer(frameTimer);
        parts.metrics().connections(-1);
        peers.gone();
    }
}
