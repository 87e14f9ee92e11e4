package io.caretaker.sim.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.caretaker.model.Text;
import io.caretaker.model.estate.Asset;
import io.caretaker.model.estate.AssetType;
import io.caretaker.model.estate.Topology;
import io.caretaker.sim.api.FaultView;
import io.caretaker.sim.api.IncidentView;
import io.caretaker.sim.fault.FaultKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EvaluationTest {
    private static final Instant BEGIN = Instant.parse("2026-11-24T10:00:00Z");
    private static final Instant UNTIL = BEGIN.plus(Duration.ofDays(1));

    private static final Topology TOPOLOGY = new Topology(
            List.of(),
            List.of(
                    asset("zone", null, AssetType.PRESSURE_ZONE),
                    asset("section-1", "zone", AssetType.PIPE_SECTION),
                    asset("section-2", "zone", AssetType.PIPE_SECTION),
                    asset("tank", "zone", AssetType.ROOF_TANK),
                    asset("zone-2", null, AssetType.PRESSURE_ZONE),
                    asset("section-3", "zone-2", AssetType.PIPE_SECTION),
                    asset("cabinet", null, AssetType.LIGHTING_CABINET),
                    asset("lamp-1", "cabinet", AssetType.LAMP),
                    asset("lamp-2", "cabinet", AssetType.LAMP),
                    asset("fire", null, AssetType.FIRE_SYSTEM),
                    asset("hydrant", "fire", AssetType.HYDRANT)),
            List.of(),
            List.of());

    private final List<TruthFault> truth = new ArrayList<>();
    private final List<FaultView> raised = new ArrayList<>();
    private final List<IncidentView> incidents = new ArrayList<>();

    @Test
    void aBurstFoundAtAnotherSectionOfItsZoneIsFound() {
        truth.add(injected(FaultKind.PIPE_BURST, "section-1", 10, 70));
        raised.add(raised("pipe-burst", "section-2", 15, 17, 80));

        Evaluation evaluation = evaluate();

        assertThat(evaluation.recall()).isEqualTo(1);
        assertThat(evaluation.falseAlarms()).isEmpty();
        assertThat(evaluation.delays()).containsExactly(Duration.ofMinutes(6));
    }

    @Test
    void theSameKindInAnotherZoneIsAMissAndAFalseAlarm() {
        truth.add(injected(FaultKind.PIPE_BURST, "section-1", 10, 200));
        raised.add(raised("pipe-burst", "section-3", 15, 17, 80));

        Evaluation evaluation = evaluate();

        assertThat(evaluation.missed()).hasSize(1);
        assertThat(evaluation.falseAlarms()).hasSize(1);
        assertThat(evaluation.recall()).isZero();
    }

    @Test
    void aNeighbouringLampIsAnotherFault() {
        truth.add(injected(FaultKind.LAMP_OUT, "lamp-1", 10, 300));
        raised.add(raised("lamp-out", "lamp-2", 20, 30, 200));

        assertThat(evaluate().missed()).hasSize(1);
        assertThat(evaluate().falseAlarms()).extracting(FaultView::asset).containsExactly("lamp-2");
    }

    @Test
    void whatWasRaisedBeforeTheFaultBeganIsNoDetection() {
        truth.add(injected(FaultKind.PIPE_BURST, "section-1", 10, 300));
        raised.add(raised("pipe-burst", "section-1", 2, 4, 300));

        assertThat(evaluate().detected()).isZero();
        assertThat(evaluate().falseAlarms()).hasSize(1);
    }

    @Test
    void anAfterEffectIsExplainedWhileThePhysicsSettles() {
        truth.add(injected(FaultKind.PIPE_BURST, "section-1", 10, 60));
        raised.add(raised("roof-tank-low", "tank", 89, 95, 120));
        raised.add(raised("roof-tank-low", "tank", 91, 95, 120));

        assertThat(evaluate().falseAlarms()).extracting(FaultView::onset).containsExactly(minute(91));
    }

    @Test
    void aSymptomIsNoFalseAlarmButDoesNotFindItsCause() {
        truth.add(injected(FaultKind.LIGHT_CABINET_OUTAGE, "cabinet", 10, 300));
        raised.add(raised("lamp-out", "lamp-1", 15, 20, 300));

        assertThat(evaluate().falseAlarms()).isEmpty();
        assertThat(evaluate().missed()).hasSize(1);
    }

    @Test
    void anOpenHydrantShowsInThePressureZonesOfItsEstate() {
        truth.add(injected(FaultKind.HYDRANT_OPEN, "hydrant", 10, 60));
        raised.add(raised("hydrant-open", "hydrant", 10, 11, 60));
        raised.add(raised("pipe-burst", "section-3", 15, 20, 60));

        assertThat(evaluate().falseAlarms()).isEmpty();
    }

    @Test
    void aFaultThatTheRunEndedTooSoonForIsNotDue() {
        truth.add(injected(FaultKind.PIPE_BURST, "section-1", 24 * 60 - 60, -1));

        Evaluation evaluation = evaluate();

        assertThat(evaluation.injected()).isEqualTo(1);
        assertThat(evaluation.due()).isZero();
        assertThat(evaluation.recall()).isNaN();
    }

    @Test
    void aHiddenLeakIsNotDueBeforeItsNightsHavePassed() {
        truth.add(injected(FaultKind.PIPE_LEAK_HIDDEN, "section-1", 10, -1));

        assertThat(evaluate().due()).isZero();
    }

    @Test
    void aFaultThatHoldsToTheEndAndIsNeverFoundIsMissed() {
        truth.add(injected(FaultKind.PIPE_BURST, "section-1", 600, -1));

        assertThat(evaluate().missed()).hasSize(1);
    }

    @Test
    void twoIncidentsOfOneCauseAreCountedAsTwo() {
        truth.add(injected(FaultKind.LIGHT_CABINET_OUTAGE, "cabinet", 10, 300));
        raised.add(raised("light-cabinet-outage", "cabinet", 10, 12, 300));
        raised.add(raised("lamp-out", "lamp-1", 15, 20, 300));
        raised.add(raised("lamp-out", "lamp-2", 15, 20, 300));
        incidents.add(incident(10, 300, "light-cabinet-outage@cabinet", "lamp-out@lamp-1"));
        incidents.add(incident(15, 300, "lamp-out@lamp-2"));

        assertThat(evaluate().incidentsPerRootCause()).isEqualTo(2);
    }

    @Test
    void anIncidentThatIsOpenedAgainCountsForEachOfItsFaults() {
        truth.add(injected(FaultKind.PIPE_BURST, "section-1", 10, 70));
        truth.add(injected(FaultKind.PIPE_BURST, "section-1", 400, 460));
        raised.add(raised("pipe-burst", "section-1", 15, 17, 80));
        raised.add(raised("pipe-burst", "section-1", 402, 405, 470));
        incidents.add(incident(15, 600, "pipe-burst@section-1"));

        assertThat(evaluate().incidentsPerRootCause()).isEqualTo(1);
    }

    @Test
    void noiseThatWasEarlyIsNoNegativeDelay() {
        truth.add(new TruthFault(
                "t", FaultKind.SEWER_BLOCKAGE, "section-1", minute(0), minute(60), Optional.of(minute(300))));
        raised.add(raised("sewer-blockage", "section-1", 40, 50, 300));

        assertThat(evaluate().delays()).containsExactly(Duration.ZERO);
    }

    @Test
    void quantilesAreNearestRank() {
        List<Duration> delays = List.of(Duration.ofMinutes(1), Duration.ofMinutes(2), Duration.ofMinutes(9));

        assertThat(Evaluation.quantile(delays, 0.5)).contains(Duration.ofMinutes(2));
        assertThat(Evaluation.quantile(delays, 0.95)).contains(Duration.ofMinutes(9));
        assertThat(Evaluation.quantile(List.of(), 0.5)).isEmpty();
    }

    @Test
    void theReportIsATableAndALineOfJson() {
        truth.add(injected(FaultKind.PIPE_BURST, "section-1", 10, 70));
        raised.add(raised("pipe-burst", "section-1", 15, 17, 80));
        raised.add(raised("roof-tank-overflow", "tank", 700, 710, 720));
        List<String> lines = new ArrayList<>();
        EvaluationText text = new EvaluationText(evaluate());

        text.table(lines::add);
        String json = text.json(new EvaluationText.Run(7, 1, 1, 11, true));

        assertThat(lines).anyMatch(l -> l.matches("pipe-burst +1 +1 +1 +0 +0 +0:06:00 +0:06:00 +0\\.00"));
        assertThat(lines).anyMatch(l -> l.matches("roof-tank-overflow +0 +0 +0 +0 +1 +– +– +–"));
        assertThat(lines.subList(0, 6))
                .extracting(String::length)
                .containsOnly(lines.get(0).length());
        assertThat(json)
                .startsWith("{\"bench\":\"evaluate\",\"seed\":7,")
                .contains("\"recall\":1.0", "\"falseAlarms\":1", "\"delayP95Seconds\":360.0")
                .endsWith("\"checked\":true}");
    }

    private Evaluation evaluate() {
        return Evaluation.of(TOPOLOGY, truth, raised, incidents, UNTIL, 11);
    }

    /** Shows after one minute. @param to below 0: never ends */
    private static TruthFault injected(FaultKind kind, String asset, long from, long to) {
        return new TruthFault(
                "t@" + from,
                kind,
                asset,
                minute(from),
                minute(from + 1),
                to < 0 ? Optional.empty() : Optional.of(minute(to)));
    }

    private static FaultView raised(String type, String asset, long onset, long raised, long cleared) {
        return new FaultView(
                asset + "@" + onset, type, asset, minute(onset), minute(raised), Optional.of(minute(cleared)), "S2");
    }

    private static IncidentView incident(long from, long to, String... faults) {
        return new IncidentView("i-" + faults[0], "x", "x", minute(from), minute(to), Set.of(faults));
    }

    private static Asset asset(String id, String parent, AssetType type) {
        return new Asset(id, "estate", Optional.ofNullable(parent), type, Text.same(id), Map.of());
    }

    private static Instant minute(long minute) {
        return BEGIN.plus(Duration.ofMinutes(minute));
    }
}
