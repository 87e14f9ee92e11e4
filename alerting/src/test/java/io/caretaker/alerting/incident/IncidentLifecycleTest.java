package io.caretaker.alerting.incident;

import static io.caretaker.alerting.incident.Street.lamp;
import static org.assertj.core.api.Assertions.assertThat;

import io.caretaker.model.fault.Severity;
import io.caretaker.model.incident.Incident;
import io.caretaker.model.incident.IncidentItem;
import io.caretaker.model.incident.IncidentState;
import org.junit.jupiter.api.Test;

class IncidentLifecycleTest {
    private final Watch watch = new Watch(Street.withLamps(10, 0));

    @Test
    void aLampFaultWaitsFiveMinutesForItsCause() {
        watch.until(40);
        watch.raise("lamp-out", lamp(1), 10);
        watch.until(44);
        assertThat(watch.all()).isEmpty();

        watch.until(45);

        assertThat(watch.of("lamp-out", lamp(1)).state()).isEqualTo(IncidentState.OPEN);
    }

    @Test
    void aFaultWithoutAPossibleCauseDoesNotWait() {
        watch.raise("sensor-stuck", "pz1-inlet", 0);

        assertThat(watch.open()).hasSize(1);
    }

    @Test
    void dangerToLifeDoesNotWait() {
        watch.raise("fire-main-low-pressure", "fire-main", 0, Severity.S1);

        assertThat(watch.open()).hasSize(1);
    }

    @Test
    void aFaultThatClearsWhileItWaitsTellsNobodyAndIsCounted() {
        watch.raise("lamp-out", lamp(1), 0);
        watch.until(4);
        watch.clear("lamp-out", lamp(1));
        watch.until(30);

        assertThat(watch.all()).isEmpty();
        assertThat(watch.count(Outcome.DAMPED)).isEqualTo(1);
    }

    @Test
    void aBurstTakesInTheLackOfWaterOfItsZoneAndOfWhatTheEstateFeeds() {
        watch.raise("pipe-burst", "pz1", 0);
        watch.until(20);
        watch.raise("roof-tank-low", "pz1-tank", 10);
        watch.raise("roof-tank-low", "pz2-tank", 10);
        watch.raise("dispenser-no-water", "dispenser-1", 12);
        watch.until(40);

        Incident burst = watch.of("pipe-burst", "pz1");
        assertThat(burst.symptoms()).isEqualTo(2);
        assertThat(watch.of("roof-tank-low", "pz2-tank").state()).isEqualTo(IncidentState.OPEN);
    }

    @Test
    void aBlockageThatBacksUpFromManholeToManholeIsOneIncident() {
        watch.raise("sewer-blockage", "pz1-mh3", 0);
        assertThat(watch.open()).hasSize(1);
        watch.until(35);
        watch.raise("sewer-blockage", "pz1-mh2", 35);
        watch.until(65);
        watch.raise("sewer-blockage", "pz1-mh1", 65);
        watch.raise("sewer-blockage", "pz2-mh1", 65);

        assertThat(watch.of("sewer-blockage", "pz1-mh3").symptoms()).isEqualTo(2);
        assertThat(watch.open()).as("another line is another blockage").hasSize(2);
    }

    @Test
    void aManholeThatStaysFullAfterTheBlockageIsGoneIsABlockageOfItsOwn() {
        watch.raise("sewer-blockage", "pz1-mh3", 0);
        watch.until(35);
        watch.raise("sewer-blockage", "pz1-mh2", 35);
        watch.until(60);
        watch.clear("sewer-blockage", "pz1-mh3");
        watch.until(120);

        assertThat(watch.of("sewer-blockage", "pz1-mh2").state()).isEqualTo(IncidentState.OPEN);
    }

    @Test
    void whatStartsLongAfterTheBurstIsNotItsSymptom() {
        watch.raise("pipe-burst", "pz1", 0);
        watch.until(50);
        watch.raise("dispenser-no-water", "dispenser-1", 31);
        watch.until(70);

        assertThat(watch.open()).hasSize(2);
    }

    @Test
    void aDangerousSymptomKeepsAnEntryOfItsOwn() {
        watch.raise("pipe-burst", "pz1", 0);
        watch.until(5);
        watch.raise("fire-main-low-pressure", "fire-main", 3);

        Incident burst = watch.of("pipe-burst", "pz1");
        assertThat(Watch.last(burst).kind()).isEqualTo("life-safety-attached");
        assertThat(burst.symptoms()).isEqualTo(1);
    }

    @Test
    void repairedAndProvedFromOpenToClosed() {
        watch.raise("sensor-stuck", "pz1-inlet", 0);
        String id = watch.of("sensor-stuck", "pz1-inlet").id();

        watch.command("incident.acknowledge", id, "li.na", "{}");
        assertThat(watch.all().get(id).state()).isEqualTo(IncidentState.ACKNOWLEDGED);
        assertThat(watch.all().get(id).acknowledgedBy()).contains("li.na");
        watch.command("task.start", "task-1-" + id, "wang", "{\"incident\":\"" + id + "\"}");
        assertThat(watch.all().get(id).state()).isEqualTo(IncidentState.IN_REPAIR);
        watch.clear("sensor-stuck", "pz1-inlet");
        assertThat(watch.all().get(id).state()).isEqualTo(IncidentState.RESOLVED);
        watch.until(59);
        assertThat(watch.all().get(id).state()).isEqualTo(IncidentState.RESOLVED);
        watch.until(60);

        assertThat(watch.all().get(id).state()).isEqualTo(IncidentState.CLOSED);
        assertThat(Watch.kinds(watch.all().get(id)))
                .containsExactly("opened", "acknowledged", "task-started", "fault-cleared", "resolved", "closed");
    }

    @Test
    void doneThatTelemetryContradictsFailsItsProof() {
        watch.raise("sensor-stuck", "pz1-inlet", 0);
        String id = watch.of("sensor-stuck", "pz1-inlet").id();
        String body = "{\"incident\":\"" + id + "\",\"note\":\"changed the sensor\"}";
        watch.command("task.start", "t", "wang", body);
        watch.command("task.done", "t", "wang", body);

        watch.until(29);
        assertThat(watch.all().get(id).state()).isEqualTo(IncidentState.IN_REPAIR);
        watch.until(31);

        Incident incident = watch.all().get(id);
        assertThat(incident.state()).isEqualTo(IncidentState.ACKNOWLEDGED);
        assertThat(Watch.kinds(incident)).containsOnlyOnce("proof-failed");
    }

    @Test
    void aFaultThatReturnsDuringTheProofReopens() {
        watch.raise("sensor-stuck", "pz1-inlet", 0);
        watch.clear("sensor-stuck", "pz1-inlet");
        watch.until(30);
        watch.raise("sensor-stuck", "pz1-inlet", 30);

        Incident incident = watch.of("sensor-stuck", "pz1-inlet");
        assertThat(watch.all()).hasSize(1);
        assertThat(incident.state()).isEqualTo(IncidentState.OPEN);
        assertThat(incident.reopened()).isEqualTo(1);
    }

    @Test
    void aFaultThatReturnsWithinADayReopensAndTheThirdTimeIsChronic() {
        for (int round = 0; round < 3; round++) {
            watch.raise("sensor-stuck", "pz1-inlet", round * 200);
            watch.clear("sensor-stuck", "pz1-inlet");
            watch.until((round + 1) * 200);
        }

        Incident incident = watch.of("sensor-stuck", "pz1-inlet");
        assertThat(watch.all()).hasSize(1);
        assertThat(incident.reopened()).isEqualTo(2);
        assertThat(Watch.kinds(incident)).containsOnlyOnce("chronic");
    }

    @Test
    void aFaultThatReturnsAfterADayIsANewIncident() {
        watch.raise("sensor-stuck", "pz1-inlet", 0);
        watch.clear("sensor-stuck", "pz1-inlet");
        watch.until(61 + 24 * 60);
        watch.raise("sensor-stuck", "pz1-inlet", 61 + 24 * 60);

        assertThat(watch.all()).hasSize(2);
    }

    @Test
    void whatDoesNotApplyChangesNothingAndSaysWhy() {
        watch.raise("sensor-stuck", "pz1-inlet", 0);
        String id = watch.of("sensor-stuck", "pz1-inlet").id();
        watch.command("incident.acknowledge", id, "li.na", "{}");
        Incident before = watch.all().get(id);

        watch.command("incident.acknowledge", id, "li.na", "{}");
        assertThat(watch.refused())
                .singleElement()
                .satisfies(r -> assertThat(r.reason()).contains("li.na"));
        watch.command("incident.comment", id, "li.na", "{\"text\":\"  \"}");
        assertThat(watch.refused()).hasSize(1);
        watch.command("incident.acknowledge", "inc-none", "li.na", "{}");
        assertThat(watch.refused()).hasSize(1);
        watch.command("task.start", "t", "li.na", "not json");
        assertThat(watch.refused()).hasSize(1);

        assertThat(watch.all().get(id)).isEqualTo(before);
    }

    @Test
    void ticksAndCommandsAreHandedOnBehindWhatTheyChanged() {
        watch.raise("sensor-stuck", "pz1-inlet", 0);
        String id = watch.of("sensor-stuck", "pz1-inlet").id();
        watch.items.clear();

        watch.command("incident.comment", id, "li.na", "{\"text\":\"on my way\"}");

        assertThat(watch.items).hasSize(2);
        assertThat(watch.items.get(0)).isInstanceOf(IncidentItem.IncidentChanged.class);
        assertThat(watch.items.get(1)).isInstanceOf(IncidentItem.CommandItem.class);
    }

    @Test
    void aLongConversationKeepsWhatPeopleSaidAndSinceWhenTheProofRuns() {
        watch.raise("sensor-stuck", "pz1-inlet", 0);
        String id = watch.of("sensor-stuck", "pz1-inlet").id();
        for (int i = 0; i < 300; i++) {
            watch.command("incident.comment", id, "li.na", "{\"text\":\"" + i + "\"}");
        }
        watch.clear("sensor-stuck", "pz1-inlet");
        watch.until(30);
        watch.command("incident.comment", id, "li.na", "{\"text\":\"still here\"}");

        assertThat(watch.all().get(id).timeline()).hasSize(304);
        watch.until(60);
        assertThat(watch.all().get(id).state()).isEqualTo(IncidentState.CLOSED);
    }

    @Test
    void aCommandThatNamesOnlyItsTaskFindsTheIncident() {
        watch.raise("sensor-stuck", "pz1-inlet", 0);
        String id = watch.of("sensor-stuck", "pz1-inlet").id();

        watch.command("task.start", "task-1-" + id, "wang", "{}");

        assertThat(watch.all().get(id).state()).isEqualTo(IncidentState.IN_REPAIR);
        assertThat(watch.all().get(id).acknowledgedBy()).contains("wang");
    }

    @Test
    void anAutomatismThatRepeatsItselfDoesNotFillTheTimeline() {
        for (int round = 0; round < 400; round++) {
            watch.raise("sensor-stuck", "pz1-inlet", round);
            watch.clear("sensor-stuck", "pz1-inlet");
            watch.until(round + 1);
        }

        assertThat(watch.of("sensor-stuck", "pz1-inlet").timeline()).hasSizeLessThanOrEqualTo(200);
        assertThat(watch.of("sensor-stuck", "pz1-inlet").timeline().get(0).kind())
                .isEqualTo("opened");
    }

    @Test
    void aMergeNeverPutsASymptomThatIsOverInThePlaceOfOneThatHolds() {
        watch.raise("supply-low-pressure", "pz1-inlet", 0);
        watch.until(15);
        String lowPressure = watch.of("supply-low-pressure", "pz1-inlet").id();
        watch.raise("dispenser-no-water", "dispenser-1", 14);
        watch.clear("dispenser-no-water", "dispenser-1");
        watch.command("task.start", "task-1-" + lowPressure, "wang", "{}");
        watch.raise("pipe-burst", "pz1", 10);
        watch.raise("dispenser-no-water", "dispenser-1", 15);
        watch.command("task.reject", "task-1-" + lowPressure, "wang", "{}");
        watch.clear("pipe-burst", "pz1");

        watch.raise("pipe-burst", "pz1", 13);

        Incident burst = watch.of("pipe-burst", "pz1");
        assertThat(watch.open()).containsExactly(burst);
        assertThat(burst.faults())
                .filteredOn(f -> f.type().equals("dispenser-no-water"))
                .singleElement()
                .satisfies(f -> assertThat(f.clearedMicros()).isEmpty());
    }

    @Test
    void whatIsBeingRepairedIsNotMergedAway() {
        watch.raise("supply-low-pressure", "pz1-inlet", 0);
        watch.until(15);
        String lowPressure = watch.of("supply-low-pressure", "pz1-inlet").id();
        watch.command("task.start", "task-1-" + lowPressure, "wang", "{}");
        watch.raise("pipe-burst", "pz1", 10);

        assertThat(watch.all().get(lowPressure).state()).isEqualTo(IncidentState.IN_REPAIR);
        assertThat(watch.open()).hasSize(2);
    }
}
