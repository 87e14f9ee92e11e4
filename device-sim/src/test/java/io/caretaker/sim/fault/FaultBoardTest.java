package io.caretaker.sim.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.caretaker.sim.SimulatedEstates;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaultBoardTest {
    private static final long BEGIN = SimulatedEstates.BEGIN;
    private final SimulatedEstates estates = new SimulatedEstates(2, 1, false);
    private final FaultBoard board = estates.board();

    @Test
    void aFaultGrowsOverItsRampHoldsAndEndsWithItsRepair() {
        InjectedFault fault = estates.inject(FaultKind.PIPE_BURST, "e01-pz1-p3", BEGIN);

        assertThat(fault.intensity(BEGIN - 1)).isZero();
        assertThat(fault.intensity(BEGIN + fault.rampSeconds() / 2)).isBetween(0.4, 0.6);
        assertThat(fault.intensity(BEGIN + 4000)).isEqualTo(1);
        board.repair("e01-pz1-p3", "pipe-burst", BEGIN + 5000);
        assertThat(fault.intensity(BEGIN + 4999)).isEqualTo(1);
        assertThat(fault.intensity(BEGIN + 5000)).isZero();
        assertThat(board.active()).isEmpty();
    }

    @Test
    void aCrewSentToTheZoneOrForASymptomFindsTheBurst() {
        estates.inject(FaultKind.PIPE_BURST, "e01-pz1-p3", BEGIN);
        assertThat(board.repair("e01-pz1-inlet", "pipe-burst", BEGIN + 10)).hasSize(1);
        estates.inject(FaultKind.PIPE_BURST, "e01-pz1-p3", BEGIN + 20);
        assertThat(board.repair("e01-pz1", "supply-low-pressure", BEGIN + 30)).hasSize(1);
    }

    @Test
    void aCrewElsewhereOrForSomethingElseFindsNothing() {
        estates.inject(FaultKind.PIPE_BURST, "e01-pz1-p3", BEGIN);
        estates.inject(FaultKind.LAMP_OUT, "e01-lc1-k1-l03", BEGIN);

        assertThat(board.repair("e01-pz2", "pipe-burst", BEGIN + 10)).isEmpty();
        assertThat(board.repair("e02-pz1", "pipe-burst", BEGIN + 10)).isEmpty();
        assertThat(board.repair("e01-pz1-p3", "sewer-blockage", BEGIN + 10)).isEmpty();
        assertThat(board.repair("e01-lc1-k1-l04", "lamp-out", BEGIN + 10)).isEmpty();
    }

    @Test
    void theTruthTellsWhatWasInjectedAndWhenItEnded() throws Exception {
        StringWriter out = new StringWriter();
        TruthLog log = new TruthLog(out);
        InjectedFault fault = estates.inject(FaultKind.FIRE_MAIN_LOW_PRESSURE, "e01-fs-main2", BEGIN);
        log.write(fault);
        board.repair("e01-fs-main2", "fire-main-low-pressure", BEGIN + 3600);
        log.write(fault);

        List<String> lines = out.toString().lines().toList();
        JsonNode first = new ObjectMapper().readTree(lines.get(0));
        JsonNode last = new ObjectMapper().readTree(lines.get(1));
        assertThat(first.path("faultId").asText()).isEqualTo("f1-fire-main-low-pressure");
        assertThat(first.path("end").isNull()).isTrue();
        assertThat(first.path("magnitude").asDouble()).isBetween(130.0, 180.0);
        assertThat(last.path("faultId")).isEqualTo(first.path("faultId"));
        assertThat(last.path("start").asText()).isEqualTo("2026-11-24T10:00:00Z");
        assertThat(last.path("end").asText()).isEqualTo("2026-11-24T11:00:00Z");
        assertThat(last.path("mustNotRaise").get(0).asText()).isEqualTo("fire-pump-unavailable");
    }

    @Test
    void aLampThatBurnsByDayCanOnlyBeSeenByDay() {
        InjectedFault fault = estates.inject(FaultKind.LAMP_DAY_BURNING, "e01-lc1-k1-l03", BEGIN);

        // 18:00 local in November: the sun is up again after about twelve and a half hours
        assertThat((fault.detectableFrom() - BEGIN) / 3600.0).isBetween(12.0, 13.5);
    }

    @Test
    void aFaultNobodyRepairsEndsByItself() {
        estates.inject(FaultKind.HYDRANT_OPEN, "e01-fs-hyd1", BEGIN);

        assertThat(board.endNaturally(BEGIN + 6 * 3600 - 1)).isEmpty();
        assertThat(board.endNaturally(BEGIN + 6 * 3600)).hasSize(1);
    }
}
