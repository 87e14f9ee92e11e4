package io.caretaker.alerting.oncall;

import static io.caretaker.alerting.oncall.Night.changed;
import static io.caretaker.alerting.oncall.Night.command;
import static io.caretaker.alerting.oncall.Night.minute;
import static io.caretaker.alerting.oncall.Night.opened;
import static io.caretaker.alerting.oncall.Night.tick;
import static io.caretaker.alerting.oncall.Night.ticks;
import static org.assertj.core.api.Assertions.assertThat;

import io.caretaker.model.fault.Severity;
import io.caretaker.model.incident.IncidentItem;
import io.caretaker.model.incident.IncidentState;
import io.caretaker.model.notify.Notification;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EscalationTest {
    private final List<EscalationNotice> notices = new ArrayList<>();
    private People people = Night.people("li", "zhang", "wang");
    private final Escalation escalation =
            new Escalation(() -> people, EscalationPolicy.defaults(Optional.of("duty")), notices::add);

    private List<String> told(IncidentItem... items) {
        return told(List.of(items));
    }

    private List<String> told(List<IncidentItem> items) {
        return escalation.fold(items).stream().map(Notification::id).toList();
    }

    @Test
    void openingTellsTheFirstPersonByEachChannel() {
        people = Night.people("zhang", "li");

        List<Notification> told = escalation.fold(List.of(opened("i1", Severity.S2, 0)));

        assertThat(told).extracting(Notification::id).containsExactly("i1:0:zhang:email", "i1:0:zhang:webhook");
        assertThat(told).allSatisfy(n -> {
            assertThat(n.state()).isEqualTo(Notification.State.PENDING);
            assertThat(n.createdMicros()).isEqualTo(minute(0));
            assertThat(n.step()).isZero();
        });
    }

    @Test
    void unacknowledgedGoesFromOneToTheNextAndThenRepeats() {
        told(opened("i1", Severity.S2, 0));

        assertThat(told(tick(4.9))).isEmpty();
        assertThat(told(tick(5))).containsExactly("i1:1:zhang:email", "i1:1:zhang:webhook");
        assertThat(told(tick(10))).containsExactly("i1:2:wang:webhook");
        assertThat(told(tick(15))).containsExactly("i1:3:li:email");
    }

    @Test
    void dangerToLifeTellsTwoPeopleAtOnceAndThenTheThird() {
        assertThat(told(opened("i1", Severity.S1, 0)))
                .containsExactly("i1:0:li:email", "i1:0:zhang:email", "i1:0:zhang:webhook");
        assertThat(told(tick(5))).containsExactly("i1:1:wang:webhook");
    }

    @Test
    void dangerToLifeWithOnePersonOnTheRotaTellsTheFallbackPersonToo() {
        people = Night.people("li");

        assertThat(told(opened("i1", Severity.S1, 0))).containsExactly("i1:0:li:email", "i1:0:duty:email");
    }

    @Test
    void afterTheLastRoundEverybodyIsToldOnceAndTheNoticeSaysSo() {
        told(opened("i1", Severity.S2, 0));
        told(ticks(1, 44, 1));

        assertThat(told(tick(45)))
                .containsExactly("i1:9:li:email", "i1:9:zhang:email", "i1:9:zhang:webhook", "i1:9:wang:webhook");
        assertThat(notices).extracting(EscalationNotice::kind).containsExactly(EscalationNotice.Kind.EXHAUSTED);
        assertThat(told(ticks(46, 300, 1))).isEmpty();
    }

    @Test
    void acknowledgementStopsItForAll() {
        told(opened("i1", Severity.S2, 0));
        told(command("incident.acknowledge", "i1", "li", 3));
        told(changed("i1", Severity.S2, IncidentState.ACKNOWLEDGED, "acknowledged", 0, 3));

        assertThat(told(ticks(4, 32, 1))).isEmpty();
    }

    @Test
    void acknowledgementWithoutProgressLapsesAndCallsAgainUnderNewKeys() {
        told(opened("i1", Severity.S2, 0));
        told(changed("i1", Severity.S2, IncidentState.ACKNOWLEDGED, "acknowledged", 0, 3));

        assertThat(told(ticks(4, 32.5, 0.5))).isEmpty();
        assertThat(told(tick(33))).containsExactly("i1:1.0:li:email");
        assertThat(told(tick(38))).containsExactly("i1:1.1:zhang:email", "i1:1.1:zhang:webhook");
        assertThat(notices).extracting(EscalationNotice::kind).containsExactly(EscalationNotice.Kind.LAPSED);
    }

    @Test
    void dangerToLifeLapsesAfterTenMinutes() {
        told(opened("i1", Severity.S1, 0));
        told(command("incident.acknowledge", "i1", "li", 1));

        assertThat(told(tick(10.9))).isEmpty();
        assertThat(told(tick(11))).hasSize(3);
    }

    @Test
    void aNoteOfAPersonRenewsTheAcknowledgementButOneOfTheSystemDoesNot() {
        told(opened("i1", Severity.S2, 0));
        told(command("incident.acknowledge", "i1", "li", 1));
        told(command("incident.comment", "i1", "li", 21));
        told(command("incident.comment", "i1", "system:report", 40));

        assertThat(told(tick(50.9))).isEmpty();
        assertThat(told(tick(51))).containsExactly("i1:1.0:li:email");
    }

    @Test
    void aLapsedIncidentIsHeldByASecondAcknowledgement() {
        told(opened("i1", Severity.S2, 0));
        told(changed("i1", Severity.S2, IncidentState.ACKNOWLEDGED, "acknowledged", 0, 1));
        told(tick(31));
        told(command("incident.acknowledge", "i1", "zhang", 32));

        assertThat(told(ticks(33, 61, 1))).isEmpty();
        assertThat(told(tick(62))).containsExactly("i1:2.0:li:email");
    }

    @Test
    void aCrewAtWorkNeverLapses() {
        told(opened("i1", Severity.S1, 0));
        told(changed("i1", Severity.S1, IncidentState.ACKNOWLEDGED, "acknowledged", 0, 1));
        told(changed("i1", Severity.S1, IncidentState.IN_REPAIR, "task-started", 0, 5));

        assertThat(told(ticks(6, 600, 1))).isEmpty();
    }

    @Test
    void aSymptomAttachedAfterALapseDoesNotStopTheCalling() {
        told(opened("i1", Severity.S2, 0));
        told(changed("i1", Severity.S2, IncidentState.ACKNOWLEDGED, "acknowledged", 0, 1));
        told(tick(31));
        told(changed("i1", Severity.S2, IncidentState.ACKNOWLEDGED, "symptom-attached", 0, 32));

        assertThat(told(tick(36))).containsExactly("i1:1.1:zhang:email", "i1:1.1:zhang:webhook");
    }

    @Test
    void aSingleBrokenAssetTellsTheFirstPersonOnceOnly() {
        assertThat(told(opened("i1", Severity.S3, 0))).containsExactly("i1:0:li:email");
        assertThat(told(ticks(1, 600, 1))).isEmpty();
    }

    @Test
    void hygieneTellsNobody() {
        assertThat(told(opened("i1", Severity.S4, 0))).isEmpty();
        assertThat(told(ticks(1, 600, 1))).isEmpty();
    }

    @Test
    void worseningCallsAgainAtOnce() {
        told(opened("i1", Severity.S3, 0));

        assertThat(told(changed("i1", Severity.S1, IncidentState.OPEN, "symptom-attached", 0, 7)))
                .containsExactly("i1:1.0:li:email", "i1:1.0:zhang:email", "i1:1.0:zhang:webhook");
        assertThat(told(tick(12))).containsExactly("i1:1.1:wang:webhook");
    }

    @Test
    void escalateNowTellsTheNextPersonAtOnceAlsoWhenAcknowledged() {
        told(opened("i1", Severity.S2, 0));
        told(command("incident.acknowledge", "i1", "li", 1));

        assertThat(told(command("incident.escalate", "i1", "li", 2)))
                .containsExactly("i1:1:zhang:email", "i1:1:zhang:webhook");
        assertThat(told(tick(7))).containsExactly("i1:2:wang:webhook");
    }

    @Test
    void reopenedStartsFromTheFirstPersonUnderNewKeys() {
        told(opened("i1", Severity.S2, 0));
        told(changed("i1", Severity.S2, IncidentState.RESOLVED, "resolved", 0, 2));
        assertThat(told(ticks(3, 60, 1))).isEmpty();

        assertThat(told(changed("i1", Severity.S2, IncidentState.OPEN, "reopened", 1, 61)))
                .containsExactly("i1:1.0:li:email");
    }

    @Test
    void closedIsForgotten() {
        told(opened("i1", Severity.S2, 0));
        told(changed("i1", Severity.S2, IncidentState.CLOSED, "closed", 0, 2));

        assertThat(told(ticks(3, 60, 1))).isEmpty();
        assertThat(escalation.call("i1")).isEmpty();
        assertThat(escalation.takeChanges().removed()).containsExactly("i1");
    }

    @Test
    void withoutARotaTheFallbackPersonIsToldAndItIsSaid() {
        people = Night.people();

        assertThat(told(opened("i1", Severity.S2, 0))).containsExactly("i1:0:duty:email");
        assertThat(notices).extracting(EscalationNotice::kind).containsExactly(EscalationNotice.Kind.NO_ROTA);
    }

    @Test
    void aPersonWithoutAChannelIsPassedOverInTheSameStep() {
        people = Night.people("mute", "gone", "li");

        assertThat(told(opened("i1", Severity.S2, 0))).containsExactly("i1:0:li:email");
        assertThat(notices)
                .extracting(EscalationNotice::kind, EscalationNotice::detail)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(EscalationNotice.Kind.UNREACHABLE, "mute,gone"));
    }

    @Test
    void whenNobodyCanBeToldItIsTriedAgainUntilSomebodyCan() {
        people = People.NOBODY;
        told(opened("i1", Severity.S2, 0));
        assertThat(notices).extracting(EscalationNotice::kind).contains(EscalationNotice.Kind.NOBODY_TOLD);

        people = Night.people("li");

        assertThat(told(tick(5))).containsExactly("i1:0:li:email");
    }

    @Test
    void aChangeDecidedFromOldReadingsDoesNotWakeTheWholeRotaAtOnce() {
        told(tick(60));

        assertThat(told(opened("i1", Severity.S2, 0), tick(60.5))).containsExactly("i1:0:li:email");
        assertThat(told(tick(65))).containsExactly("i1:1:zhang:email", "i1:1:zhang:webhook");
    }

    @Test
    void aCommandForAnUnknownIncidentIsNoNews() {
        assertThat(told(command("incident.escalate", "nobody-knows", "li", 2))).isEmpty();
    }

    @Test
    void anAutomatismMovesACallOnButTakesNothingFromItsHolder() {
        told(opened("i1", Severity.S3, 0));
        assertThat(told(command("incident.escalate", "i1", "system:outbox", 1)))
                .containsExactly("i1:1:zhang:email", "i1:1:zhang:webhook");

        told(command("incident.acknowledge", "i1", "zhang", 2));
        assertThat(told(command("incident.escalate", "i1", "system:outbox", 3))).isEmpty();
    }

    @Test
    void anAutomatismCannotCallWithoutEnd() {
        told(opened("i1", Severity.S2, 0));
        for (int i = 1; i < 100; i++) {
            told(command("incident.escalate", "i1", "system:outbox", i / 100.0));
        }

        assertThat(escalation.call("i1").map(Call::phase)).contains(CallPhase.EXHAUSTED);
        assertThat(escalation.call("i1").map(Call::number)).contains(0);
    }
}
