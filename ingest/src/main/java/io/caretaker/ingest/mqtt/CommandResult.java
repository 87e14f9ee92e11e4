package io.caretaker.ingest.mqtt;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Optional;

/**
 * The answer of a device to a command: {@code {"id":"c-…","result":"executed"}}, or {@code "failed"} with a
 * {@code "reason"}. Parsing is a total function.
 */
record CommandResult(String id, boolean done, String reason) {
    static final String EXPECTED =
            "{\"id\":\"<id of the command>\",\"result\":\"executed\"} or \"failed\" with a \"reason\"";
    private static final int MAX_BYTES = 2_048;
    private static final JsonFactory JSON = new JsonFactory();

    static Optional<CommandResult> parse(byte[] payload, int length) {
        if (length > MAX_BYTES) {
            return Optional.empty();
        }
        String id = "";
        String result = "";
        String reason = "";
        try (JsonParser parser = JSON.createParser(payload, 0, length)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            String field;
            while ((field = parser.nextFieldName()) != null) {
                boolean scalar = parser.nextToken().isScalarValue();
                String text = scalar ? parser.getText() : "";
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
        } catch (IOException | RuntimeException e) {
            return Optional.empty(); // whatever is not JSON is no answer
        }
        boolean known = result.equals("executed") || result.equals("failed");
        return id.isEmpty() || !known
                ? Optional.empty()
                : Optional.of(new CommandResult(id, result.equals("executed"), reason));
    }
}
