package io.caretaker.service.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The API document changes only when somebody means it: {@code -Dgolden.update=true} rewrites the file for review. */
@QuarkusTest
@WithTestResource(value = ContractStores.class, scope = TestResourceScope.MATCHING_RESOURCES)
class OpenApiGoldenTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden/openapi.json");
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    @Test
    void theDocumentIsTheOneThatWasReviewed() throws IOException {
        String now = sorted(
                Service.call("GET", "/q/openapi?format=json", Map.of(), "").json());
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(GOLDEN.getParent());
            Files.writeString(GOLDEN, now);
        }

        assertThat(GOLDEN).exists().content().isEqualTo(now);
    }

    @Test
    void everyOperationSaysWhatItDoesAndWhereItBelongs() {
        JsonNode paths = Service.call("GET", "/q/openapi?format=json", Map.of(), "")
                .json()
                .path("paths");
        List<String> silent = new ArrayList<>();

        for (Map.Entry<String, JsonNode> path : paths.properties()) {
            for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                JsonNode said = operation.getValue();
                if (said.path("summary").asText().isBlank() || said.path("tags").isEmpty()) {
                    silent.add(operation.getKey() + " " + path.getKey());
                }
            }
        }

        assertThat(silent).isEmpty();
        assertThat(paths.properties().stream().map(Map.Entry::getKey))
                .as("pages for people are no part of the API")
                .isNotEmpty()
                .allMatch(path -> path.startsWith("/api/"));
    }

    private static String sorted(JsonNode document) throws IOException {
        return JSON.writeValueAsString(JSON.treeToValue(document, Object.class)) + "\n";
    }
}
