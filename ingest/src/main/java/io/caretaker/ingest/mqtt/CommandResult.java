package io.caretaker.ingest.mqtt;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.caretaker.ingest.codec.RejectReason;
import io.caretaker.ingest.codec.Rejection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The answer of a device to a command: {@code {"id":"c-…","result":"executed"}}, {@code "acknowledged"} before that, or
 * {@code "failed"} with a {@code "reason"}. Parsing is a total function.
 */
public record CommandResult(String id, Outcome outcome, String reason) {
    private static final String EXPECTED =
            "{\"id\":\"<id of the command>\",\"result\":\"executed\"}, \"acknowledged\" or \"failed\""
                    + " with a \"reason\"";
    private static final int MAX_BYTES = 2_048;
    /** Where a status message carries one. */
    private static final String IN_STATUS = "command";

    private static final JsonFactory JSON = new JsonFactory();

    /** How far the device came. */
    public enum Outcome {
        /** It has the command and has begun. */
        ACKNOWLEDGED,
        EXECUTED,
        FAILED
    }

    /** Empty when the message is no answer. */
    static Optional<CommandResult> parse(byte[] payload, int length) {
        return read(payload, length, false);
    }

    /**
     * The answer that a status message carries: as its field {@code command}, or as fields of its own. Empty when it
     * carries none.
     */
    static Optional<CommandResult> inStatus(byte[] payload, int length) {
        return read(payload, length, true);
    }

    /** Why a message that is no answer was not taken. */
    static Rejection rejected(byte[] payload, int length) {
        String text = new String(payload, 0, Math.min(length, 60), StandardCharsets.UTF_8);
        return Rejection.whole(RejectReason.STATUS, "result", text, EXPECTED);
    }

    private static Optional<CommandResult> read(byte[] payload, int length, boolean status) {
        if (length > MAX_BYTES) {
            return Optional.empty();
        }
        try (JsonParser parser = JSON.createParser(payload, 0, length)) {
            return parser.nextToken() == JsonToken.START_OBJECT ? object(parser, status) : Optional.empty();
        } catch (IOException | RuntimeException e) {
            return Optional.empty(); // whatever is not JSON is no answer
        }
    }

    private static Optional<CommandResult> object(JsonParser parser, boolean status) throws IOException {
        String id = "";
        String result = "";
        String reason = "";
        Optional<CommandResult> inner = Optional.empty();
        String field;
        while ((field = parser.nextFieldName()) != null) {
            JsonToken value = parser.nextToken();
            if (status && field.equals(IN_STATUS) && value == JsonToken.START_OBJECT) {
                inner = object(parser, false);
                continue;
            }
            String text = value.isScalarValue() ? parser.getText() : "";
            switch (field) {
                case "id" -> id = text;
                case "result" -> result = text;
                case "reason" -> reason = text;
                default -> {
                    // devices say more than anybody wants
                }
            }
            parser.skipChildren();
        }
        return inner.isPresent() ? inner : of(id, result, reason);
    }

    private static Optional<CommandResult> of(String id, String result, String reason) {
        if (id.isEmpty()) {
            return Optional.empty();
        }
        return switch (result) {
            case "acknowledged" -> Optional.of(new CommandResult(id, Outcome.ACKNOWLEDGED, ""));
            case "executed" -> Optional.of(new CommandResult(id, Outcome.EXECUTED, reason));
            case "failed" -> Optional.of(new CommandResult(id, Outcome.FAILED, reason));
            default -> Optional.empty();
        };
    }
}
