package io.caretaker.sim.estate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.caretaker.sim.fault.FaultKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StaffTest {
    private static final Path CATALOGUE =
            Path.of("../alerting/src/main/resources/io/caretaker/alerting/catalogue.yaml");

    @Test
    void everyFaultThatIsInjectedHasACrewThatCanRepairIt() throws Exception {
        assumeTrue(Files.exists(CATALOGUE), "runs inside the whole repository only");
        Set<String> skills = new HashSet<>();
        Staff.of(new EstateBuilder(1).build(1)).crews().forEach(c -> skills.addAll(c.skills()));
        JsonNode catalogue = new YAMLMapper().readTree(CATALOGUE.toFile());

        Set<String> withoutCrew = new HashSet<>();
        Set<String> seen = new HashSet<>();
        for (JsonNode type : catalogue.findParents("trade")) {
            String id = type.path("id").asText();
            seen.add(id);
            if (FaultKind.of(id).isPresent()
                    && !skills.contains(type.path("trade").asText())) {
                withoutCrew.add(id + " needs " + type.path("trade").asText());
            }
        }

        assertThat(seen).contains(FaultKind.PIPE_BURST.id(), FaultKind.SEWER_BLOCKAGE.id());
        assertThat(withoutCrew).isEmpty();
    }
}
