package io.caretaker.alerting.incident;

import static io.caretaker.alerting.incident.Street.CABINET;
import static io.caretaker.alerting.incident.Street.lamp;
import static org.assertj.core.api.Assertions.assertThat;

import io.caretaker.model.incident.Incident;
import io.caretaker.model.incident.IncidentState;
import io.caretaker.model.incident.TimelineEntry;
import org.junit.jupiter.api.Test;

/** The worked example of the field guide: a cabinet loses its mains, eighty lamps fall silent. Minute 2 is 19:02. */
class CabinetOutageTest {
    private final Watch watch = new Watch(Street.withLamps(80, 4));

    @Test
    void eightySilentLampsBelowADeadCabinetAreOneIncident() {
        cabinetFails();
        lampsFallSilent();

        assertThat(watch.open()).hasSize(1);
        Incident incident = watch.of("light-cabinet-outage", CABINET);
        assertThat(incident.symptoms()).isEqualTo(80);
        assertThat(incident.scope()).isEqualTo(CABINET);
        assertThat(incident.estate()).isEqualTo("e1");
        assertThat(incident.faults().get(0).root()).isTrue();
    }

    @Test
    void theTimelineCountsSymptomsInOneEntry() {
        cabinetFails();
        lampsFallSilent();

        Incident incident = watch.of("light-cabinet-outage", CABINET);
        assertThat(Watch.kinds(incident)).containsExactly("opened", "symptom-attached");
        TimelineEntry attached = Watch.last(incident);
        assertThat(attached.details()).containsEntry("symptoms", "80").containsEntry("events", "80");
        assertThat(incident.timeline().get(0).details())
                .containsEntry("value", "1.5")
                .containsEntry("limit", "6")
                .containsEntry("unit", "V");
    }

    @Test
    void theLampThatStaysDarkBecomesItsOwnIncident() {
        cabinetFails();
        lampsFallSilent();

        watch.until(120);
        watch.clear("light-cabinet-outage", CABINET);
        for (int n = 1; n <= 80; n++) {
            watch.clear("device-stale", lamp(n));
        }
        watch.until(150);
        watch.raise("lamp-out", lamp(37), 120);
        watch.until(155);

        assertThat(watch.of("light-cabinet-outage", CABINET).state()).isEqualTo(IncidentState.RESOLVED);
        Incident lamp = watch.of("lamp-out", lamp(37));
        assertThat(lamp.state()).isEqualTo(IncidentState.OPEN);
        watch.until(181);
        assertThat(watch.of("light-cabinet-outage", CABINET).state()).isEqualTo(IncidentState.CLOSED);
        assertThat(watch.open()).containsExactly(watch.of("lamp-out", lamp(37)));
    }

    @Test
    void aSymptomThatOutlivesItsCauseByTwoIntervalsBecomesItsOwnIncident() {
        cabinetFails();
        lampsFallSilent();

        watch.until(120);
        watch.clear("light-cabinet-outage", CABINET);
        for (int n = 1; n <= 80; n++) {
            if (n != 37) {
                watch.clear("device-stale", lamp(n));
            }
        }
        watch.until(149);
        assertThat(watch.open()).hasSize(1);
        watch.until(150);

        Incident lamp = watch.of("device-stale", lamp(37));
        Incident cabinet = watch.of("light-cabinet-outage", CABINET);
        assertThat(lamp.timeline().get(0).details()).containsEntry("residualOf", cabinet.id());
        assertThat(cabinet.state()).isEqualTo(IncidentState.RESOLVED);
        assertThat(Watch.kinds(cabinet)).contains("symptom-detached");
    }

    @Test
    void aCauseThatIsDetectedLateTakesInTheSymptomsBeforeIt() {
        watch.until(10);
        watch.raise("lamp-out", lamp(5), 2);
        watch.until(15);
        Incident early = watch.of("lamp-out", lamp(5));
        watch.raise("lamp-out", lamp(6), 3);
        watch.until(17);
        watch.raise("light-cabinet-outage", CABINET, 16);

        assertThat(watch.open()).extracting(Incident::type).containsExactly("light-cabinet-outage");
        Incident cabinet = watch.of("light-cabinet-outage", CABINET);
        assertThat(cabinet.symptoms()).isEqualTo(2);
        Incident merged = watch.all().get(early.id());
        assertThat(merged.state()).isEqualTo(IncidentState.CLOSED);
        assertThat(Watch.last(merged).kind()).isEqualTo("merged");
        assertThat(Watch.last(merged).details()).containsEntry("into", cabinet.id());
        assertThat(watch.held()).isZero();
    }

    @Test
    void aLampThatWasDarkLongBeforeTheOutageStaysItsOwnIncident() {
        watch.until(10);
        watch.raise("lamp-out", lamp(5), 2);
        watch.until(60);
        watch.raise("light-cabinet-outage", CABINET, 60);

        assertThat(watch.open()).hasSize(2);
    }

    @Test
    void manyLampsSilentTogetherRaiseTheOutageThatTheCabinetDidNotReport() {
        watch.until(50);
        for (int n = 1; n <= 50; n++) {
            watch.raise("device-stale", lamp(n), 2 + n % 15);
        }
        watch.until(55);

        assertThat(watch.open()).hasSize(1);
        Incident outage = watch.of("light-cabinet-outage", CABINET);
        assertThat(outage.symptoms()).isEqualTo(50);
        assertThat(outage.faults().get(0).evidence().get(0).limit()).isEqualTo(48);
        assertThat(watch.held()).isZero();
    }

    @Test
    void lampsThatFallSilentOverAnIntervalWaitForEachOther() {
        for (int n = 1; n <= 75; n++) {
            watch.until(47 + n / 5);
            watch.raise("device-stale", lamp(n), 2 + n / 5);
        }
        watch.until(100);

        assertThat(watch.all()).hasSize(1);
        assertThat(watch.of("light-cabinet-outage", CABINET).symptoms()).isEqualTo(75);
    }

    @Test
    void theLampsOfOneCircuitMakeACircuitOutage() {
        watch.until(50);
        for (int n = 4; n <= 80; n += 4) {
            watch.raise("device-stale", lamp(n), 2);
        }
        watch.until(55);

        assertThat(watch.open()).extracting(Incident::type).containsExactly("light-circuit-outage");
        assertThat(watch.open().get(0).asset()).isEqualTo("circuit-1");
    }

    @Test
    void aConcludedOutageEndsWhenMostLampsAreBack() {
        manyLampsSilentTogetherRaiseTheOutageThatTheCabinetDidNotReport();

        for (int n = 1; n <= 49; n++) {
            watch.clear("device-stale", lamp(n));
        }
        watch.until(84);
        assertThat(watch.open()).hasSize(1);
        watch.until(90);

        assertThat(watch.of("light-cabinet-outage", CABINET).state()).isEqualTo(IncidentState.RESOLVED);
        assertThat(watch.of("device-stale", lamp(50)).state()).isEqualTo(IncidentState.OPEN);
    }

    private void cabinetFails() {
        watch.until(2);
        watch.raise("light-cabinet-outage", CABINET, 2);
    }

    private void lampsFallSilent() {
        for (int n = 1; n <= 80; n++) {
            watch.until(47 + n % 15);
            watch.raise("device-stale", lamp(n), 2 + n % 15);
        }
        watch.until(70);
    }
}
