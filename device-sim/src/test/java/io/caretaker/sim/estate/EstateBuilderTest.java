package io.caretaker.sim.estate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.caretaker.model.InvalidValue;
import io.caretaker.model.estate.Asset;
import io.caretaker.sim.fault.FaultKind;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EstateBuilderTest {
    private final List<EstatePlan> plans = new EstateBuilder(1).build(10);

    @Test
    void tenEstatesAreTwoThousandDevicesAndTheirResidents() {
        assertThat(plans).allSatisfy(p -> assertThat(p.devices()).hasSize(200));
        assertThat(plans.stream().mapToInt(EstatePlan::residents).sum()).isEqualTo(24_989);
        assertThat(plans)
                .allSatisfy(p -> assertThat(p.estate().households())
                        .isBetween((int) (p.residents() / 2.8), (int) (p.residents() / 2.5)));
    }

    @Test
    void idsAreUniqueAndParentsComeFirst() {
        Set<String> seen = new HashSet<>();
        for (EstatePlan plan : plans) {
            for (Asset asset : plan.assets()) {
                asset.parent().ifPresent(p -> assertThat(seen).contains(p));
                assertThat(seen.add(asset.id())).as(asset.id()).isTrue();
            }
            plan.devices().forEach(d -> assertThat(seen).contains(d.asset()));
        }
        assertThat(new EstateBuilder(1).build(25).stream().map(p -> p.estate().id()))
                .doesNotHaveDuplicates();
    }

    @Test
    void theRegistryDocumentIsTheSameEachTime() throws Exception {
        String once = RegistryDocument.of(plans).json();
        JsonNode document = new ObjectMapper().readTree(once);

        assertThat(RegistryDocument.of(new EstateBuilder(1).build(10)).json()).isEqualTo(once);
        assertThat(document.path("estates").get(0).path("name").path("zh").asText())
                .isEqualTo("桂花苑");
        assertThat(document.path("profiles")).hasSize(13);
        assertThat(document.path("rotas")).hasSize(10);
        assertThat(document.path("people")).hasSize(4);
        assertThat(document.path("devices").get(0).path("interval").asText()).isEqualTo("PT1M");
    }

    @Test
    void everyFaultCanBeInjectedSomewhere() {
        for (FaultKind kind : FaultKind.values()) {
            assertThat(plans.get(0).assets(kind.assetType())).as(kind.id()).isNotEmpty();
        }
    }

    @Test
    void anImpossibleNumberIsRefused() {
        assertThatThrownBy(() -> new EstateBuilder(1).build(0))
                .isInstanceOf(InvalidValue.class)
                .hasMessage("estates: got \"0\", expected 1 to 99");
    }
}
