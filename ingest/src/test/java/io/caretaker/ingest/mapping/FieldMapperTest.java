package io.caretaker.ingest.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.caretaker.ingest.codec.Decoded;
import io.caretaker.ingest.codec.RawReading;
import io.caretaker.model.Text;
import io.caretaker.model.estate.Device;
import io.caretaker.model.estate.FieldMapping;
import io.caretaker.model.estate.MetricSpec;
import io.caretaker.model.estate.Profile;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class FieldMapperTest {
    private static final Device DEVICE = new Device("d1", "e1", "a1", "p1", Duration.ofMinutes(5));

    @Test
    void aMappedFieldIsScaledAndShifted() {
        Decoded.Readings mapped = map(
                List.of(new FieldMapping("data.chn[1].p", "water_pressure", "bar", 0.1, -1, Map.of())),
                Map.of("data", Map.of("chn", List.of(Map.of("p", 7), Map.of("p", 42)))));

        assertThat(mapped.readings())
                .containsExactly(new RawReading(0, "d1", "water_pressure", 42 * 0.1 - 1, "bar", 9L));
        assertThat(mapped.rejected()).isEmpty();
    }

    @Test
    void wordsAndTruthValuesBecomeNumbers() {
        List<FieldMapping> door = List.of(
                new FieldMapping("door", "door_open", "", 1, 0, Map.of("open", 1.0, "close", 0.0)),
                FieldMapping.plain("wet", "leak"));

        assertThat(map(door, Map.of("door", "open", "wet", true)).readings())
                .extracting(RawReading::value)
                .containsExactly(1.0, 1.0);
        assertThat(map(door, Map.of("door", "ajar")).rejected())
                .singleElement()
                .satisfies(r -> assertThat(r.sentence())
                        .isEqualTo("door: got \"ajar\", expected a number or one of close, open"));
    }

    @Test
    void aFieldNamedAsAMetricNeedsNoMapping() {
        assertThat(map(List.of(), Map.of("leak", 1, "rssi", -80)).readings())
                .extracting(RawReading::metric)
                .containsExactly("leak");
    }

    @Test
    void aFieldWithADotInItsNameIsFound() {
        assertThat(map(List.of(FieldMapping.plain("adc.1", "leak")), Map.of("adc.1", 3))
                        .readings())
                .extracting(RawReading::value)
                .containsExactly(3.0);
    }

    @Test
    void theFirstFieldPresentWinsWhereSeveralStandForOneMetric() {
        List<FieldMapping> either = List.of(FieldMapping.plain("new", "leak"), FieldMapping.plain("old", "leak"));

        assertThat(map(either, Map.of("old", 1)).readings()).hasSize(1);
        assertThat(map(either, Map.of("old", 1, "new", 0)).readings())
                .extracting(RawReading::value)
                .containsExactly(0.0);
    }

    @Test
    void aPayloadWithoutAnyMappedFieldNamesWhatItHad() {
        assertThat(map(List.of(), Map.of("a", Map.of("b", List.of(1, 2)))).rejected())
                .singleElement()
                .satisfies(
                        r -> assertThat(r.sentence())
                                .isEqualTo(
                                        "fields: got \"a.b[0], a.b[1]\", expected a field that the mapping of profile p1 names"));
    }

    @Test
    void numbersInTextCountButNotEveryNotationOfJava() {
        List<FieldMapping> leak = List.of(FieldMapping.plain("v", "leak"));

        assertThat(map(leak, Map.of("v", " 21.5 ")).readings()).hasSize(1);
        for (String bad : List.of("1d", "0x10", "0x1p3", "NaN", "Infinity", "", "1e999", "9".repeat(50))) {
            assertThat(map(leak, Map.of("v", bad)).readings()).as(bad).isEmpty();
        }
    }

    @Test
    void aRemarkBehindANumberIsNotPartOfIt() {
        List<FieldMapping> leak = List.of(FieldMapping.plain("v", "leak"));

        assertThat(map(leak, Map.of("v", "1700 mm")).readings())
                .extracting(RawReading::value)
                .containsExactly(1700.0);
        assertThat(map(leak, Map.of("v", "2.3(low battery)")).readings())
                .extracting(RawReading::value)
                .containsExactly(2.3);
        for (String bad : List.of("2021-01-01 12:00", "7 of 9", "1700mm", "(2)", "about 3", "mm")) {
            assertThat(map(leak, Map.of("v", bad)).readings()).as(bad).isEmpty();
        }
    }

    @Property(tries = 2_000)
    void noPathThrows(@ForAll String path, @ForAll String name) {
        Map<String, Object> fields = new HashMap<>();
        fields.put(name, List.of(Map.of(name, 1)));
        if (!path.isBlank() && path.length() <= 200) {
            map(List.of(FieldMapping.plain(path, "leak")), fields);
        }
    }

    private static Decoded.Readings map(List<FieldMapping> mapping, Map<String, Object> fields) {
        Profile profile = new Profile(
                "p1",
                new Text("Test", "测试"),
                List.of(
                        new MetricSpec("water_pressure", "kPa", 0, 2000),
                        new MetricSpec("door_open", "1", 0, 1),
                        new MetricSpec("leak", "1", 0, 1)),
                "",
                mapping);
        return FieldMapper.map(DEVICE, profile, fields, 9L, 0);
    }
}
