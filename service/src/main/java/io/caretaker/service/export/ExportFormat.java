package io.caretaker.service.export;

import io.caretaker.model.InvalidValue;
import java.io.IOException;
import java.io.OutputStream;

/** In which format readings can be taken away. */
public enum ExportFormat {
    CSV("text/csv;charset=UTF-8", "csv") {
        @Override
        public ReadingWriter to(OutputStream out) throws IOException {
            return new CsvReadings(out);
        }
    },
    PARQUET("application/vnd.apache.parquet", "parquet") {
        @Override
        public ReadingWriter to(OutputStream out) throws IOException {
            return new ParquetReadings(out);
        }
    };

    private final String mediaType;
    private final String extension;

    ExportFormat(String mediaType, String extension) {
        this.mediaType = mediaType;
        this.extension = extension;
    }

    public String mediaType() {
        return mediaType;
    }

    public String extension() {
        return extension;
    }

    /** A writer onto the stream. */
    public abstract ReadingWriter to(OutputStream out) throws IOException;

    /** @throws InvalidValue for another word than {@code csv} and {@code parquet} */
    public static ExportFormat of(String word) {
        for (ExportFormat format : values()) {
            if (format.extension.equals(word)) {
                return format;
            }
        }
        throw new InvalidValue("format", word, "csv or parquet");
    }
}
