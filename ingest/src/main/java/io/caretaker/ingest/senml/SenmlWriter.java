package io.caretaker.ingest.senml;

import com.fasterxml.jackson.core.JsonGenerator;
import io.caretaker.ingest.codec.RawReading;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;

/** Writes one pack. Times go out as seconds with six decimals in JSON, as a double in CBOR (exact to the microsecond). */
final class SenmlWriter {
    private final JsonGenerator out;
    private final boolean cbor;

    SenmlWriter(JsonGenerator out, boolean cbor) {
        this.out = out;
        this.cbor = cbor;
    }

    void write(String device, List<RawReading> readings) throws IOException {
        out.writeStartArray(null, readings.size());
        boolean first = true;
        for (RawReading reading : readings) {
            boolean named = first && !device.isEmpty();
            boolean hasUnit = !reading.unit().isEmpty();
            boolean hasTime = reading.timeMicros() != RawReading.ARRIVAL;
            out.writeStartObject(null, 2 + (named ? 1 : 0) + (hasUnit ? 1 : 0) + (hasTime ? 1 : 0));
            if (named) {
                label(Label.BASE_NAME);
                out.writeString(device + '/');
            }
            label(Label.NAME);
            out.writeString(reading.metric());
            if (hasUnit) {
                label(Label.UNIT);
                out.writeString(reading.unit());
            }
            label(Label.VALUE);
            out.writeNumber(reading.value());
            if (hasTime) {
                label(Label.TIME);
                time(reading.timeMicros());
            }
            out.writeEndObject();
            first = false;
        }
        out.writeEndArray();
    }

    private void label(Label label) throws IOException {
        if (cbor) {
            out.writeFieldId(label.cbor());
        } else {
            out.writeFieldName(label.json());
        }
    }

    private void time(long micros) throws IOException {
        if (cbor) {
            out.writeNumber(micros / 1e6);
        } else {
            out.writeNumber(BigDecimal.valueOf(micros, 6));
        }
    }
}
