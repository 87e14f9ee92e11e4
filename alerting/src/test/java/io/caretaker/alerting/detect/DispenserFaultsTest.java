package io.caretaker.alerting.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.caretaker.model.fault.Severity;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DispenserFaultsTest {
    private final World world = new World("2026-03-10T08:00");

    private World with(String metric, World.Signal signal) {
        return world.signal("dispenser", metric, signal).playFor(Duration.ofHours(6));
    }

    @Test
    void usedUpFilterIsRaisedAndClearedByItsReplacement() {
        with("filter_volume_total", h -> h < 3 ? 4995 + 4 * h : h - 3);

        assertThat(world.raised("dispenser-filter-exhausted")).hasSize(1);
        assertThat(world.hours(world.raised("dispenser-filter-exhausted").get(0).timeMicros()))
                .isBetween(1.2, 1.4);
        assertThat(world.raised("dispenser-filter-exhausted")
                        .get(0)
                        .evidence()
                        .get(1)
                        .limit())
                .isEqualTo(5000);
        assertThat(world.cleared("dispenser-filter-exhausted")).hasSize(1);
    }

    @Test
    void membraneThatLetsThroughIsRaisedAfterThreeSamples() {
        with("tds_out", h -> h > 1 && h < 3 ? 60 : 12);

        assertThat(world.raised("dispenser-membrane-failure")).hasSize(1);
        assertThat(world.raised("dispenser-membrane-failure")
                        .get(0)
                        .evidence()
                        .get(0)
                        .value())
                .isBetween(0.3, 0.4);
        assertThat(world.cleared("dispenser-membrane-failure")).hasSize(1);
    }

    @Test
    void firstLitresAfterStandstillAreNoMembraneFailure() {
        with("tds_out", h -> h > 1 && h < 1.15 ? 45 : 12);

        assertThat(world.raised("dispenser-membrane-failure")).isEmpty();
    }

    @Test
    void machineWithoutReverseOsmosisHasNoMembraneToFail() {
        World mineral = new World("2026-03-10T08:00").without("dispenser", "has_ro");
        mineral.signal("dispenser", "tds_out", h -> 170);

        mineral.playFor(Duration.ofHours(3));

        assertThat(mineral.raised("dispenser-membrane-failure")).isEmpty();
    }

    @Test
    void turbidWaterIsUnsafeAfterTwoSamples() {
        with("turbidity_out", h -> h > 1 && h < 2 ? 2 : 0.2);

        assertThat(world.raised("dispenser-water-unsafe")).hasSize(1);
        assertThat(world.raised("dispenser-water-unsafe").get(0).severity()).isEqualTo(Severity.S1);
        assertThat(world.cleared("dispenser-water-unsafe")).hasSize(1);
    }

    @Test
    void oneAirBubbleIsNotUnsafe() {
        with("turbidity_out", h -> h > 1 && h < 1.1 ? 5 : 0.2);

        assertThat(world.raised("dispenser-water-unsafe")).isEmpty();
    }

    @Test
    void dispensingWithoutDisinfectionIsUnsafeAndIsRaisedOnceForTwoReasons() {
        world.signal("dispenser", "dispense_flow", h -> 1.5);
        world.signal("dispenser", "turbidity_out", h -> h > 2 && h < 3 ? 2 : 0.2);
        with("uv_intensity", h -> h > 1 && h < 4 ? 0 : 980);

        assertThat(world.raised("dispenser-water-unsafe")).hasSize(1);
        assertThat(world.raised("dispenser-uv-failure")).hasSize(1);
        assertThat(world.cleared("dispenser-water-unsafe")).hasSize(1);
        assertThat(world.hours(world.cleared("dispenser-water-unsafe").get(0).timeMicros()))
                .isBetween(4.9, 5.2);
    }

    @Test
    void deadUvLampWithoutDispensingIsAFailureButNotUnsafe() {
        with("uv_intensity", h -> h > 1 ? 300 : 980);

        assertThat(world.raised("dispenser-uv-failure")).hasSize(1);
        assertThat(world.raised("dispenser-water-unsafe")).isEmpty();
    }

    @Test
    void warmUpOfTheUvLampIsNoFailure() {
        with("uv_intensity", h -> h > 1 && h < 1.09 ? 300 : 980);

        assertThat(world.raised("dispenser-uv-failure")).isEmpty();
    }

    @Test
    void coldWaterForHalfAnHourIsAHeaterFaultAndAHeavyDrawIsNot() {
        with("water_temperature_hot", h -> h > 1 && h < 1.3 ? 70 : h > 3 && h < 5 ? 60 : 91);

        assertThat(world.raised("dispenser-heater-fault")).hasSize(1);
        assertThat(world.hours(world.raised("dispenser-heater-fault").get(0).onsetMicros()))
                .isGreaterThan(3);
        assertThat(world.cleared("dispenser-heater-fault")).hasSize(1);
    }

    @Test
    void overheatingIsAHeaterFaultAtOnce() {
        with("water_temperature_hot", h -> h > 1 ? 103 : 91);

        assertThat(world.raised("dispenser-heater-fault")).hasSize(1);
        assertThat(world.hours(world.raised("dispenser-heater-fault").get(0).timeMicros()))
                .isLessThan(1.2);
    }

    @Test
    void wetTrayIsALeakAndASplashIsNot() {
        with("leak_detected", h -> h > 1 && h < 1.1 || h > 3 && h < 4 ? 1 : 0);

        assertThat(world.raised("dispenser-leak")).hasSize(1);
        assertThat(world.hours(world.raised("dispenser-leak").get(0).onsetMicros()))
                .isGreaterThan(3);
        assertThat(world.cleared("dispenser-leak")).hasSize(1);
    }
}
