package io.caretaker.service.export;

import io.caretaker.model.reading.Reading;
import java.io.Closeable;
import java.io.IOException;

/** Readings into a file format, one after the other; closing ends the file but not the stream below it. */
public interface ReadingWriter extends Closeable {
    /** @param unit of the metric, as the profile names it */
    void write(Reading reading, String asset, String unit) throws IOException;
}
