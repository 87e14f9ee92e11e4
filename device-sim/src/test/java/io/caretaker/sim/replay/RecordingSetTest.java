package io.caretaker.sim.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingSetTest {
    private static final Mapping SKAB = MappingFile.load("skab");

    @TempDir
    Path data;

    @Test
    void missingValuesGapsAndDuplicateTimesAreTaken() throws IOException {
        file("valve1/0.csv", """
                datetime;Extra;Pressure;Voltage;anomaly
                2020-03-09 10:14:33;x;1.5;230;0
                2020-03-09 10:14:34;y;;NaN;1
                2020-03-09 10:14:34;z;1.6;231
                2020-03-09 10:20:00;z;1.7
                """);

        Recording recording = RecordingSet.read(SKAB, data).get(0);

        assertThat(recording.file()).isEqualTo("valve1/0.csv");
        assertThat(recording.id()).isEqualTo("skab-valve1-0");
        assertThat(recording.rows()).hasSize(4);
        assertThat(recording.rows().get(1).values()).containsOnly(Double.NaN);
        assertThat(recording.rows().get(0).values()).contains(1.5, 230.0, Double.NaN);
    }

    @Test
    void problemsNameFileLineColumnValueAndExpectationAllAtOnce() throws IOException {
        file("a/1.csv", """
                datetime;Pressure
                2020-03-09 10:14:33;high
                9 March;1.2
                """);
        file("a/2.csv", "when;Pressure\n");

        assertThatThrownBy(() -> RecordingSet.read(SKAB, data))
                .isInstanceOf(InvalidRecording.class)
                .hasMessageContaining("a/1.csv, line 2, column Pressure: got \"high\", expected a number, or nothing")
                .hasMessageContaining(
                        "a/1.csv, line 3, column datetime: got \"9 March\", expected a time like yyyy-MM-dd HH:mm:ss")
                .hasMessageContaining("a/2.csv, line 1, column datetime: got \"when;Pressure\"");
    }

    @Test
    void theAnomalyFreeRunIsNoTestRun() throws IOException {
        file("anomaly-free/anomaly-free.csv", "datetime;Pressure\n2020-03-09 10:14:33;1\n");
        file("other/1.csv", "datetime;Pressure\n2020-03-09 10:14:33;1\n");

        assertThat(RecordingSet.read(SKAB, data)).extracting(Recording::file).containsExactly("other/1.csv");
    }

    @Test
    void aDirectoryWithoutSuchFilesIsRefused() {
        assertThatThrownBy(() -> RecordingSet.read(SKAB, data)).hasMessageContaining("files like */*.csv");
    }

    @Test
    void alignedRecordingsKeepWeekdayAndHourWhenTheyAreLong() {
        Recording early = recording("early", "2014-01-01T00:00:00Z", "2014-02-01T00:00:00Z");
        Recording late = recording("late", "2015-03-17T05:00:00Z", "2015-04-17T05:00:00Z");
        Recording brief = recording("brief", "2015-03-17T05:00:00Z", "2015-03-17T06:00:00Z");

        Map<Recording, Duration> shifts = Shift.ALIGN.of(List.of(early, late, brief), Instant.EPOCH);

        assertThat(shifts.get(early)).isZero();
        assertThat(shifts.get(late).toDays() % 7).isZero();
        assertThat(late.first().plus(shifts.get(late))).isBetween("2014-01-01T00:00:00Z", "2014-01-08T00:00:00Z");
        assertThat(brief.first().plus(shifts.get(brief))).isEqualTo("2014-01-01T00:00:00Z");
    }

    @Test
    void theRecordedSetsAreReadAsTheyAre() {
        Path recorded = Path.of(System.getProperty("recorded.data", "nowhere"));
        Assumptions.assumeTrue(Files.isDirectory(recorded.resolve("skab")), "no recorded data at " + recorded);

        assertThat(RecordingSet.read(SKAB, recorded.resolve("skab")))
                .hasSizeGreaterThan(20)
                .allSatisfy(r -> assertThat(r.interval()).isEqualTo(Duration.ofSeconds(1)));
        assertThat(RecordingSet.read(MappingFile.load("nab"), recorded.resolve("nab")))
                .hasSizeGreaterThan(20);
    }

    private static Recording recording(String id, String first, String last) {
        return new Recording(
                id,
                id,
                List.of(
                        new Recording.Row(Instant.parse(first), first, new double[] {1}),
                        new Recording.Row(Instant.parse(last), last, new double[] {1})));
    }

    private void file(String name, String text) throws IOException {
        Path path = data.resolve(name);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
