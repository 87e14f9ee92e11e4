package io.caretaker.ingest.lorawan.codec;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.graalvm.polyglot.Value;

/** What the functions of a codec may return. Only to be used in a call: it reads values of the script. */
final class ResultShape {
    private static final String DATA = "data";
    private static final String ERRORS = "errors";
    private static final String WARNINGS = "warnings";
    private static final String BYTES = "bytes";
    private static final String PORT = "fPort";
    private static final int WORDS = 8;

    private ResultShape() {}

    /** @param wrapped {@code {data, errors, warnings}} as of decodeUplink; else the fields themselves, or the same shape */
    static DecodedUplink decoded(Value returned, boolean wrapped) throws ResultReader.TooLarge {
        if (!isObject(returned)) {
            return new DecodedUplink.Failed(Failure.RESULT, "the codec returned " + kind(returned) + ", no object");
        }
        ResultReader reader = new ResultReader();
        List<String> errors = messages(returned, ERRORS, reader);
        if (!errors.isEmpty()) {
            return new DecodedUplink.Failed(Failure.REPORTED, String.join("; ", errors));
        }
        Value data = returned.getMember(DATA);
        boolean unwrap = wrapped || isObject(data) && returned.hasMember(WARNINGS);
        if (unwrap && !isObject(data)) {
            return new DecodedUplink.Failed(Failure.RESULT, "the codec returned neither data nor errors");
        }
        Object fields = reader.read(unwrap ? data : returned);
        List<String> warnings = unwrap ? messages(returned, WARNINGS, reader) : List.of();
        return new DecodedUplink.Fields(asFields(fields), warnings);
    }

    /** @param wrapped {@code {bytes, fPort, errors, warnings}} as of encodeDownlink; else an array of bytes */
    static EncodedDownlink encoded(Value returned, boolean wrapped) throws ResultReader.TooLarge {
        ResultReader reader = new ResultReader();
        Value bytes = returned;
        int port = 0;
        if (wrapped) {
            if (!isObject(returned)) {
                return new EncodedDownlink.Failed(
                        Failure.RESULT, "the codec returned " + kind(returned) + ", no object");
            }
            List<String> errors = messages(returned, ERRORS, reader);
            if (!errors.isEmpty()) {
                return new EncodedDownlink.Failed(Failure.REPORTED, String.join("; ", errors));
            }
            bytes = returned.getMember(BYTES);
            Object named = returned.hasMember(PORT) ? reader.read(returned.getMember(PORT)) : null;
            port = named instanceof Integer number && number > 0 && number <= 255 ? number : 0;
        }
        Object list = bytes == null || !bytes.hasArrayElements() ? null : reader.read(bytes);
        byte[] payload = list instanceof List<?> numbers ? bytes(numbers) : null;
        return payload == null
                ? new EncodedDownlink.Failed(
                        Failure.RESULT, "the codec returned no list of at most " + CodecUplink.MAX_BYTES + " bytes")
                : new EncodedDownlink.Bytes(payload, port);
    }

    private static boolean isObject(Value value) {
        return value != null
                && value.hasMembers()
                && !value.hasArrayElements()
                && !value.canExecute()
                && !value.isString();
    }

    private static String kind(Value value) {
        if (value == null || value.isNull()) {
            return "nothing";
        }
        return value.hasArrayElements() ? "a list" : value.isString() ? "a text" : "something else";
    }

    /** Texts of a list, or one text: an empty one of either is no message. */
    private static List<String> messages(Value returned, String field, ResultReader reader)
            throws ResultReader.TooLarge {
        Value value = returned.getMember(field);
        Object read = value == null ? null : reader.read(value);
        List<String> messages = new ArrayList<>();
        if (read instanceof List<?> list) {
            list.stream().limit(WORDS).forEach(word -> messages.add(String.valueOf(word)));
        } else if (read instanceof String text && !text.isEmpty()) {
            messages.add(text);
        }
        return messages;
    }

    @SuppressWarnings("unchecked") // the reader makes maps with text keys only
    private static Map<String, Object> asFields(Object read) {
        return read instanceof Map ? (Map<String, Object>) read : Map.of();
    }

    private static byte[] bytes(List<?> numbers) {
        if (numbers.size() > CodecUplink.MAX_BYTES) {
            return null;
        }
        byte[] bytes = new byte[numbers.size()];
        for (int i = 0; i < bytes.length; i++) {
            if (!(numbers.get(i) instanceof Integer number) || number < -128 || number > 255) {
                return null;
            }
            bytes[i] = number.byteValue();
        }
        return bytes;
    }
}
