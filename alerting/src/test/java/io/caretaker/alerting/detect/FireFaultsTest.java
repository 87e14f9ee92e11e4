package io.caretaker.alerting.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.caretaker.model.fault.Severity;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FireFaultsTest {
    private final World world = new World("2026-03-10T08:00");

    @Test
    void lowMainIsRaisedBelowNineTenthsOfItsSetPressure() {
        world.signal("fire-main", "fire_pressure", h -> h > 1 && h < 3 ? 250 : 400);

        world.playFor(Duration.ofHours(4));

        assertThat(world.raised("fire-main-low-pressure")).hasSize(1);
        assertThat(world.raised("fire-main-low-pressure")
                        .get(0)
                        .evidence()
                        .get(0)
                        .limit())
                .isEqualTo(360.0, within());
        assertThat(world.raised("fire-main-low-pressure").get(0).evidence())
                .extracting("metric")
                .contains("fire_pressure_usual");
        assertThat(world.cleared("fire-main-low-pressure")).hasSize(1);
    }

    private static org.assertj.core.data.Offset<Double> within() {
        return org.assertj.core.data.Offset.offset(0.01);
    }

    @Test
    void weeklyPumpTestOfAMinuteIsNotLowPressure() {
        world.signal("fire-main", "fire_pressure", h -> h > 0.99 && h < 1.02 ? 320 : 400);

        world.playFor(Duration.ofHours(2));

        assertThat(world.raised("fire-main-low-pressure")).isEmpty();
    }

    @Test
    void jockeyStartingEveryTwoMinutesIsCyclingAfterThreeHours() {
        world.signal(
                "fire-pump",
                "jockey_starts_total",
                h -> Math.floor(h < 2 ? 3 * h : h < 8 ? 6 + 30 * (h - 2) : 186 + 2 * (h - 8)));

        world.playFor(Duration.ofHours(12));

        assertThat(world.raised("fire-jockey-cycling")).hasSize(1);
        assertThat(world.hours(world.raised("fire-jockey-cycling").get(0).timeMicros()))
                .isBetween(5.0, 6.1);
        assertThat(world.cleared("fire-jockey-cycling")).hasSize(1);
    }

    @Test
    void resetOfTheCounterIsNoCycling() {
        world.signal("fire-pump", "jockey_starts_total", h -> Math.floor(h < 4 ? 9000 + 3 * h : 3 * (h - 4)));

        world.playFor(Duration.ofHours(12));

        assertThat(world.raised("fire-jockey-cycling")).isEmpty();
    }

    @Test
    void hourOfHydrantTestsIsNoCycling() {
        world.signal(
                "fire-pump",
                "jockey_starts_total",
                h -> Math.floor(h < 2 ? 3 * h : h < 3 ? 6 + 40 * (h - 2) : 46 + 3 * (h - 3)));

        world.playFor(Duration.ofHours(12));

        assertThat(world.raised("fire-jockey-cycling")).isEmpty();
    }

    @Test
    void lowFireTankIsRaisedAfterAQuarterOfAnHour() {
        world.signal("fire-tank", "fire_tank_level", h -> h > 1 && h < 1.15 ? 2.6 : h > 2 && h < 4 ? 2.6 : 3.1);

        world.playFor(Duration.ofHours(5));

        assertThat(world.raised("fire-tank-low")).hasSize(1);
        assertThat(world.hours(world.raised("fire-tank-low").get(0).onsetMicros()))
                .isGreaterThan(2);
        assertThat(world.cleared("fire-tank-low")).hasSize(1);
    }

    @Test
    void pumpWithoutPowerIsRaisedByTheTickWithoutAnotherMessage() {
        world.playFor(Duration.ofMinutes(64));
        world.signal("fire-pump", "pump_power_ok", h -> 0);
        world.report("fire-pump");

        world.playFor(Duration.ofMinutes(5));

        assertThat(world.raised("fire-pump-unavailable")).hasSize(1);
        assertThat(world.raised("fire-pump-unavailable").get(0).severity()).isEqualTo(Severity.S1);
        assertThat(world.hours(world.raised("fire-pump-unavailable").get(0).timeMicros()))
                .isLessThan(65.5 / 60);
    }

    @Test
    void pumpInManualIsRaisedAfterHalfAnHourAndATechniciansTestIsNot() {
        world.signal("fire-pump", "pump_mode_auto", h -> h > 1 && h < 1.4 || h > 3 && h < 4 ? 0 : 1);

        world.playFor(Duration.ofHours(5));

        assertThat(world.raised("fire-pump-unavailable")).hasSize(1);
        assertThat(world.hours(world.raised("fire-pump-unavailable").get(0).onsetMicros()))
                .isGreaterThan(3);
        assertThat(world.cleared("fire-pump-unavailable")).hasSize(1);
    }

    @Test
    void closedValveIsRaisedAfterAMinuteAndClearedWhenOpened() {
        world.playFor(Duration.ofMinutes(30));
        world.signal("fire-valve", "valve_open", h -> h < 1 ? 0 : 1);
        world.report("fire-valve");
        world.playFor(Duration.ofMinutes(30));
        world.report("fire-valve");
        world.playFor(Duration.ofMinutes(3));

        assertThat(world.raised("fire-valve-closed")).hasSize(1);
        assertThat(world.cleared("fire-valve-closed")).hasSize(1);
    }

    @Test
    void openHydrantIsRaisedAndABounceOfItsContactIsNot() {
        world.playFor(Duration.ofMinutes(30));
        world.signal("hydrant", "hydrant_cap_open", h -> 1);
        world.report("hydrant");
        assertThat(world.raised("hydrant-open")).isEmpty();

        world.playFor(Duration.ofMinutes(2));
        assertThat(world.raised("hydrant-open")).hasSize(1);
    }
}
