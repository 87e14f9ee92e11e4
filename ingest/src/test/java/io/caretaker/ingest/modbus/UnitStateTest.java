package io.caretaker.ingest.modbus;

import static org.assertj.core.api.Assertions.assertThat;

import io.caretaker.ingest.modbus.UnitState.Change;
import io.caretaker.ingest.modbus.UnitState.Health;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class UnitStateTest {
    @Test
    void theFirstAnswerTellsOnlineAndTheThirdSilenceOffline() {
        Change first = UnitState.BEGIN.answered("");
        assertThat(first.online()).contains(true);
        assertThat(first.state().answered("").online()).isEmpty();

        Change one = first.state().silent("no answer");
        Change two = one.state().silent("no answer");
        Change three = two.state().silent("no answer");
        assertThat(List.of(one.online().isPresent(), two.online().isPresent())).containsOnly(false);
        assertThat(three.online()).contains(false);
        assertThat(three.why()).contains("no answer");
        assertThat(three.state().silent("no answer").why()).isEmpty();
        assertThat(three.state().answered("").online()).contains(true);
    }

    @Test
    void aRefusalIsToldWhenItBeginsAndWhenItIsAnother() {
        Change begins = UnitState.BEGIN.answered("holding 1: exception 2");
        assertThat(begins.why()).contains("holding 1: exception 2");
        assertThat(begins.state().health()).isEqualTo(Health.ONLINE);
        assertThat(begins.state().answered("holding 1: exception 2").why()).isEmpty();
        assertThat(begins.state().answered("holding 2: exception 2").why()).isPresent();
        assertThat(begins.state()
                        .silent("x")
                        .state()
                        .answered("holding 1: exception 2")
                        .why())
                .as("a silence between changes nothing about it")
                .isEmpty();
        assertThat(begins.state()
                        .answered("")
                        .state()
                        .answered("holding 1: exception 2")
                        .why())
                .as("gone and come again")
                .isPresent();
    }

    @Test
    void silenceIsAskedAgainAfterDoublingTimesUpToFiveMinutes() {
        UnitState state = UnitState.BEGIN.answered("").state();
        assertThat(state.retry()).isEmpty();
        List<Long> seconds = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            state = state.silent("x").state();
            seconds.add(state.retry().map(Duration::toSeconds).orElseThrow());
        }
        assertThat(seconds).containsExactly(5L, 10L, 20L, 40L, 80L, 160L, 300L, 300L, 300L);
    }

    @Property(tries = 1_000)
    void onlineAndOfflineAreToldInTurn(@ForAll @Size(max = 60) List<Boolean> answers) {
        UnitState state = UnitState.BEGIN;
        List<Boolean> told = new ArrayList<>();
        for (boolean answer : answers) {
            Change change = answer ? state.answered("") : state.silent("x");
            change.online().ifPresent(told::add);
            state = change.state();
            if (!told.isEmpty()) {
                assertThat(state.health() == Health.ONLINE).isEqualTo(told.get(told.size() - 1));
            }
        }
        for (int i = 1; i < told.size(); i++) {
            assertThat(told.get(i)).isNotEqualTo(told.get(i - 1));
        }
    }
}
