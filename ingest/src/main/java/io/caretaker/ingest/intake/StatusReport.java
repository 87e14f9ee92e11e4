package io.caretaker.ingest.intake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a device says of itself: {@code online}, {@code offline}, or an object such as
 * {@code {"online":true,"battery":87,"firmware":"1.4.2","rssi":-71,"snr":9.5}}, or the answer to a command. Parsing is a total
 * function.
 *
 * @param online absent: it did not say; that it speaks says enough
 * @param battery percent, 0 to 100
 * @param firmware empty when it did not say
 * @param rssi dBm, -200 to 50
 * @param snr dB, -100 to 100
 * @param text the message as it came, for people
 */
public record StatusReport(
        Optional<Boolean> online,
        OptionalDouble battery,
        String firmware,
        OptionalDouble rssi,
        OptionalDouble snr,
        String text) {
    static final String EXPECTED = "online, offline or an object with one of online, battery (0 to 100 %), firmware,"
            + " rssi (dBm) and snr (dB), as {\"online\":true,\"battery\":87}";

    private static final int LONGEST_FIRMWARE = 64;
    private static final int MAX_BYTES = 1_024;

    private static final JsonFactory JSON = new JsonFactory();

    /** As {@link StatusIntake} reads a message: empty when it is no status. */
    public static Optional<StatusReport> of(Submission message) {
        return message.length() > MAX_BYTES
                ? Optional.empty()
                : parse(new String(message.payload(), message.offset(), message.length(), StandardCharsets.UTF_8));
    }

    /** Empty when the text is no status. */
    static Optional<StatusReport> parse(String text) {
        String stripped = text.strip();
        if (!stripped.startsWith("{")) {
            return onlineOfWord(stripped.replace("\"", ""))
                    .map(online -> new StatusReport(
                            Optional.of(online),
                            OptionalDouble.empty(),
                            "",
                            OptionalDouble.empty(),
                            OptionalDouble.empty(),
                            stripped));
        }
        try (JsonParser parser = JSON.createParser(stripped)) {
            return object(parser, stripped);
        } catch (IOException | RuntimeException e) {
            return Optional.empty(); // whatever is not JSON is no status
        }
    }

    private static Optional<StatusReport> object(JsonParser parser, String text) throws IOException {
        Optional<Boolean> online = Optional.empty();
        OptionalDouble battery = OptionalDouble.empty();
        OptionalDouble rssi = OptionalDouble.empty();
        OptionalDouble snr = OptionalDouble.empty();
        String firmware = "";
        boolean answers = false;
        parser.nextToken();
        String field;
        while ((field = parser.nextFieldName()) != null) {
            JsonToken value = parser.nextToken();
            // The answer to a command is for others to read; who gives one is there.
            answers |= field.equals("command") || field.equals("result");
            if (value.isScalarValue()) {
                switch (field) {
                    case "online", "status" -> online = onlineOfWord(parser.getText());
                    case "battery" -> battery = number(parser, 0, 100);
                    case "rssi" -> rssi = number(parser, -200, 50);
                    case "snr" -> snr = number(parser, -100, 100);
                    case "firmware" -> firmware = cut(parser.getText());
                    default -> {
                        // devices say more than anybody wants
                    }
                }
            }
            parser.skipChildren();
        }
        boolean whole = parser.nextToken() == null;
        boolean says = answers
                || online.isPresent()
                || battery.isPresent()
                || rssi.isPresent()
                || snr.isPresent()
                || !firmware.isEmpty();
        return whole && says
                ? Optional.of(new StatusReport(online, battery, firmware, rssi, snr, text))
                : Optional.empty();
    }

    private static Optional<Boolean> onlineOfWord(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "online", "true" -> Optional.of(true);
            case "offline", "false" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    /** What is out of range is not believed. */
    private static OptionalDouble number(JsonParser parser, double min, double max) throws IOException {
        if (!parser.currentToken().isNumeric()) {
            return OptionalDouble.empty();
        }
        double value = parser.getDoubleValue();
        return value >= min && value <= max ? OptionalDouble.of(value) : OptionalDouble.empty();
    }

    private static String cut(String text) {
        return text.length() > LONGEST_FIRMWARE ? text.substring(0, LONGEST_FIRMWARE) : text;
    }
}
