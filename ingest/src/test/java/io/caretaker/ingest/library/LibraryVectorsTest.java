package io.caretaker.ingest.library;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.caretaker.ingest.codec.Decoded;
import io.caretaker.ingest.codec.Rejection;
import io.caretaker.ingest.mapping.FieldMapper;
import io.caretaker.model.estate.Device;
import io.caretaker.model.estate.Profile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The library's mappings against what the vendors' own decoders give for the vendors' own examples. */
class LibraryVectorsTest {
    /** In the source of the codec, in none of its examples. */
    private static final Set<String> WITHOUT_EXAMPLE = Set.of("milesight-em300-th: battery");

    private static final Map<String, List<Map<String, Object>>> OUTPUTS = new HashMap<>();

    @BeforeAll
    static void read() throws IOException {
        Path vectors = Path.of(System.getProperty("recorded.data", "nowhere"), "lorawan", "vectors.jsonl");
        Assumptions.assumeTrue(Files.isReadable(vectors), "no vectors at " + vectors + ": set -Drecorded.data=DIR");
        ObjectMapper json = new ObjectMapper();
        for (String line : Files.readAllLines(vectors)) {
            JsonNode vector = json.readTree(line);
            JsonNode data = vector.path("expected").path("data");
            if (data.isObject()) {
                OUTPUTS.computeIfAbsent(codec(vector), c -> new ArrayList<>())
                        .add(json.convertValue(data, new TypeReference<Map<String, Object>>() {}));
            }
        }
    }

    private static String codec(JsonNode vector) {
        return vector.path("codec")
                .asText()
                .replaceFirst("\\.js$", "")
                .replace('/', '.')
                .toLowerCase(Locale.ROOT);
    }

    @Test
    void everyFieldOfAMappingOccursInAnExample() {
        Set<String> missing = new TreeSet<>();
        for (DeviceModel model : DeviceLibrary.shipped().models()) {
            for (String source : model.sources()) {
                List<Map<String, Object>> outputs = OUTPUTS.get(model.codec());
                if (outputs != null && outputs.stream().noneMatch(o -> gives(model, source, o))) {
                    missing.add(model.id() + ": " + source);
                }
            }
        }
        assertThat(missing).isEqualTo(new TreeSet<>(WITHOUT_EXAMPLE));
    }

    /** Whether the source alone, as the only entry of a mapping, finds something in the output. */
    private static boolean gives(DeviceModel model, String source, Map<String, Object> output) {
        Profile profile = model.profile();
        Profile one = new Profile(
                profile.id(),
                profile.name(),
                profile.metrics(),
                profile.codec(),
                profile.mapping().stream()
                        .filter(m -> m.source().equals(source))
                        .toList());
        Decoded.Readings mapped = FieldMapper.map(device(one), one, output, 0, 0);
        return mapped.readings().stream()
                .anyMatch(r -> one.mapping().stream().anyMatch(m -> m.metric().equals(r.metric())));
    }

    @Test
    void whatAnExampleSaysIsUnderstoodAndPlausible() {
        List<String> wrong = new ArrayList<>();
        Set<String> proven = new HashSet<>();
        for (DeviceModel model : DeviceLibrary.shipped().models()) {
            Profile profile = model.profile();
            for (Map<String, Object> output : OUTPUTS.getOrDefault(model.codec(), List.of())) {
                Decoded.Readings mapped = FieldMapper.map(device(profile), profile, output, 0, 0);
                for (Rejection rejection : mapped.rejected()) {
                    if (!rejection.field().equals("fields")) {
                        wrong.add(model.id() + ": " + rejection);
                    }
                }
                mapped.readings().forEach(r -> proven.add(model.id()));
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(proven).as("models with an example").hasSizeGreaterThanOrEqualTo(40);
    }

    private static Device device(Profile profile) {
        return new Device("d", "e", "a", profile.id(), Duration.ofMinutes(10));
    }
}
