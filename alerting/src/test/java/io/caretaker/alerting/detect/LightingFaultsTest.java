package io.caretaker.alerting.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.caretaker.model.fault.Severity;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** 10 March in Shanghai: sunset 18:00, dark (-6°) at 18:23, sunrise 6:07, dark until 5:44. */
class LightingFaultsTest {
    private final World world = new World("2026-03-10T12:00");

    @Test
    void darkLampAtNightIsRaisedAfterTwoSamplesAndClearedWhenItBurns() {
        world.signal("lamp-1", "lamp_power", h -> h < 6 ? 0.8 : h < 10 ? 0.8 : 60);

        world.playFor(Duration.ofHours(12));

        assertThat(world.raised("lamp-out")).hasSize(1);
        assertThat(world.raised("lamp-out").get(0).asset()).isEqualTo("lamp-1");
        assertThat(world.hours(world.raised("lamp-out").get(0).timeMicros())).isBetween(7.0, 7.6);
        assertThat(world.hours(world.cleared("lamp-out").get(0).timeMicros())).isEqualTo(10);
    }

    @Test
    void lampWithoutSupplyVoltageIsNotOut() {
        world.signal("lamp-1", "lamp_power", h -> 0).signal("lamp-1", "lamp_voltage", h -> 0);

        world.playFor(Duration.ofHours(12));

        assertThat(world.raised("lamp-out")).isEmpty();
    }

    @Test
    void lampDimmedToNothingIsNotOut() {
        world.signal("lamp-1", "lamp_power", h -> 0.8).signal("lamp-1", "lamp_dim", h -> 0);

        world.playFor(Duration.ofHours(12));

        assertThat(world.raised("lamp-out")).isEmpty();
    }

    @Test
    void silentLampIsStaleAndNotOut() {
        world.playFor(Duration.ofHours(8));
        world.silence("lamp-1", true);
        world.playFor(Duration.ofHours(3));

        assertThat(world.raised("lamp-out")).isEmpty();
        assertThat(world.raised("device-stale")).hasSize(1);
    }

    @Test
    void darkLampInTheGreyZoneOfDuskIsNobodysFault() {
        world.signal("lamp-1", "lamp_power", h -> h < 6.4 ? 0.8 : 60);

        world.playFor(Duration.ofHours(12));

        assertThat(world.raised("lamp-out")).isEmpty();
    }

    @Test
    void lampBurningAtNoonIsRaisedAfterThreeQuartersOfAnHourAndClearedWhenOff() {
        world.signal("lamp-2", "lamp_power", h -> h < 3 ? 60 : 0.8);

        world.playFor(Duration.ofHours(4));

        assertThat(world.raised("lamp-day-burning")).hasSize(1);
        assertThat(world.hours(world.raised("lamp-day-burning").get(0).timeMicros()))
                .isEqualTo(0.75);
        assertThat(world.hours(world.cleared("lamp-day-burning").get(0).timeMicros()))
                .isEqualTo(3);
    }

    @Test
    void testOfHalfAnHourByDayIsNoDayBurning() {
        world.signal("lamp-2", "lamp_power", h -> h >= 1 && h <= 1.5 ? 60 : 0.8);

        world.playFor(Duration.ofHours(4));

        assertThat(world.raised("lamp-day-burning")).isEmpty();
    }

    @Test
    void cabinetWithoutVoltageAtNightIsAnOutageOnTheCabinetAndNoLampIsOut() {
        world.signal("cabinet", "circuit_voltage", h -> h < 8 || h > 10 ? 226 : 0);
        world.playFor(Duration.ofHours(8));
        for (int i = 1; i <= 5; i++) {
            world.silence("lamp-" + i, true);
        }
        world.playFor(Duration.ofMinutes(40));

        assertThat(world.raised("light-cabinet-outage")).hasSize(1);
        assertThat(world.raised("light-cabinet-outage").get(0).asset()).isEqualTo("cabinet");
        assertThat(world.hours(world.raised("light-cabinet-outage").get(0).timeMicros()))
                .isBetween(8.0, 8.1);
        assertThat(world.raised("lamp-out")).isEmpty();

        world.playFor(Duration.ofHours(2));
        assertThat(world.cleared("light-cabinet-outage")).hasSize(1);
    }

    @Test
    void silentCabinetOverSilentLampsIsAnOutage() {
        world.playFor(Duration.ofHours(8));
        world.silence("cabinet", true);
        for (int i = 1; i <= 4; i++) {
            world.silence("lamp-" + i, true);
        }

        world.playFor(Duration.ofHours(2));

        assertThat(world.raised("light-cabinet-outage")).hasSize(1);

        world.silence("cabinet", false);
        world.playFor(Duration.ofMinutes(5));
        assertThat(world.cleared("light-cabinet-outage")).hasSize(1);
    }

    @Test
    void silentCabinetOverBurningLampsIsOnlyALostLink() {
        world.playFor(Duration.ofHours(8));
        world.silence("cabinet", true);

        world.playFor(Duration.ofHours(2));

        assertThat(world.raised("light-cabinet-outage")).isEmpty();
        assertThat(world.raised("device-stale")).hasSize(1);
    }

    @Test
    void circuitWithoutVoltageByDayIsAsItShouldBe() {
        world.playFor(Duration.ofHours(5));

        assertThat(world.events).isEmpty();
    }

    @Test
    void sustainedLeakageCurrentIsRaisedAndASurgeIsNot() {
        world.signal("cabinet", "residual_current", h -> h > 1 && h < 1.02 ? 400 : h > 2 && h < 3 ? 150 : 20);

        world.playFor(Duration.ofHours(4));

        assertThat(world.raised("light-leakage-current")).hasSize(1);
        assertThat(world.raised("light-leakage-current").get(0).severity()).isEqualTo(Severity.S1);
        assertThat(world.hours(world.raised("light-leakage-current").get(0).onsetMicros()))
                .isGreaterThan(2);
        assertThat(world.cleared("light-leakage-current")).hasSize(1);
    }

    @Test
    void corridorLampThatStaysOnIsStuckAndOneThatIsSometimesOnIsNot() {
        world.signal("corridor", "corridor_lamp_on", h -> h < 4 ? Math.floor(h) % 2 : h < 9 ? 1 : 0);

        world.playFor(Duration.ofHours(12));

        assertThat(world.raised("corridor-lamp-stuck-on")).hasSize(1);
        assertThat(world.hours(world.raised("corridor-lamp-stuck-on").get(0).onsetMicros()))
                .isEqualTo(3);
        assertThat(world.cleared("corridor-lamp-stuck-on")).hasSize(1);
    }
}
