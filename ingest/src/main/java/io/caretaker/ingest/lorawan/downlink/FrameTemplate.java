package io.caretaker.ingest.lorawan.downlink;

import io.caretaker.model.InvalidValue;
import io.caretaker.model.estate.DownlinkMapping;
import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts the parameters of a command into what its mapping says. Pure. */
final class FrameTemplate {
    private static final Pattern PARAMETER =
            Pattern.compile("\\{([a-z][a-z0-9_]*)(?:/([0-9]+))?(?::(u8|u16|u32)(le)?)?}");

    private FrameTemplate() {}

    /** What the vendor's encoder is given. @throws InvalidValue when the command has no such parameter */
    static Map<String, Object> fields(DownlinkMapping mapping, Map<String, Double> parameters) {
        Map<String, Object> fields = new LinkedHashMap<>();
        mapping.fields().forEach((name, value) -> {
            Matcher parameter = PARAMETER.matcher(value);
            if (parameter.matches()) {
                fields.put(name, whole(value(parameter, parameters)));
            } else if (value.equals("true") || value.equals("false")) {
                fields.put(name, Boolean.valueOf(value));
            } else {
                fields.put(name, whole(Double.parseDouble(value)));
            }
        });
        return fields;
    }

    /** The bytes of the frame. @throws InvalidValue when a number does not fit its place, or is not whole */
    static byte[] bytes(DownlinkMapping mapping, Map<String, Double> parameters) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        String rest = mapping.bytes();
        Matcher parameter = PARAMETER.matcher(rest);
        int at = 0;
        while (parameter.find()) {
            frame.writeBytes(HexFormat.of().parseHex(rest.substring(at, parameter.start())));
            at = parameter.end();
            put(frame, parameter, value(parameter, parameters));
        }
        frame.writeBytes(HexFormat.of().parseHex(rest.substring(at)));
        return frame.toByteArray();
    }

    private static double value(Matcher parameter, Map<String, Double> parameters) {
        Double value = parameters.get(parameter.group(1));
        if (value == null) {
            throw new InvalidValue("downlinks", parameter.group(), "a parameter of the command");
        }
        return parameter.group(2) == null ? value : value / Integer.parseInt(parameter.group(2));
    }

    private static void put(ByteArrayOutputStream frame, Matcher parameter, double value) {
        int size = Integer.parseInt(parameter.group(3).substring(1)) / 8;
        long most = (1L << 8 * size) - 1;
        if (value != Math.rint(value) || value < 0 || value > most) {
            throw new InvalidValue("parameters." + parameter.group(1), value, "a whole number of 0 to " + most);
        }
        boolean littleEndian = parameter.group(4) != null;
        for (int i = 0; i < size; i++) {
            int shift = 8 * (littleEndian ? i : size - 1 - i);
            frame.write((int) ((long) value >>> shift) & 0xff);
        }
    }

    private static Number whole(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15 ? (Number) (long) value : (Number) value;
    }
}
