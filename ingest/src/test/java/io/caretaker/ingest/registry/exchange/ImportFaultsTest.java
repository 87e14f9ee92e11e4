package io.caretaker.ingest.registry.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.caretaker.ingest.intake.fixture.Estates;
import io.caretaker.ingest.intake.fixture.StoredInMemory;
import io.caretaker.ingest.registry.Registry;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Everything that is wrong with a file is told at once, with its line. */
class ImportFaultsTest {
    private final Registry registry = new Registry(new StoredInMemory(), new SecureRandom(), Estates.CLOCK);

    ImportFaultsTest() {
        registry.apply(Estates.document("p-1"));
    }

    /** Two zeros, the brace, a zero: found at random. */
    @Test
    void jsonInAnEncodingThatNobodyUsesIsAFaultOfTheFile() {
        assertThat(RegistryFile.json(new byte[] {0, 0, '{', 0}).check(registry).faults())
                .singleElement()
                .extracting(ImportFault::expected)
                .isEqualTo("JSON in UTF-8");
    }

    @Test
    void everyFaultOfACsvFileHasItsLineAndColumn() {
        List<ImportFault> faults = csv("""
                id,estate,asset,profile,interval,address
                p-2,e-1,pipe-1,pipe-pressure,PT5M,lorawan:24e124136b320000
                P 3,e-9,pipe-1,pipe-pressure,PT5M

                p-4,e-1,"pipe
                nine",pipe-pressure,five minutes
                p-2,e-1,pipe-1,,PT5M,lorawan:24e124136b320000
                p-5,e-1,pipe-1,pipe-pressure,PT5M,,extra
                """);

        assertThat(faults)
                .extracting(ImportFault::line, ImportFault::field, ImportFault::value)
                .containsExactlyInAnyOrder(
                        tuple(3, "id", "P 3"),
                        tuple(3, "estate", "e-9"),
                        tuple(3, "asset", "pipe-1"),
                        tuple(5, "asset", "pipe\nnine"),
                        tuple(5, "interval", "five minutes"),
                        tuple(7, "id", "p-2"),
                        tuple(7, "profile", ""),
                        tuple(8, "cell 7", "extra"));
        assertThat(faults).isSortedAccordingTo((a, b) -> Integer.compare(a.line(), b.line()));
        assertThat(registry.current().device("p-2")).isEmpty();
    }

    @Test
    void numbersOfAssetsThatAreNoneAreToldOnceAndWithTheirColumn() {
        List<ImportFault> faults = csv("""
                id,estate,type,name_en,attribute.depth_m
                m-1,e-1,SEWER_MANHOLE,Manhole 1,2.5
                m-2,e-1,SEWER_MANHOLE,Manhole 2,two
                m-3,e-1,MANHOLE,,
                """);

        assertThat(faults)
                .extracting(ImportFault::line, ImportFault::field)
                .containsExactlyInAnyOrder(tuple(3, "attribute.depth_m"), tuple(4, "type"), tuple(4, "name_en"));
    }

    @Test
    void columnsThatAreMissingOrUnknownAreToldForTheHeaderOnly() {
        assertThat(csv("id,estate,asset,profle,interval\np-9,e-1,pipe-1,pipe-pressure,PT5M\n"))
                .extracting(ImportFault::line, ImportFault::value, ImportFault::expected)
                .hasSize(2)
                .contains(tuple(1, "", "a column profile"));
        assertThat(csv("id;estate;asset;profile;interval\np-9;e-1;pipe-1;pipe-pressure;PT5M\n"))
                .extracting(ImportFault::expected)
                .containsExactly("columns separated by commas");
        assertThat(csv("")).extracting(ImportFault::field).containsExactly("columns");
    }

    @Test
    void aQuoteThatIsNotClosedIsToldWithItsLine() {
        assertThat(csv("id,estate,asset,profile,interval\np-9,e-1,\"pipe-1,pipe-pressure,PT5M\n"))
                .extracting(ImportFault::line, ImportFault::field)
                .containsExactly(tuple(2, "row"));
    }

    @Test
    void brokenUtf8IsToldByLineInsteadOfBeingTakenForGb18030() {
        byte[] good = "id,estate,type,name_en,name_zh\nm-1,e-1,LAMP,Lamp,三号楼路灯\nm-2,e-1,LAMP,Lamp,四号楼路灯\n"
                .getBytes(StandardCharsets.UTF_8);
        byte[] broken = good.clone();
        broken[broken.length - 3] = 'x';

        assertThat(RegistryFile.csv(broken, Optional.empty()).check(registry).faults())
                .extracting(ImportFault::line, ImportFault::field)
                .containsExactly(tuple(3, "file"));
        assertThat(RegistryFile.csv("id".getBytes(StandardCharsets.UTF_16), Optional.empty())
                        .faults())
                .extracting(ImportFault::value)
                .containsExactly("UTF-16");
    }

    @Test
    void everyFaultOfAJsonFileHasItsLineAndPath() {
        List<ImportFault> faults = json("""
                {
                  "assets": [
                    {"id": "m-1", "estate": "e-1", "type": "LAMP", "name": {"en": "Lamp"}, "attributes": {"x": "wide"}},
                    "not an asset"
                  ],
                  "devices": [
                    {"id": "p-2", "estate": "e-1", "asset": "pipe-1",
                     "profile": "pipe-pressure", "interval": "PT5M", "adresses": []},
                    {"id": "p-3", "estate": "e-1",
                     "asset": ["pipe-1"],
                     "profile": "no-such", "interval": "PT0S"},
                    null
                  ],
                  "device": []
                }
                """);

        assertThat(faults)
                .extracting(ImportFault::line, ImportFault::field)
                .containsExactlyInAnyOrder(
                        tuple(3, "assets[0].attributes.x"),
                        tuple(4, "assets[1]"),
                        tuple(8, "devices[0].adresses"),
                        tuple(10, "devices[1].asset"),
                        tuple(11, "devices[1].profile"),
                        tuple(11, "devices[1].interval"),
                        tuple(12, "devices[2]"),
                        tuple(14, "device"));
    }

    @Test
    void jsonThatIsNoneIsToldWithItsLine() {
        assertThat(json("{\n\"devices\": [\n}")).extracting(ImportFault::line).containsExactly(3);
        assertThat(json("[]")).hasSize(1);
        assertThat(json("{\"profiles\":[{\"id\":\"x\",\"name\":{\"en\":\"X\"},\"metrics\":[\"flow\",null]}]}"))
                .extracting(ImportFault::field)
                .containsExactlyInAnyOrder("profiles[0].metrics[0]", "profiles[0].metrics[1]");
    }

    @Test
    void whatAnImportWouldDoIsCounted() {
        RegistryFile file = RegistryFile.csv("""
                \uFEFFID,Estate,Asset,Profile,Interval
                p-1,e-1,pipe-1,pipe-pressure,PT5M
                p-2,e-1,pipe-1,pipe-pressure,PT5M
                """.getBytes(StandardCharsets.UTF_8), Optional.empty());

        assertThat(file.check(registry).faults()).isEmpty();
        assertThat(file.check(registry).difference().added()).containsExactly("devices/p-2");
        assertThat(file.check(registry).difference().unchanged()).isEqualTo(1);
    }

    private List<ImportFault> csv(String text) {
        return RegistryFile.csv(text.getBytes(StandardCharsets.UTF_8), Optional.empty())
                .check(registry)
                .faults();
    }

    private List<ImportFault> json(String text) {
        return RegistryFile.json(text.getBytes(StandardCharsets.UTF_8))
                .check(registry)
                .faults();
    }
}
