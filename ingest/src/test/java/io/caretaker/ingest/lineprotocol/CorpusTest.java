package io.caretaker.ingest.lineprotocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The corpus of the protocol's makers: every valid case is read right, every wrong one refused. */
class CorpusTest {
    @Test
    void decodesWhatIsValidAndRefusesWhatIsNot() throws IOException {
        int valid = 0;
        int right = 0;
        int wrong = 0;
        int refused = 0;
        List<String> failures = new ArrayList<>();
        for (JsonNode test : cases("decode.json")) {
            JsonNode input = test.path("input");
            JsonNode expected = test.path("output");
            Points parsed = Points.parsed(
                    text(input.path("text")),
                    Precision.of(input.path("precision").asText().substring(1)).orElseThrow(),
                    input.path("defaultTime").asLong());
            boolean fits;
            if (expected.has("error")) {
                wrong++;
                fits = !parsed.faults().isEmpty();
                refused += fits ? 1 : 0;
            } else {
                valid++;
                fits = parsed.faults().isEmpty() && parsed.points().equals(points(expected.path("result")));
                right += fits ? 1 : 0;
            }
            if (!fits) {
                failures.add(test + " but got " + parsed);
            }
        }
        System.out.printf(
                Locale.ROOT,
                "line protocol corpus: %d of %d valid cases right, %d of %d wrong ones refused%n",
                right,
                valid,
                refused,
                wrong);

        assertThat(failures).isEmpty();
        assertThat(valid).isGreaterThan(200);
        assertThat(wrong).isGreaterThan(4_000);
    }

    /** There is no encoder to test; what theirs encodes must be read back as the point it was. */
    @Test
    void readsWhatTheCorpusEncodes() throws IOException {
        List<String> failures = new ArrayList<>();
        int read = 0;
        for (JsonNode test : cases("encode.json")) {
            if (test.path("output").has("error")) {
                continue;
            }
            JsonNode input = test.path("input");
            Points parsed = Points.parsed(
                    text(test.path("output").path("result")),
                    Precision.of(input.path("precision").asText().substring(1)).orElseThrow(),
                    0);
            if (parsed.faults().isEmpty() && parsed.points().equals(List.of(point(input.path("point"))))) {
                read++;
            } else {
                failures.add(test + " but got " + parsed);
            }
        }

        assertThat(failures).isEmpty();
        assertThat(read).isGreaterThan(50);
    }

    private static JsonNode cases(String file) throws IOException {
        Path corpus = Path.of(System.getProperty("recorded.data", "none"), "line-protocol", file);
        assumeTrue(Files.isRegularFile(corpus), "no recorded data: set -Drecorded.data=DIR");
        return new ObjectMapper().readTree(corpus.toFile());
    }

    /** Bytes that are no UTF-8 stand in base64. */
    private static byte[] text(JsonNode node) throws IOException {
        return node.isObject()
                ? node.path("binary").binaryValue()
                : node.asText().getBytes(StandardCharsets.UTF_8);
    }

    private static List<Points.Point> points(JsonNode result) throws IOException {
        List<Points.Point> points = new ArrayList<>();
        for (JsonNode point : result) {
            points.add(point(point));
        }
        return points;
    }

    private static Points.Point point(JsonNode point) throws IOException {
        List<SeriesKey.Tag> tags = new ArrayList<>();
        for (JsonNode tag : point.path("tags")) {
            tags.add(new SeriesKey.Tag(string(tag.path("key")), string(tag.path("value"))));
        }
        tags.sort(Comparator.comparing(SeriesKey.Tag::name));
        List<Points.Field> fields = new ArrayList<>();
        for (JsonNode field : point.path("fields")) {
            fields.add(new Points.Field(string(field.path("key")), value(field.path("value"))));
        }
        return new Points.Point(
                string(point.path("name")), tags, fields, point.path("time").asLong());
    }

    private static Object value(JsonNode value) throws IOException {
        String kind = value.fieldNames().next();
        JsonNode content = value.path(kind);
        return switch (kind) {
            case "float" -> Points.Field.plain(Double.parseDouble(content.asText()));
            case "int" -> Long.parseLong(content.asText());
            case "uint" -> new Points.Unsigned(Long.parseUnsignedLong(content.asText()));
            case "bool" -> content.asBoolean();
            default -> string(content);
        };
    }

    private static String string(JsonNode node) throws IOException {
        return new String(text(node), StandardCharsets.UTF_8);
    }
}
