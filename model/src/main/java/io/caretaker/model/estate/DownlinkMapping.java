package io.caretaker.model.estate;

import io.caretaker.model.InvalidValue;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * How a command becomes what a radio device understands: an object for its vendor's encoder, or bytes as its manual has
 * them. Exactly one of the two.
 *
 * @param command name of the command, as {@code reporting_interval}
 * @param fPort port of the frame, 1 to 223; an encoder may choose another
 * @param fields what the encoder is given: numbers, {@code true}, {@code false} or a parameter of the command as
 *     {@code {seconds}}, divided as {@code {seconds/60}}
 * @param bytes hex digits with parameters as unsigned numbers between them: {@code ff03{seconds/60:u16le}}, of the types u8,
 *     u16, u32, highest byte first unless {@code le} follows
 */
public record DownlinkMapping(String command, int fPort, Map<String, String> fields, String bytes) {
    private static final int LONGEST = 500;
    private static final String PARAMETER = "\\{[a-z][a-z0-9_]*(?:/[1-9][0-9]*)?";
    private static final Pattern FIELD = Pattern.compile("-?[0-9]+(?:\\.[0-9]+)?|true|false|" + PARAMETER + "}");
    private static final Pattern BYTES =
            Pattern.compile("(?:[0-9a-fA-F]{2}|" + PARAMETER + ":(?:u8|u16|u16le|u32|u32le)})+");

    public DownlinkMapping {
        fields = fields == null ? Map.of() : Map.copyOf(fields);
        bytes = bytes == null ? "" : bytes;
        if (command == null || command.isBlank() || command.length() > LONGEST) {
            throw new InvalidValue("command", command, "the name of a command");
        }
        if (fPort < 1 || fPort > 223) {
            throw new InvalidValue("fPort", fPort, "1 to 223");
        }
        if (fields.isEmpty() == bytes.isEmpty()) {
            throw new InvalidValue("fields", fields, "either fields for the encoder or bytes, not both");
        }
        fields.forEach((name, value) -> {
            if (name.isBlank()
                    || value.length() > LONGEST
                    || !FIELD.matcher(value).matches()) {
                throw new InvalidValue("fields." + name, value, "a number, true, false, {parameter} or {parameter/60}");
            }
        });
        if (!bytes.isEmpty()
                && (bytes.length() > LONGEST || !BYTES.matcher(bytes).matches())) {
            throw new InvalidValue(
                    "bytes", bytes, "hex digits and {parameter:u8}, u16, u32, u16le or u32le between them");
        }
    }
}
