package io.caretaker.ingest.meter;

import io.caretaker.ingest.meter.PollLine.Meter;
import io.caretaker.ingest.meter.PollLine.Poll;
import io.caretaker.ingest.meter.Telegram.Content;
import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** One poll of one meter: its questions one after the other. Not safe for several threads. */
final class Conversation {
    private final Meter meter;
    private final int attempts;
    private final Map<String, Object> fields = new LinkedHashMap<>();
    private final ByteArrayOutputStream wire = new ByteArrayOutputStream();
    private Optional<Content.Unreadable> unreadable = Optional.empty();
    private boolean fault;
    private boolean heard;
    private int question;
    private int attempt;
    private int variant;
    private Dialect.Hearing hearing;
    private long deadline;

    /** @param variant the way of asking that worked the last time */
    Conversation(Meter meter, int variant, int attempts) {
        this.meter = meter;
        this.variant = variant;
        this.attempts = attempts;
    }

    boolean over() {
        return question >= meter.dialect().questions();
    }

    /** Whether an answer is waited for. */
    boolean asked() {
        return hearing != null;
    }

    long deadline() {
        return deadline;
    }

    int variant() {
        return variant;
    }

    byte[] ask(long deadlineNanos) {
        deadline = deadlineNanos;
        hearing = meter.dialect().listen(); // what an earlier question is answered with late counts as noise
        return meter.dialect().question(meter.address(), question, variant);
    }

    void received(byte[] bytes) {
        hearing.append(bytes);
        listen();
    }

    void timePasses(long nowNanos) {
        if (hearing == null || nowNanos < deadline) {
            return;
        }
        while (hearing != null && hearing.waiting()) {
            hearing.giveUp();
            listen();
        }
        if (hearing != null) {
            again();
        }
    }

    Poll poll() {
        return new Poll(meter, fields, wire.toByteArray(), unreadable, fault);
    }

    private void listen() {
        Telegram telegram;
        while (hearing != null && (telegram = hearing.next()) != null) {
            if (telegram.digits().equals(meter.address().digits())) {
                take(telegram);
            }
        }
    }

    private void take(Telegram telegram) {
        Content content = telegram.content();
        if (content instanceof Content.Values values) {
            if (values.item().equals(meter.dialect().item(question))) {
                heard = true;
                fields.putAll(values.fields());
                wire.writeBytes(telegram.wire());
                nextQuestion();
            }
        } else if (content instanceof Content.Unreadable what) {
            heard = true;
            unreadable = Optional.of(what);
            wire.writeBytes(telegram.wire());
            nextQuestion();
        } else if (content instanceof Content.Fault) {
            heard = true;
            fault = true;
            again();
        }
    }

    private void again() {
        hearing = null;
        attempt++;
        variant = (variant + 1) % meter.dialect().variants();
        if (attempt >= attempts) {
            nextQuestion();
            if (!heard) {
                question = meter.dialect().questions(); // it is off: the line is for the others
            }
        }
    }

    private void nextQuestion() {
        hearing = null;
        attempt = 0;
        question++;
    }
}
