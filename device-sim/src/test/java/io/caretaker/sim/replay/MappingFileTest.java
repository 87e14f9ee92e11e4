package io.caretaker.sim.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caretaker.model.InvalidValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MappingFileTest {
    private static final String GOOD = """
            name: pump
            files: "*.csv"
            separator: ";"
            time: {column: when, format: "yyyy-MM-dd HH:mm", zone: Asia/Shanghai}
            output: jsonl
            metrics:
              - {column: P, metric: pressure, unit: kPa, min: 0, max: 1000}
            """;

    @Test
    void aMappingIsRead() {
        Mapping mapping = MappingFile.parse(GOOD);

        assertThat(mapping.time().parse("2026-01-02 08:00")).isEqualTo("2026-01-02T00:00:00Z");
        assertThat(mapping.separator()).isEqualTo(';');
        assertThat(mapping.columns()).hasSize(1);
        assertThat(mapping.output()).isEqualTo(DetectionFormat.JSONL);
    }

    @Test
    void theShippedMappingsAreGoodAndMeasureOnly() {
        assertThat(MappingFile.load("skab").columns()).hasSize(8);
        assertThat(MappingFile.load("nab").columns()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name: pump|name: Pump Nr 1|name",
                "separator: \";\"|separator: \";;\"|separator",
                "Asia/Shanghai|Asia/Atlantis|time.zone",
                "yyyy-MM-dd HH:mm|yyyy-bb|time.format",
                "output: jsonl|output: xml|output",
                "column: P|column: anomaly|metrics[0].column",
                "unit: kPa|unit: ''|metrics[0].unit",
                "min: 0|min: low|metrics[0].min",
                "min: 0|min: 2000|metrics[0].min",
                "files:|fils:|fils",
            })
    void aWrongEntryIsNamed(String from, String to, String field) {
        assertThatThrownBy(() -> MappingFile.parse(GOOD.replace(from, to)))
                .isInstanceOfSatisfying(
                        InvalidValue.class, e -> assertThat(e.field()).isEqualTo(field));
    }

    @Test
    void anUnknownSetIsRefused() {
        assertThatThrownBy(() -> MappingFile.load("/nowhere/x.yaml"))
                .hasMessage("--set: got \"/nowhere/x.yaml\", expected skab, nab or a readable mapping file");
    }
}
