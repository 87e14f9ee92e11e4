package io.caretaker.ingest.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.caretaker.ingest.codec.CodecLimits;
import io.caretaker.ingest.codec.Decoded;
import io.caretaker.ingest.codec.RawReading;
import io.caretaker.ingest.codec.RejectReason;
import io.caretaker.ingest.codec.Rejection;
import io.caretaker.ingest.codec.Rfc3339;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** One pass over one payload. Not reusable, not safe for several threads. */
final class TelemetryReader {
    private static final String NUMBER = "a finite number, or true or false for a state";

    private final JsonParser parser;
    private final CodecLimits limits;
    private final List<RawReading> readings = new ArrayList<>(4);
    private final List<Rejection> rejected = new ArrayList<>(0);
    private int index;

    TelemetryReader(JsonParser parser, CodecLimits limits) {
        this.parser = parser;
        this.limits = limits;
    }

    Decoded read() throws IOException {
        JsonToken first = parser.nextToken();
        Decoded.Refused refused = first == JsonToken.START_ARRAY ? array("", "") : object(first, "", 0, "");
        if (refused == null && parser.nextToken() != null) {
            refused = TelemetryJson.malformed("payload", offset());
        }
        return refused == null ? new Decoded.Readings(readings, rejected) : refused;
    }

    private Decoded.Refused array(String path, String device) throws IOException {
        int at = 0;
        JsonToken token;
        while ((token = parser.nextToken()) != JsonToken.END_ARRAY) {
            Decoded.Refused refused = object(token, path, at++, device);
            if (refused != null) {
                return refused;
            }
        }
        return null;
    }

    /** A group {@code {"device","readings"}} or a bare reading: told apart by what they hold. */
    private Decoded.Refused object(JsonToken start, String path, int at, String outerDevice) throws IOException {
        if (start != JsonToken.START_OBJECT) {
            return TelemetryJson.malformed(path + "[" + at + "]", offset());
        }
        if (index >= limits.maxReadings()) {
            return limits.tooMany(offset());
        }
        int firstOfGroup = readings.size();
        boolean group = false;
        String device = outerDevice;
        Item item = new Item();
        String field;
        while ((field = parser.nextFieldName()) != null) {
            JsonToken token = parser.nextToken();
            if (field.equals("readings")) {
                if (token != JsonToken.START_ARRAY) {
                    return TelemetryJson.malformed("readings", offset());
                }
                group = true;
                Decoded.Refused refused = array("readings", device);
                if (refused != null) {
                    return refused;
                }
            } else if (field.equals("device")) {
                if (token != JsonToken.VALUE_STRING) {
                    return TelemetryJson.malformed("device", offset());
                }
                device = parser.getText();
            } else {
                item.field(field, token);
            }
        }
        if (group && !device.equals(outerDevice)) { // it may have come after its readings
            nameDevice(firstOfGroup, device);
        }
        if (!group || item.begun()) { // a reading beside "readings" is odd, but not to be lost
            item.finish(device);
        }
        return null;
    }

    private void nameDevice(int from, String device) {
        for (int i = from; i < readings.size(); i++) {
            readings.set(i, readings.get(i).orDevice(device));
        }
    }

    private long offset() {
        return parser.currentTokenLocation().getByteOffset();
    }

    private final class Item {
        private String metric;
        private boolean hasValue;
        private double value;
        private String unit = "";
        private long time = RawReading.ARRIVAL;
        private Rejection fault;

        void field(String field, JsonToken token) throws IOException {
            switch (field) {
                case "metric" -> metric = text(token, RejectReason.UNKNOWN_METRIC, "metric", "the name of a metric");
                case "value" -> value(token);
                case "unit" -> {
                    String text = text(token, RejectReason.UNIT, "unit", "a UCUM unit such as kPa");
                    unit = text == null ? "" : text;
                }
                case "time" -> time(token);
                default -> parser.skipChildren();
            }
        }

        private void value(JsonToken token) throws IOException {
            hasValue = true;
            switch (token) {
                case VALUE_NUMBER_FLOAT, VALUE_NUMBER_INT -> value = parser.getDoubleValue();
                case VALUE_TRUE -> value = 1;
                case VALUE_FALSE -> value = 0;
                default -> {
                    fault(RejectReason.VALUE, "value", shown(token), NUMBER);
                    parser.skipChildren();
                }
            }
        }

        private void time(JsonToken token) throws IOException {
            String text = text(token, RejectReason.TIME, "time", Rfc3339.EXPECTED);
            if (text != null) {
                time = Rfc3339.micros(text);
                if (time == Rfc3339.INVALID) {
                    fault(RejectReason.TIME, "time", text, Rfc3339.EXPECTED);
                }
            }
        }

        /** The text, or null where there is none; null on the wire counts as absent. */
        private String text(JsonToken token, RejectReason reason, String field, String expected) throws IOException {
            if (token == JsonToken.VALUE_STRING) {
                return parser.getText();
            }
            if (token != JsonToken.VALUE_NULL) {
                fault(reason, field, shown(token), expected);
                parser.skipChildren();
            }
            return null;
        }

        private String shown(JsonToken token) throws IOException {
            return token.isScalarValue() ? parser.getText() : token == JsonToken.START_ARRAY ? "[…]" : "{…}";
        }

        private void fault(RejectReason reason, String field, String got, String expected) {
            if (fault == null) {
                fault = new Rejection(index, reason, field, got, expected);
            }
        }

        boolean begun() {
            return metric != null || hasValue || fault != null;
        }

        void finish(String device) {
            if (metric == null) {
                fault(RejectReason.UNKNOWN_METRIC, "metric", "", "the name of a metric");
            } else if (!hasValue) {
                fault(RejectReason.VALUE, "value", "", NUMBER);
            }
            if (fault != null) {
                rejected.add(fault);
            } else {
                readings.add(new RawReading(index, device, metric, value, unit, time));
            }
            index++;
        }
    }
}
