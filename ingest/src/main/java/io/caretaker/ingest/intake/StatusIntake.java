package io.caretaker.ingest.intake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.caretaker.ingest.codec.RejectReason;
import io.caretaker.ingest.codec.Rejection;
import io.caretaker.model.Times;
import io.caretaker.model.journal.Journal;
import io.caretaker.model.journal.JournalEntry.DeviceStatusChanged;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Whether a device is online: told by its transport, or by itself in a status message ({@code online}, {@code offline},
 * {@code {"online":true}}, {@code {"status":"offline"}}). Never blocks; safe for use by several threads.
 */
public final class StatusIntake {
    private static final Logger LOG = Logger.getLogger(StatusIntake.class);
    private static final int MAX_BYTES = 1_024;
    private static final String EXPECTED = "online, offline or {\"online\":true}";
    private static final JsonFactory JSON = new JsonFactory();

    private final Journal journal;
    private final TelemetryIntake telemetry;
    private final Clock clock;
    private final AtomicBoolean failing = new AtomicBoolean();

    /** @param telemetry keeps the dead letters of what is no status */
    public StatusIntake(Journal journal, TelemetryIntake telemetry, Clock clock) {
        this.journal = journal;
        this.telemetry = telemetry;
        this.clock = clock;
    }

    /** Takes a status message; completes when it is durable, as {@link TelemetryIntake#accept(Submission)} does. */
    public CompletionStage<IntakeResult> accept(Submission message) {
        Optional<Boolean> online = online(message);
        if (online.isEmpty()) {
            String text = new String(
                    message.payload(), message.offset(), Math.min(message.length(), 60), StandardCharsets.UTF_8);
            return telemetry.refuse(message, Rejection.whole(RejectReason.STATUS, "status", text, EXPECTED));
        }
        return append(message.device(), online.get())
                .handle((offset, failure) -> failure == null ? IntakeResult.taken() : IntakeResult.unavailable());
    }

    /** The transport saw the device come or go. Nobody waits for it: the first of a row of failures is logged. */
    public void transportSaw(String device, boolean online) {
        append(device, online).whenComplete((offset, failure) -> {
            if (failure == null) {
                failing.set(false);
            } else if (failing.compareAndSet(false, true)) {
                LOG.warnf(failure, "device status not journaled device=%s online=%s", device, online);
            }
        });
    }

    private CompletionStage<Long> append(String device, boolean online) {
        try {
            return journal.append(new DeviceStatusChanged(device, Times.micros(clock.instant()), online));
        } catch (RuntimeException e) {
            return CompletableFuture.failedStage(e); // a full or closed journal may say so at once
        }
    }

    private static Optional<Boolean> online(Submission message) {
        if (message.length() > MAX_BYTES) {
            return Optional.empty();
        }
        String text = new String(message.payload(), message.offset(), message.length(), StandardCharsets.UTF_8).strip();
        return text.startsWith("{") ? onlineOfObject(text) : onlineOfWord(text.replace("\"", ""));
    }

    private static Optional<Boolean> onlineOfWord(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "online", "true" -> Optional.of(true);
            case "offline", "false" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    private static Optional<Boolean> onlineOfObject(String text) {
        Optional<Boolean> online = Optional.empty();
        try (JsonParser parser = JSON.createParser(text)) {
            parser.nextToken();
            String field;
            while ((field = parser.nextFieldName()) != null) {
                JsonToken value = parser.nextToken();
                if (value.isScalarValue() && (field.equals("online") || field.equals("status"))) {
                    online = onlineOfWord(parser.getText());
                }
                parser.skipChildren();
            }
            return parser.nextToken() == null ? online : Optional.empty();
        } catch (IOException | RuntimeException e) {
            return Optional.empty(); // whatever is not JSON is no status
        }
    }
}
