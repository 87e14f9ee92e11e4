package io.caretaker.ingest.registry.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.caretaker.ingest.intake.fixture.Estates;
import io.caretaker.ingest.intake.fixture.StoredInMemory;
import io.caretaker.ingest.registry.Registry;
import io.caretaker.ingest.testing.Fuzz;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A file is read once by a person's hand, and costs a hundred times a message: fewer tries. */
class ImportFuzzTest {
    private final Registry registry = new Registry(new StoredInMemory(), new SecureRandom(), Estates.CLOCK);

    ImportFuzzTest() {
        registry.apply(Estates.document("p-1"));
    }

    @Test
    void anyCsvIsAChangeOrFaults() {
        Fuzz.of(
                        "id,estate,asset,profile,interval,address\np-2,e-1,pipe-1,pipe-pressure,PT5M,lorawan:24e124136b320000\n",
                        "id,estate,type,name_en,attribute.depth_m\nm-1,e-1,SEWER_MANHOLE,\"Manhole\n1\",2.5\n")
                .each(bytes -> assertSound(RegistryFile.csv(bytes, Optional.empty())
                        .check(registry)
                        .faults()));
    }

    @Test
    void anyJsonIsAChangeOrFaults() {
        Fuzz.of(
                        "{\"devices\":[{\"id\":\"p-2\",\"estate\":\"e-1\",\"asset\":\"pipe-1\",\"profile\":\"pipe-pressure\","
                                + "\"interval\":\"PT5M\",\"addresses\":[\"topic:a/b\"]}],\"assets\":[{\"id\":\"a\"}]}",
                        "{\"profiles\":[{\"id\":\"x\",\"name\":{\"en\":\"X\",\"zh\":\"甲\"},\"metrics\":[{\"name\":\"m\","
                                + "\"unit\":\"kPa\",\"min\":0,\"max\":1e400}],\"mapping\":[{\"source\":\"a[0].b\"}]}]}",
                        "[".repeat(2_000))
                .each(bytes ->
                        assertSound(RegistryFile.json(bytes).check(registry).faults()));
    }

    private static void assertSound(List<ImportFault> faults) {
        assertThat(faults).allSatisfy(fault -> {
            assertThat(fault.field()).isNotNull();
            assertThat(fault.expected()).isNotEmpty();
        });
    }
}
