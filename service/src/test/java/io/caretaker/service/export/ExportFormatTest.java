package io.caretaker.service.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import blue.strategic.parquet.Hydrator;
import blue.strategic.parquet.HydratorSupplier;
import blue.strategic.parquet.ParquetReader;
import io.caretaker.model.InvalidValue;
import io.caretaker.model.reading.Quality;
import io.caretaker.model.reading.Reading;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportFormatTest {
    private static final long BEGIN = 1_764_000_000_000_000L;

    @TempDir
    Path directory;

    @Test
    void csvHasAHeadLineAndOneLineAReading() throws IOException {
        assertThat(new String(written(ExportFormat.CSV, 2), StandardCharsets.UTF_8))
                .isEqualTo("time,asset,device,metric,value,unit,quality\r\n"
                        + "2025-11-24T16:00:00Z,tank-1,d-1,tank_level,0.0,m,suspect\r\n"
                        + "2025-11-24T16:01:00Z,tank-1,d-1,tank_level,0.1,m,good\r\n");
    }

    @Test
    void parquetIsReadBackByAReader() throws IOException {
        Path file = directory.resolve("readings.parquet");
        Files.write(file, written(ExportFormat.PARQUET, 200_000));

        List<Map<String, Object>> rows = new ArrayList<>();
        try (Stream<Map<String, Object>> stream =
                ParquetReader.streamContent(file.toFile(), HydratorSupplier.constantly(new Rows()))) {
            stream.forEach(rows::add);
        }

        assertThat(rows).hasSize(200_000);
        assertThat(rows.get(1))
                .containsEntry("time", BEGIN + 60_000_000L)
                .containsEntry("asset", "tank-1")
                .containsEntry("metric", "tank_level")
                .containsEntry("value", 0.1)
                .containsEntry("quality", "good");
        assertThat(rows.get(199_999)).containsEntry("time", BEGIN + 199_999 * 60_000_000L);
    }

    @Test
    void anotherFormatIsRefusedByName() {
        assertThatThrownBy(() -> ExportFormat.of("xlsx"))
                .isInstanceOf(InvalidValue.class)
                .hasMessageContaining("csv or parquet");
    }

    private static byte[] written(ExportFormat format, int readings) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ReadingWriter writer = format.to(out)) {
            for (int i = 0; i < readings; i++) {
                Quality quality = i == 0 ? Quality.SUSPECT : Quality.GOOD;
                writer.write(
                        new Reading("d-1", "tank_level", BEGIN + i * 60_000_000L, i % 30 / 10.0, quality, ""),
                        "tank-1",
                        "m");
            }
        }
        return out.toByteArray();
    }

    private static final class Rows implements Hydrator<Map<String, Object>, Map<String, Object>> {
        @Override
        public Map<String, Object> start() {
            return new HashMap<>();
        }

        @Override
        public Map<String, Object> add(Map<String, Object> target, String heading, Object value) {
            target.put(heading, value);
            return target;
        }

        @Override
        public Map<String, Object> finish(Map<String, Object> target) {
            return target;
        }
    }
}
