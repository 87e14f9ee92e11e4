package io.caretaker.service.export;

import io.caretaker.model.Times;
import io.caretaker.model.reading.Reading;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** RFC 4180, UTF-8, with a head line. Ids, metrics and units hold no character that would need quotes. */
final class CsvReadings implements ReadingWriter {
    private final BufferedWriter out;

    CsvReadings(OutputStream stream) throws IOException {
        out = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), 1 << 15);
        out.write("time,asset,device,metric,value,unit,quality\r\n");
    }

    @Override
    public void write(Reading reading, String asset, String unit) throws IOException {
        out.write(Times.instant(reading.timeMicros()).toString());
        out.write(',');
        out.write(asset);
        out.write(',');
        out.write(reading.device());
        out.write(',');
        out.write(reading.metric());
        out.write(',');
        out.write(Double.toString(reading.value()));
        out.write(',');
        out.write(unit.indexOf(',') < 0 && unit.indexOf('"') < 0 ? unit : '"' + unit.replace("\"", "\"\"") + '"');
        out.write(',');
        out.write(reading.quality().name().toLowerCase(Locale.ROOT));
        out.write("\r\n");
    }

    @Override
    public void close() throws IOException {
        out.flush();
    }
}
