package io.caretaker.sim.estate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.caretaker.model.estate.MetricSpec;
import io.caretaker.model.estate.Profile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The simulated devices are of the models that the service ships: read as files, because the simulator knows no service. */
class ShippedLibraryTest {
    private static final Path LIBRARY = Path.of("..", "ingest", "src/main/resources/io/caretaker/ingest/library");
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    @Test
    void everySimulatedProfileIsTheShippedOne() throws IOException {
        JsonNode vocabulary = YAML.readTree(LIBRARY.resolve("metrics.yaml").toFile());
        JsonNode models = YAML.readTree(LIBRARY.resolve("estate.yaml").toFile());

        for (Profile profile : Profiles.all()) {
            JsonNode model = model(models, profile.id());
            assertThat(metrics(model, vocabulary)).as(profile.id()).isEqualTo(profile.metrics());
            assertThat(model.path("name").path("en").asText())
                    .isEqualTo(profile.name().en());
            assertThat(model.path("name").path("zh").asText())
                    .isEqualTo(profile.name().zh());
        }
    }

    private static JsonNode model(JsonNode models, String id) {
        for (JsonNode model : models) {
            if (model.path("id").asText().equals(id)) {
                return model;
            }
        }
        throw new AssertionError("the library has no model " + id);
    }

    private static List<MetricSpec> metrics(JsonNode model, JsonNode vocabulary) {
        List<MetricSpec> specs = new ArrayList<>();
        model.path("metrics").properties().forEach(entry -> {
            JsonNode known = vocabulary.path(entry.getKey());
            specs.add(new MetricSpec(
                    entry.getKey(),
                    known.path("unit").asText(),
                    entry.getValue().path("min").asDouble(known.path("min").asDouble()),
                    entry.getValue().path("max").asDouble(known.path("max").asDouble())));
        });
        return specs;
    }
}
