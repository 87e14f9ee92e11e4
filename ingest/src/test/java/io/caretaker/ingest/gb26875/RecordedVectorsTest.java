package io.caretaker.ingest.gb26875;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.caretaker.ingest.gb26875.FrameCodec.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The vectors of a public codec: every field that they state has to come out. */
class RecordedVectorsTest {
    private static final HexFormat HEX = HexFormat.of();

    @Test
    void everyVectorComesOutAsStated() throws IOException {
        Path file = Path.of(System.getProperty("recorded.data", "nowhere"), "gb26875", "vectors.json");
        assumeTrue(Files.isRegularFile(file), "no recorded data: set -Drecorded.data=DIR");
        JsonNode vectors = new ObjectMapper().readTree(file.toFile());
        List<String> wrong = new ArrayList<>();
        int index = 0;

        for (JsonNode vector : vectors) {
            byte[] bytes = HEX.parseHex(vector.get("hex").asText());
            JsonNode expected = vector.get("expect");
            List<String> faults = new ArrayList<>();
            if (vector.get("kind").asText().equals("frame")) {
                frame(bytes, expected, faults);
            } else {
                data(bytes, expected, faults);
            }
            faults.forEach(fault -> wrong.add(vector.get("title").asText() + ": " + fault));
            index++;
        }

        assertThat(wrong).isEmpty();
        assertThat(index).isEqualTo(40);
    }

    private static void frame(byte[] bytes, JsonNode expected, List<String> faults) {
        Result result = new FrameCodec(false).decode(bytes, 0, bytes.length);
        if (result instanceof Result.Broken broken) {
            same("error", expected.path("error").asText(), broken.fault().words(), faults);
            return;
        }
        Frame frame = ((Result.Ok) result).frame();
        same("error", expected.path("error").asText(), "", faults);
        same("serial", expected.get("serial").asText(), frame.serial(), faults);
        same(
                "version",
                expected.get("version").asText(),
                (frame.version() >> 8) + "." + (frame.version() & 0xff),
                faults);
        same("source", expected.get("source").asText(), frame.source().hex(), faults);
        same(
                "destination",
                expected.get("destination").asText(),
                frame.destination().hex(),
                faults);
        time(expected.get("time"), frame.time(), faults);
        same("command", expected.get("command").asText(), frame.command(), faults);
        data(frame.data(), expected.get("data"), faults);
        assertThat(FrameCodec.encode(frame)).isEqualTo(bytes);
    }

    private static void data(byte[] bytes, JsonNode expected, List<String> faults) {
        AppData data = AppDataCodec.decode(bytes);
        same("error", expected.path("error").asText(), data instanceof AppData.Short ? "short" : "", faults);
        if (data instanceof AppData.Short) {
            return;
        }
        same("type", expected.get("type").asText(), data.type(), faults);
        same("count", expected.get("count").asText(), data.count(), faults);
        JsonNode records = expected.path("records");
        if (records.isMissingNode()) {
            return;
        }
        List<AppObject> objects = data instanceof AppData.Objects o ? o.objects() : List.of();
        same("records", String.valueOf(records.size()), objects.size(), faults);
        for (int i = 0; i < objects.size(); i++) {
            object(objects.get(i), records.get(i), faults);
        }
        assertThat(AppDataCodec.encode((AppData.Objects) data)).isEqualTo(bytes);
    }

    private static void object(AppObject object, JsonNode expected, List<String> faults) {
        if (object instanceof AppObject.SystemStatus o) {
            system(o.system(), expected, faults);
            same("status", expected.get("status").asText(), o.word(), faults);
            time(expected.get("time"), o.time(), faults);
        } else if (object instanceof AppObject.PartStatus o) {
            part(o.part(), expected, faults);
            same("status", expected.get("status").asText(), o.word(), faults);
            same("text", expected.get("text").asText(), o.text(), faults);
            time(expected.get("time"), o.time(), faults);
        } else if (object instanceof AppObject.PartValue o) {
            part(o.part(), expected, faults);
            same("quantity", expected.get("quantity").asText(), o.quantity(), faults);
            String raw = HEX.formatHex(new byte[] {(byte) o.count(), (byte) (o.count() >> 8)});
            same("raw", expected.get("raw").asText(), raw, faults);
            time(expected.get("time"), o.time(), faults);
        } else if (object instanceof AppObject.SystemOperation o) {
            system(o.system(), expected, faults);
            same("operation", expected.get("operation").asText(), o.word(), faults);
            same("operator", expected.get("operator").asText(), o.operator(), faults);
            time(expected.get("time"), o.time(), faults);
        } else {
            faults.add("an object that no vector states: " + object);
        }
    }

    private static void system(SystemAddress system, JsonNode expected, List<String> faults) {
        same("systemType", expected.get("systemType").asText(), system.type(), faults);
        same("systemAddress", expected.get("systemAddress").asText(), system.number(), faults);
    }

    private static void part(PartAddress part, JsonNode expected, List<String> faults) {
        system(part.system(), expected, faults);
        same("partType", expected.get("partType").asText(), part.type(), faults);
        same("partAddress", expected.get("partAddress").asText(), part.hex(), faults);
    }

    private static void time(JsonNode expected, WireTime time, List<String> faults) {
        same(
                "time",
                LocalDateTime.parse(expected.asText()).toString(),
                time.local().orElseThrow(),
                faults);
    }

    private static void same(String field, String expected, Object actual, List<String> faults) {
        if (!expected.equals(String.valueOf(actual))) {
            faults.add(field + " is " + actual + ", stated " + expected);
        }
    }
}
