package io.caretaker.alerting.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.caretaker.model.fault.FaultEvent.FaultRaised;
import io.caretaker.model.fault.Severity;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class WaterFaultsTest {
    private final World world = new World("2026-03-09T06:00");

    private void burst(double from, double to, double flow, double drop) {
        world.add("inlet", "water_flow", h -> h >= from && h < to ? flow : 0);
        world.add("inlet", "water_pressure", h -> h >= from && h < to ? -drop : 0);
        world.add("pipe-a", "water_pressure", h -> h >= from && h < to ? -2 * drop : 0);
        world.add("pipe-b", "water_pressure", h -> h >= from && h < to ? -1.5 * drop : 0);
    }

    @Test
    void burstIsRaisedWithinMinutesInTheFirstHoursAndClearedAfterRepair() {
        burst(4.5, 7, 12, 30);

        world.playFor(Duration.ofHours(10));

        assertThat(world.raised("pipe-burst")).hasSize(1);
        FaultRaised raised = world.raised("pipe-burst").get(0);
        assertThat(raised.asset()).isEqualTo("inlet");
        assertThat(raised.severity()).isEqualTo(Severity.S1);
        assertThat(world.hours(raised.onsetMicros())).isBetween(4.49, 4.55);
        assertThat(world.hours(raised.timeMicros())).isLessThan(4.6);
        assertThat(raised.evidence())
                .extracting("metric")
                .contains("water_flow", "water_flow_usual", "water_pressure_drop");
        assertThat(world.cleared("pipe-burst")).hasSize(1);
        assertThat(world.hours(world.cleared("pipe-burst").get(0).timeMicros())).isBetween(8.0, 8.2);
    }

    @Test
    void evidenceNamesTheSensorWithTheLargestFallFirst() {
        world.playFor(Duration.ofHours(4));
        burst(4.1, 24, 12, 30);

        world.playFor(Duration.ofHours(1));

        FaultRaised raised = world.raised("pipe-burst").get(0);
        assertThat(raised.evidence().stream()
                        .filter(e -> e.metric().equals("water_pressure_drop"))
                        .findFirst()
                        .orElseThrow()
                        .value())
                .isGreaterThan(25);
    }

    @Test
    void burstAtNightWithoutALearnedProfileIsClearedByTheStepDown() {
        World night = new World("2026-03-09T22:00");
        night.add("inlet", "water_flow", h -> h >= 4 && h < 6 ? 8 : 0);
        night.add("inlet", "water_pressure", h -> h >= 4 && h < 6 ? -40 : 0);

        night.playFor(Duration.ofHours(12));

        assertThat(night.raised("pipe-burst")).hasSize(1);
        assertThat(night.cleared("pipe-burst")).hasSize(1);
        assertThat(night.hours(night.cleared("pipe-burst").get(0).timeMicros())).isBetween(7.0, 7.2);
    }

    @Test
    void fillingTankIsNoBurst() {
        world.add("inlet", "water_flow", h -> h >= 5 && h < 6 ? 8 : 0);
        world.add("inlet", "water_pressure", h -> h >= 5 && h < 6 ? -25 : 0);
        world.add("pipe-a", "water_pressure", h -> h >= 5 && h < 6 ? -25 : 0);
        world.signal("tank", "water_flow", h -> h >= 5 && h < 6 ? 8 : 0);

        world.playFor(Duration.ofHours(8));

        assertThat(world.raised("pipe-burst")).isEmpty();
    }

    @Test
    void tanksThatBeginToFillMinutesApartAreNoBurst() {
        for (int minute = 0; minute < 5; minute++) {
            World tanks = new World("2026-03-09T06:00");
            double first = 5 + minute / 60.0 - 0.005;
            double second = first + 3 / 60.0;
            World.Signal filling = h -> h < first || h >= 7 ? 0 : h < second ? 8 : 16;
            tanks.add("inlet", "water_flow", filling);
            tanks.add("inlet", "water_pressure", h -> -3 * filling.at(h));
            tanks.add("pipe-a", "water_pressure", h -> -3 * filling.at(h));
            tanks.signal("tank", "water_flow", filling);

            tanks.playFor(Duration.ofHours(6));

            assertThat(tanks.raised("pipe-burst"))
                    .as("begins at minute " + minute)
                    .isEmpty();
        }
    }

    @Test
    void pumpStartRaisesFlowAndPressureAndIsNoBurst() {
        world.add("inlet", "water_flow", h -> h >= 5 ? 8 : 0);
        world.add("inlet", "water_pressure", h -> h >= 5 ? 40 : 0);

        world.playFor(Duration.ofHours(8));

        assertThat(world.raised("pipe-burst")).isEmpty();
    }

    @Test
    void knownOpenHydrantIsNoBurst() {
        world.signal("hydrant", "hydrant_cap_open", h -> h >= 4.9 ? 1 : 0);
        world.playFor(Duration.ofMinutes(295));
        world.report("hydrant");
        burst(4.95, 6, 10, 30);

        world.playFor(Duration.ofHours(2));

        assertThat(world.raised("hydrant-open")).hasSize(1);
        assertThat(world.raised("pipe-burst")).isEmpty();
    }

    @Test
    void oneHighSampleIsNoBurst() {
        burst(5, 5.03, 20, 60);

        world.playFor(Duration.ofHours(7));

        assertThat(world.raised("pipe-burst")).isEmpty();
    }

    @Test
    void lowPressureOfTheWholeZoneIsRaisedAfterTenMinutesAndClearedWhenBack() {
        for (String sensor : new String[] {"inlet", "pipe-a", "pipe-b"}) {
            world.signal(sensor, "water_pressure", h -> (h >= 1 && h < 3 ? 80 : 350) + world.noise(1));
        }

        world.playFor(Duration.ofHours(5));

        assertThat(world.raised("supply-low-pressure")).hasSize(1);
        FaultRaised raised = world.raised("supply-low-pressure").get(0);
        assertThat(world.hours(raised.onsetMicros())).isBetween(0.99, 1.1);
        assertThat(world.hours(raised.timeMicros()) - world.hours(raised.onsetMicros()))
                .isBetween(0.16, 0.2);
        assertThat(world.cleared("supply-low-pressure")).hasSize(1);
        assertThat(world.raised("pipe-burst")).isEmpty();
    }

    @Test
    void closedIsolationValveOfOneSensorIsNotLowPressure() {
        world.signal("inlet", "water_pressure", h -> h >= 1 ? world.noise(1) : 350 + world.noise(1));

        world.playFor(Duration.ofHours(3));

        assertThat(world.raised("supply-low-pressure")).isEmpty();
    }

    @Test
    void dipOfAFewMinutesIsNotLowPressure() {
        for (String sensor : new String[] {"inlet", "pipe-a", "pipe-b"}) {
            world.signal(sensor, "water_pressure", h -> (h >= 1 && h < 1.12 ? 80 : 350) + world.noise(1));
        }

        world.playFor(Duration.ofHours(3));

        assertThat(world.raised("supply-low-pressure")).isEmpty();
    }

    @Test
    void lowTankIsRaisedBelowAQuarterAndClearedAboveTheHysteresis() {
        world.signal("tank", "tank_level", h -> h < 1 ? 2 : h < 3 ? 0.55 : h < 5 ? 0.7 : 1.2);

        world.playFor(Duration.ofHours(4.9 > 0 ? 5 : 0));
        assertThat(world.raised("roof-tank-low")).hasSize(1);
        assertThat(world.raised("roof-tank-low").get(0).evidence().get(0).limit())
                .isEqualTo(0.625, within());
        assertThat(world.cleared("roof-tank-low"))
                .as("0.7 m lies inside the hysteresis")
                .isEmpty();

        world.playFor(Duration.ofHours(1));
        assertThat(world.cleared("roof-tank-low")).hasSize(1);
    }

    private static org.assertj.core.data.Offset<Double> within() {
        return org.assertj.core.data.Offset.offset(1e-6);
    }

    @Test
    void tankAtItsLipWithInflowOverflows() {
        world.signal("tank", "tank_level", h -> h < 1 ? 2 : h < 3 ? 2.48 + world.noise(0.003) : 2.2);
        world.signal("tank", "water_flow", h -> h < 3 ? 1.5 : 0);

        world.playFor(Duration.ofHours(4));

        assertThat(world.raised("roof-tank-overflow")).hasSize(1);
        assertThat(world.cleared("roof-tank-overflow")).hasSize(1);
    }

    @Test
    void fullTankWithoutInflowDoesNotOverflow() {
        world.signal("tank", "tank_level", h -> 2.48 + world.noise(0.003));
        world.signal("tank", "water_flow", h -> 0.1);

        world.playFor(Duration.ofHours(4));

        assertThat(world.raised("roof-tank-overflow")).isEmpty();
    }

    @Test
    void oneManholeBackingUpIsABlockage() {
        world.signal("manhole-2", "sewer_level", h -> Math.min(1.5, 0.3 + 0.3 * h) + world.noise(0.004));

        world.playFor(Duration.ofHours(8));

        assertThat(world.raised("sewer-blockage")).hasSize(1);
        assertThat(world.raised("sewer-blockage").get(0).asset()).isEqualTo("manhole-2");
    }

    @Test
    void rainOnAllManholesIsNoBlockage() {
        for (int i = 1; i <= 4; i++) {
            double peak = 0.9 + 0.15 * i;
            world.signal("manhole-" + i, "sewer_level", h -> 0.3 + peak * Math.min(1, h / 2) + world.noise(0.004));
        }

        world.playFor(Duration.ofHours(8));

        assertThat(world.raised("sewer-blockage")).isEmpty();
    }

    @Test
    void leakThatLiftsTheNightIsFoundAfterThreeNightsAndProvedByThree() {
        world.add("inlet", "water_flow", h -> h > 5 * 24 && h < 10 * 24 ? 1.2 : 0);

        world.playFor(Duration.ofDays(14));

        assertThat(world.raised("pipe-leak-hidden")).hasSize(1);
        FaultRaised raised = world.raised("pipe-leak-hidden").get(0);
        assertThat(world.hours(raised.timeMicros()) / 24).isBetween(7.9, 8.0);
        assertThat(world.hours(raised.onsetMicros()) / 24).isBetween(5.8, 5.9);
        assertThat(world.cleared("pipe-leak-hidden")).hasSize(1);
    }

    @Test
    void largeLeakIsFoundAfterOneNight() {
        world.add("inlet", "water_flow", h -> h > 5 * 24 ? 4 * Math.min(1, (h - 5 * 24) / 6) : 0);

        world.playFor(Duration.ofDays(6));

        assertThat(world.raised("pipe-leak-hidden")).hasSize(1);
    }

    @Test
    void festivalNightIsNoLeak() {
        world.add("inlet", "water_flow", h -> h > 5 * 24 && h < 6 * 24 ? 0.9 : 0);

        world.playFor(Duration.ofDays(9));

        assertThat(world.raised("pipe-leak-hidden")).isEmpty();
    }

    @Test
    void nightWithOverflowingTankIsNoLeak() {
        world.add("inlet", "water_flow", h -> h > 5 * 24 ? 1.2 : 0);
        world.signal("tank", "tank_level", h -> h > 5 * 24 ? 2.49 : 2 + world.noise(0.01));

        world.playFor(Duration.ofDays(9));

        assertThat(world.raised("pipe-leak-hidden")).isEmpty();
    }

    @Test
    void nightInWhichAnEmptyTankIsFilledIsNoLeak() {
        double from = 6 * 24 - 6; // midnight
        World.Signal filling = h -> h < from ? 0 : Math.min(1, (h - from) / 6);
        world.add("inlet", "water_flow", h -> h > from && h < from + 6 ? 4 : 0);
        world.signal("tank", "tank_level", h -> 0.4 + 1.8 * filling.at(h) + world.noise(0.004));

        world.playFor(Duration.ofDays(7));

        assertThat(world.raised("pipe-leak-hidden")).isEmpty();
    }
}
