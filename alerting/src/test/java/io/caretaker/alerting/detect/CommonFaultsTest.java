package io.caretaker.alerting.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.caretaker.alerting.rule.RuleCodec;
import io.caretaker.alerting.rule.RuleOverride;
import io.caretaker.model.Times;
import io.caretaker.model.fault.Severity;
import io.caretaker.model.journal.JournalEntry.CommandIssued;
import io.caretaker.model.journal.JournalEntry.ReadingsReceived;
import io.caretaker.model.reading.Quality;
import io.caretaker.model.reading.Reading;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CommonFaultsTest {
    private final World world = new World("2026-03-10T08:00");

    @Test
    void silentDeviceIsStaleAfterThreeIntervalsAndClearedByItsNextMessage() {
        world.playFor(Duration.ofMinutes(60));
        world.silence("pipe-a", true);
        world.playFor(Duration.ofMinutes(30));

        assertThat(world.raised("device-stale")).hasSize(1);
        assertThat(world.raised("device-stale").get(0).asset()).isEqualTo("pipe-a");
        assertThat(world.hours(world.raised("device-stale").get(0).timeMicros()))
                .isBetween(1.15, 1.25);

        world.silence("pipe-a", false);
        world.playFor(Duration.ofMinutes(10));
        assertThat(world.cleared("device-stale")).hasSize(1);
    }

    @Test
    void silentFirePressureIsMoreSevere() {
        world.playFor(Duration.ofMinutes(60));
        world.silence("fire-main", true);
        world.playFor(Duration.ofMinutes(30));

        assertThat(world.raised("device-stale").get(0).severity()).isEqualTo(Severity.S2);
    }

    @Test
    void pauseOfTheServiceItselfMakesNoDeviceStale() {
        world.playFor(Duration.ofMinutes(60));
        world.skip(Duration.ofHours(5));

        world.playFor(Duration.ofMinutes(60));

        assertThat(world.raised("device-stale")).isEmpty();
    }

    @Test
    void frozenPressureIsStuckWhileItsPeersMove() {
        world.signal("pipe-a", "water_pressure", h -> h > 1 && h < 9 ? 351.5 : 350 + world.noise(2));

        world.playFor(Duration.ofHours(10));

        assertThat(world.raised("sensor-stuck")).hasSize(1);
        assertThat(world.raised("sensor-stuck").get(0).asset()).isEqualTo("pipe-a");
        assertThat(world.cleared("sensor-stuck")).hasSize(1);
    }

    @Test
    void allConstantIsACalmZoneAndNotStuck() {
        for (String sensor : List.of("inlet", "pipe-a", "pipe-b")) {
            world.signal(sensor, "water_pressure", h -> 350);
        }

        world.playFor(Duration.ofHours(10));

        assertThat(world.raised("sensor-stuck")).isEmpty();
    }

    @Test
    void fiveImplausibleValuesInAnHourAreRaisedAndFourAreNot() {
        world.playFor(Duration.ofMinutes(30));
        for (int i = 0; i < 4; i++) {
            world.bad("pipe-a", "water_pressure", 9999);
            world.playFor(Duration.ofMinutes(5));
        }
        assertThat(world.raised("sensor-out-of-range")).isEmpty();

        world.bad("pipe-a", "water_pressure", 9999);
        assertThat(world.raised("sensor-out-of-range")).hasSize(1);
        assertThat(world.raised("supply-low-pressure")).isEmpty();

        world.playFor(Duration.ofHours(25));
        assertThat(world.cleared("sensor-out-of-range")).hasSize(1);
    }

    @Test
    void dataGapStartsTheOnDelayAnew() {
        world.signal("tank", "tank_level", h -> h >= 1 ? 0.5 : 2);
        world.playFor(Duration.ofMinutes(66));
        world.silence("tank", true);
        world.playFor(Duration.ofMinutes(25));
        world.silence("tank", false);
        world.playFor(Duration.ofMinutes(9));

        assertThat(world.raised("roof-tank-low")).isEmpty();

        world.playFor(Duration.ofMinutes(10));
        assertThat(world.raised("roof-tank-low")).hasSize(1);
        assertThat(world.hours(world.raised("roof-tank-low").get(0).onsetMicros()))
                .isGreaterThan(1.5);
    }

    @Test
    void readingsLaterThanTheAllowanceNeverRaise() {
        world.playFor(Duration.ofHours(2));
        world.silence("fire-main", true);
        world.playFor(Duration.ofMinutes(60));
        long end = Times.micros(world.now()) - Duration.ofMinutes(25).toNanos() / 1000;
        for (long time = end - 40 * 60_000_000L; time < end; time += 60_000_000L) {
            world.put(new ReadingsReceived(
                    "fire-main",
                    Times.micros(world.now()),
                    List.of(Reading.good("fire-main", "fire_pressure", time, 100))));
        }
        assertThat(world.raised("fire-main-low-pressure"))
                .as("the main has no watermark of its own while its tank reports")
                .isEmpty();
        assertThat(world.detection.counts().late()).isEqualTo(40);
    }

    @Test
    void readingFromTheFutureIsNotJudged() {
        world.playFor(Duration.ofHours(1));
        long future = Times.micros(world.now()) + 3 * 3_600_000_000L;
        for (int i = 0; i < 5; i++) {
            world.put(new ReadingsReceived(
                    "fire-main",
                    Times.micros(world.now()),
                    List.of(new Reading(
                            "fire-main", "fire_pressure", future + i * 60_000_000L, 10, Quality.SUSPECT, "FUTURE"))));
        }
        world.playFor(Duration.ofHours(1));

        assertThat(world.raised("fire-main-low-pressure")).isEmpty();
        assertThat(world.detection.counts().late()).isZero();
    }

    @Test
    void overrideForOneDeviceChangesItsLimitAndKeepsTheStateOfTheOthers() {
        world.signal("fire-main", "fire_pressure", h -> 370);
        world.signal("tank", "tank_level", h -> h >= 1 ? 0.5 : 2);
        world.playFor(Duration.ofMinutes(66));
        RuleOverride override = new RuleOverride(
                "fire-main-low-pressure",
                RuleOverride.Level.DEVICE,
                "fire-main",
                Map.of("limit", 0.95, "clear_limit", 0.99),
                Optional.empty());

        world.put(new CommandIssued(
                "rule.override",
                "fire-main-low-pressure",
                "ann",
                Times.micros(world.now()),
                RuleCodec.overrideBody(override, "gauge reads high")));
        world.playFor(Duration.ofMinutes(5));

        assertThat(world.raised("fire-main-low-pressure")).hasSize(1);
        assertThat(world.hours(world.raised("roof-tank-low").get(0).onsetMicros()))
                .as("the on-delay of the tank went on running")
                .isEqualTo(1);
    }

    @Test
    void ruleSwitchedOffClearsItsFault() {
        world.signal("fire-tank", "fire_tank_level", h -> 1);
        world.playFor(Duration.ofMinutes(30));
        assertThat(world.raised("fire-tank-low")).hasSize(1);

        RuleOverride off =
                new RuleOverride("fire-tank-low", RuleOverride.Level.ESTATE, "e1", Map.of(), Optional.of(false));
        world.put(new CommandIssued(
                "rule.override",
                "fire-tank-low",
                "ann",
                Times.micros(world.now()),
                RuleCodec.overrideBody(off, "rebuilt")));

        assertThat(world.cleared("fire-tank-low")).hasSize(1);
    }

    @Test
    void ruleThatMakesNoSenseChangesNothing() {
        world.playFor(Duration.ofMinutes(5));

        world.put(new CommandIssued("rule.put", "x", "ann", Times.micros(world.now()), "{\"rule\":{\"id\":\"x\"}}"));
        world.put(new CommandIssued("rule.put", "x", "ann", Times.micros(world.now()), "no json"));

        assertThat(world.detection.counts().invalidRule()).isEqualTo(2);
        assertThat(world.detection.rules().rule("x")).isEmpty();
    }
}
