package io.caretaker.ingest.registry.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.caretaker.ingest.intake.fixture.Estates;
import io.caretaker.ingest.intake.fixture.StoredInMemory;
import io.caretaker.ingest.registry.Registry;
import io.caretaker.ingest.registry.RegistryDocument;
import io.caretaker.ingest.registry.RegistryDocument.AssetDraft;
import io.caretaker.ingest.registry.RegistryDocument.DeviceDraft;
import io.caretaker.ingest.registry.RegistryDocument.EstateDraft;
import io.caretaker.ingest.registry.RegistryDocument.MappingDraft;
import io.caretaker.ingest.registry.RegistryDocument.MetricDraft;
import io.caretaker.ingest.registry.RegistryDocument.NameDraft;
import io.caretaker.ingest.registry.RegistryDocument.ProfileDraft;
import io.caretaker.ingest.registry.RegistryDrafts;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Exported and imported again, nothing changes; imported into an empty registry, everything is as it was. */
class RoundTripTest {
    @Property(tries = 500)
    void anImportOfAnExportChangesNothing(@ForAll("registries") RegistryDocument document) {
        Registry registry = registry();
        registry.apply(document);

        for (RegistryFile file : List.of(
                RegistryFile.csv(RegistryExport.csv(registry.current(), CsvKind.ASSETS), Optional.empty()),
                RegistryFile.csv(RegistryExport.csv(registry.current(), CsvKind.DEVICES), Optional.empty()),
                RegistryFile.json(RegistryExport.json(RegistryDrafts.of(registry.current()))))) {
            RegistryFile.Check check = file.check(registry);

            assertThat(check.faults()).isEmpty();
            assertThat(check.difference().added()).isEmpty();
            assertThat(check.difference().changed()).isEmpty();
            assertThat(check.difference().unchanged()).isEqualTo(file.rows()).isPositive();
        }
    }

    @Property(tries = 200)
    void anExportBuildsTheSameRegistryElsewhere(@ForAll("registries") RegistryDocument document) {
        Registry registry = registry();
        registry.apply(document);
        Registry elsewhere = registry();

        RegistryFile file = RegistryFile.json(RegistryExport.json(RegistryDrafts.of(registry.current())));
        assertThat(file.check(elsewhere).faults()).isEmpty();
        elsewhere.apply(file.document());

        assertThat(elsewhere.current().devices())
                .containsExactlyInAnyOrderElementsOf(registry.current().devices());
        assertThat(elsewhere.current().assets())
                .containsExactlyInAnyOrderElementsOf(registry.current().assets());
        assertThat(elsewhere.current().profiles())
                .containsExactlyInAnyOrderElementsOf(registry.current().profiles());
        assertThat(elsewhere.current().estates())
                .containsExactlyInAnyOrderElementsOf(registry.current().estates());
    }

    @Property(tries = 300)
    void noBytesAreTooMuch(@ForAll byte[] bytes) {
        Registry registry = registry();

        assertThat(RegistryFile.csv(bytes, Optional.of(CsvKind.DEVICES)).check(registry))
                .isNotNull();
        assertThat(RegistryFile.csv(bytes, Optional.empty()).check(registry).faults())
                .isNotEmpty();
        assertThat(RegistryFile.json(bytes).check(registry)).isNotNull();
    }

    @Property(tries = 300)
    void aDamagedFileIsToldAndThrowsNothing(
            @ForAll("registries") RegistryDocument document, @ForAll int at, @ForAll byte with) {
        Registry registry = registry();
        registry.apply(document);
        for (CsvKind kind : CsvKind.values()) {
            RegistryFile.csv(damaged(RegistryExport.csv(registry.current(), kind), at, with), Optional.of(kind))
                    .check(registry);
        }
        RegistryFile.json(damaged(RegistryExport.json(RegistryDrafts.of(registry.current())), at, with))
                .check(registry);
    }

    /** A file of few characters may happen to be UTF-8 of something else, too; with one that cannot be, there is no doubt. */
    @Property(tries = 100)
    void aFileInGb18030IsTheSame(@ForAll("chinese") String name) {
        Registry registry = registry();
        registry.apply(Estates.document("p-1"));
        String csv = "id,estate,type,name_en,name_zh\r\npipe-9,e-1,PIPE_SECTION,Pipe," + name + "阀\r\n";

        RegistryFile file = RegistryFile.csv(csv.getBytes(Charset.forName("GB18030")), Optional.empty());

        assertThat(file.encoding()).isEqualTo("GB18030");
        assertThat(file.check(registry).faults()).isEmpty();
        assertThat(file.document())
                .isEqualTo(RegistryFile.csv(csv.getBytes(StandardCharsets.UTF_8), Optional.empty())
                        .document());
    }

    private static byte[] damaged(byte[] bytes, int at, byte with) {
        bytes[Math.floorMod(at, bytes.length)] = with;
        return bytes;
    }

    private static Registry registry() {
        return new Registry(new StoredInMemory(), new SecureRandom(), Estates.CLOCK);
    }

    @Provide
    Arbitrary<String> chinese() {
        return Arbitraries.strings()
                .withCharRange('\u4e00', '\u9fa5')
                .ofMinLength(4)
                .ofMaxLength(12);
    }

    @Provide
    Arbitrary<RegistryDocument> registries() {
        Arbitrary<String> names = Arbitraries.oneOf(
                Arbitraries.of("=1+1", "'quoted", "a,b", "say \"hi\"", "two\r\nlines", " blank ", "阀门 1", "-5", "''"),
                Arbitraries.strings()
                        .withChars("ab ,;\"'=+-@\r\n\t阀门|")
                        .ofMinLength(1)
                        .ofMaxLength(8)
                        .filter(s -> !s.isBlank()));
        Arbitrary<Double> numbers = Arbitraries.doubles().between(-1e12, 1e12).ofScale(6);
        return Combinators.combine(
                        names.list().ofSize(4),
                        numbers.list().ofSize(4),
                        Arbitraries.integers().between(1, 4))
                .as(RoundTripTest::document);
    }

    private static RegistryDocument document(List<String> names, List<Double> numbers, int size) {
        List<AssetDraft> assets = new ArrayList<>();
        List<DeviceDraft> devices = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            Map<String, Double> attributes = new HashMap<>();
            attributes.put("attr_" + i, numbers.get(i));
            attributes.put("odd, \"name\"", numbers.get(0));
            assets.add(new AssetDraft(
                    "a-" + i,
                    "e-1",
                    i == 0 ? null : "a-" + (i - 1),
                    "LAMP",
                    new NameDraft(names.get(i), names.get((i + 1) % names.size())),
                    i % 2 == 0 ? attributes : Map.of()));
            List<String> addresses = new ArrayList<>();
            for (int k = 0; k < i; k++) {
                addresses.add("topic:plant/" + i + ", \"line\" " + k);
            }
            devices.add(new DeviceDraft("d-" + i, "e-1", "a-" + i, "lamp", "PT" + (i + 1) + "M30S", addresses));
        }
        return new RegistryDocument(
                List.of(new EstateDraft("e-1", new NameDraft(names.get(0), null), 31.2, 121.5, "Asia/Shanghai", 8)),
                List.of(new ProfileDraft(
                        "lamp",
                        new NameDraft("Lamp", "灯"),
                        List.of(new MetricDraft("power", "W", 0.0, null), new MetricDraft("on", "1", null, null)),
                        "codec-1",
                        List.of(new MappingDraft("a[0].b", "on", null, 2.0, null, Map.of("open", 1.0))))),
                assets,
                devices);
    }
}
