package io.caretaker.ingest.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.caretaker.model.Text;
import io.caretaker.model.estate.Asset;
import io.caretaker.model.estate.AssetType;
import io.caretaker.model.estate.Device;
import io.caretaker.model.estate.Estate;
import io.caretaker.model.estate.MetricSpec;
import io.caretaker.model.estate.Profile;
import io.caretaker.model.estate.Topology;
import io.caretaker.model.journal.JournalEntry;
import io.caretaker.model.journal.JournalEntry.ReadingsReceived;
import io.caretaker.model.journal.JournalGroup;
import io.caretaker.model.reading.Quality;
import io.caretaker.model.reading.Reading;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class QualityFoldTest {
    private static final long MINUTE = 60_000_000L;
    private static final long BEGIN = 20_000L * 86_400_000_000L;
    private static final Topology TOPOLOGY = new Topology(
            List.of(new Estate("e", new Text("E", "E"), 0, 0, ZoneId.of("UTC"), 1)),
            List.of(new Asset("a", "e", Optional.empty(), AssetType.FIRE_MAIN, new Text("A", "A"), Map.of())),
            List.of(new Device("d", "e", "a", "p", Duration.ofMinutes(1))),
            List.of(new Profile(
                    "p",
                    new Text("P", "P"),
                    List.of(
                            new MetricSpec("fire_pressure", "kPa", 0, 2_500),
                            new MetricSpec("starts_total", "1", 0, 1e9)))));

    private final QualityFold fold = new QualityFold(() -> TOPOLOGY);
    private long offset;

    @Test
    void aDeviceThatReportsInTimeHasNoFlaws() {
        for (int minute = 0; minute < 60; minute++) {
            report(minute, 300);
        }

        DeviceDay day = onlyDay();
        assertThat(day.flaws()).isEmpty();
        assertThat(day.messages()).isEqualTo(60);
        assertThat(day.readings()).isEqualTo(60);
        assertThat(day.flawedShare()).isZero();
        assertThat(day.lastMicros()).isEqualTo(BEGIN + 59 * MINUTE);
    }

    @Test
    void theSameReadingAgainIsADuplicateAndAnOlderOneIsOutOfOrder() {
        report(0, 300);
        report(2, 301);
        report(2, 301);
        report(1, 302);
        report(1, 302);

        assertThat(onlyDay().flaws()).isEqualTo(Map.of(Flaw.DUPLICATE, 2L, Flaw.OUT_OF_ORDER, 1L));
    }

    @Test
    void messagesThatDidNotComeAreMissingUntilTheyComeLate() {
        report(0, 300);
        report(5, 300);

        assertThat(onlyDay().count(Flaw.MISSING)).isEqualTo(4);
        report(2, 300);
        assertThat(onlyDay().count(Flaw.MISSING)).isEqualTo(3);
    }

    @Test
    void aCounterThatGoesBackWasResetAndAGaugeMayFall() {
        metric("starts_total", 0, 10, Quality.GOOD, "");
        metric("starts_total", 1, 12, Quality.GOOD, "");
        metric("starts_total", 2, 0, Quality.GOOD, "");
        metric("fire_pressure", 3, 300, Quality.GOOD, "");
        metric("fire_pressure", 4, 200, Quality.GOOD, "");

        assertThat(onlyDay().flaws()).isEqualTo(Map.of(Flaw.COUNTER_RESET, 1L));
    }

    @Test
    void flaggedReadingsCountByReason() {
        metric("fire_pressure", 0, 9_999, Quality.BAD, "OUT_OF_RANGE");
        metric("fire_pressure", 1, 300, Quality.SUSPECT, "FUTURE");
        metric("fire_pressure", 2, 300, Quality.SUSPECT, "SOMETHING");

        assertThat(onlyDay().flaws()).isEqualTo(Map.of(Flaw.OUT_OF_RANGE, 1L, Flaw.FUTURE, 1L, Flaw.OTHER, 1L));
    }

    @Test
    void aClockIsJudgedByTheMessageThatTravelledFastest() {
        long behind = 600_000_000L;
        for (int minute = 0; minute < 10; minute++) {
            long delay = minute == 4 ? 0 : 3_600_000_000L;
            received(
                    BEGIN + minute * MINUTE + behind + delay,
                    "fire_pressure",
                    BEGIN + minute * MINUTE,
                    300,
                    Quality.GOOD,
                    "");
        }

        DeviceDay day = onlyDay();
        assertThat(day.offsetMicros()).isEqualTo(behind);
        assertThat(day.clockIsOff()).isTrue();
        assertThat(day.flawedShare()).isEqualTo(1);
    }

    @Test
    void aNewDayBeginsAtNoughtAndTheOldOneIsHandedOver() {
        report(0, 300);
        report(0, 300);
        received(BEGIN + 86_400_000_000L, "fire_pressure", BEGIN + 86_400_000_000L, 300, Quality.GOOD, "");

        List<DeviceDay> days = fold.takeChanged();
        assertThat(days).extracting(DeviceDay::day).containsExactly(20_000, 20_001);
        assertThat(days.get(0).flaws()).isEqualTo(Map.of(Flaw.DUPLICATE, 1L));
        assertThat(days.get(1).messages()).isEqualTo(1);
        assertThat(days.get(1).count(Flaw.MISSING)).isEqualTo(1_439);
    }

    @Test
    void whatWasCountedBeforeIsNotCountedAgain() {
        JournalGroup group = new JournalGroup(0, List.of(entry(0, 300), entry(1, 300), entry(2, 300)));

        fold.fold(group, 2);

        assertThat(onlyDay().messages()).isEqualTo(1);
    }

    @Test
    void anotherRunGoesOnWithTheCountsOfTheDay() {
        report(0, 300);
        report(0, 300);
        DeviceDay before = onlyDay();
        QualityFold next = new QualityFold(() -> TOPOLOGY);
        next.resume(List.of(before));
        next.fold(new JournalGroup(2, List.of(entry(3, 300))), 2);

        DeviceDay after = next.takeChanged().get(0);
        assertThat(after.messages()).isEqualTo(3);
        assertThat(after.flaws()).isEqualTo(Map.of(Flaw.DUPLICATE, 1L, Flaw.MISSING, 2L));
    }

    @Test
    void devicesThatAreNotRegisteredAreNotCounted() {
        fold.fold(
                new JournalGroup(
                        0,
                        List.of(new ReadingsReceived(
                                "stranger", BEGIN, List.of(Reading.good("stranger", "fire_pressure", BEGIN, 1))))),
                0);

        assertThat(fold.takeChanged()).isEmpty();
    }

    @Test
    void theReportHasTheWorstFirst() {
        DeviceDay good = new DeviceDay("d", 1, 10, 10, Map.of(), 0, 0);
        DeviceDay bad = new DeviceDay("d", 2, 10, 10, Map.of(Flaw.MISSING, 10L, Flaw.CONVERTED, 50L), 0, 0);

        QualityReport report = QualityReport.of(TOPOLOGY, List.of(good, bad));

        assertThat(report.devices()).hasSize(1);
        assertThat(report.devices().get(0).sum().flawedShare()).isEqualTo(10 / 30.0);
        assertThat(report.estates().get(0).flawedShare()).isEqualTo(10 / 30.0);
    }

    private DeviceDay onlyDay() {
        // Changed by the test itself, so that an unchanged day does not hide.
        List<DeviceDay> days = fold.takeChanged();
        assertThat(days).hasSize(1);
        return days.get(0);
    }

    private void report(int minute, double value) {
        fold.fold(new JournalGroup(offset, List.of(entry(minute, value))), offset++);
    }

    private static JournalEntry entry(int minute, double value) {
        long time = BEGIN + minute * MINUTE;
        return new ReadingsReceived("d", time + 1_000, List.of(Reading.good("d", "fire_pressure", time, value)));
    }

    private void metric(String metric, int minute, double value, Quality quality, String reason) {
        long time = BEGIN + minute * MINUTE;
        received(time + 1_000, metric, time, value, quality, reason);
    }

    private void received(long arrival, String metric, long time, double value, Quality quality, String reason) {
        JournalEntry entry =
                new ReadingsReceived("d", arrival, List.of(new Reading("d", metric, time, value, quality, reason)));
        fold.fold(new JournalGroup(offset, List.of(entry)), offset++);
    }
}
