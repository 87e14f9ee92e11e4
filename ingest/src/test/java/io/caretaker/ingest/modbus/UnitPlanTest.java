package io.caretaker.ingest.modbus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caretaker.ingest.codec.Rejection;
import io.caretaker.ingest.intake.fixture.Estates;
import io.caretaker.model.InvalidValue;
import io.caretaker.model.Text;
import io.caretaker.model.estate.Device;
import io.caretaker.model.estate.FieldMapping;
import io.caretaker.model.estate.MetricSpec;
import io.caretaker.model.estate.Profile;
import io.caretaker.model.estate.Topology;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnitPlanTest {
    @Test
    void aDeviceIsAskedWhatItsProfileNames() {
        UnitPlan plan = plan(List.of("modbus:10.0.3.7:502/9"), "holding:100:float32", "coil:4");

        assertThat(plan.where()).contains(new UnitAddress("10.0.3.7", 502, 9));
        assertThat(plan.requests()).extracting(ReadRequest::words).containsExactly("coil 4", "holding 100 to 101");
        assertThat(plan.faults()).isEmpty();
    }

    @Test
    void whatFitsIsAskedAndWhatDoesNotIsTold() {
        UnitPlan plan = plan(List.of("modbus:meter.lan:502/1", "modbus:meter.lan:502/2"), "holdng:100", "coil:4");

        assertThat(plan.requests()).extracting(ReadRequest::words).containsExactly("coil 4");
        assertThat(plan.faults())
                .extracting(Rejection::sentence)
                .containsExactly(
                        "addresses: got \"modbus:meter.lan:502/2\", expected one modbus address; only"
                                + " modbus:meter.lan:502/1 is polled",
                        "source: got \"holdng:100\", expected coil:, discrete:, holding: or input: and an address at"
                                + " its beginning");
    }

    @Test
    void withoutAddressOrMappingNothingIsAskedAndThatIsTold() {
        assertThat(plan(List.of("modbus:nowhere"), "coil:4").requests()).isEmpty();
        assertThat(plan(List.of("modbus:nowhere"), "coil:4").faults()).hasSize(1);
        assertThat(plan(List.of("modbus:10.0.3.7:502/9")).requests()).isEmpty();
        assertThat(plan(List.of("modbus:10.0.3.7:502/9")).faults().get(0).sentence())
                .contains("expected a mapping whose sources name registers");
    }

    @Test
    void devicesWithoutAnAddressOfOursAreNobodysBusinessHere() {
        assertThat(UnitPlan.of(Estates.topology("p-1"), 8)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "modbus:host/1",
                "modbus:host:0/1",
                "modbus:host:65536/1",
                "modbus:host:502/256",
                "modbus:host:502",
                "modbus::502/1",
                "modbus:a b:502/1"
            })
    void anAddressOfAnotherFormIsRefused(String address) {
        assertThatThrownBy(() -> UnitAddress.parse(address))
                .isInstanceOf(InvalidValue.class)
                .hasMessageContaining("as modbus:10.0.3.7:502/1");
    }

    @Test
    void ipv6AddressesStandInBrackets() {
        assertThat(UnitAddress.parse("modbus:[fd00::7]:502/0")).isEqualTo(new UnitAddress("fd00::7", 502, 0));
    }

    private static UnitPlan plan(List<String> addresses, String... sources) {
        Topology estate = Estates.topology();
        Profile profile = new Profile(
                "meter",
                Text.same("Meter"),
                List.of(new MetricSpec("water_flow", "m3/h", 0, 500)),
                "",
                Stream.of(sources)
                        .map(source -> FieldMapping.plain(source, "water_flow"))
                        .toList());
        Device device = new Device("m-1", "e-1", "pipe-1", "meter", Duration.ofMinutes(1), addresses);
        Topology topology = new Topology(estate.estates(), estate.assets(), List.of(device), List.of(profile));
        return UnitPlan.of(topology, 8).get(0);
    }
}
