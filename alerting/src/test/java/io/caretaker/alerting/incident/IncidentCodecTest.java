package io.caretaker.alerting.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caretaker.model.fault.Evidence;
import io.caretaker.model.fault.Severity;
import io.caretaker.model.incident.ExplainedFault;
import io.caretaker.model.incident.Incident;
import io.caretaker.model.incident.IncidentState;
import io.caretaker.model.incident.TimelineEntry;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class IncidentCodecTest {
    @Property(tries = 300)
    void whatIsWrittenIsReadBackEqual(@ForAll("incidents") Incident incident) {
        assertThat(IncidentCodec.decode(IncidentCodec.encode(incident))).isEqualTo(incident);
    }

    @Test
    void aDamagedDocumentNamesTheField() {
        assertThatThrownBy(() -> IncidentCodec.decode("{\"id\":\"x\",\"estate\":7}"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("estate is 7, expected a text");
        assertThatThrownBy(() -> IncidentCodec.decode("{")).isInstanceOf(IllegalStateException.class);
    }

    @Provide
    Arbitrary<Incident> incidents() {
        Arbitrary<String> texts = Arbitraries.strings().ofMaxLength(12);
        Arbitrary<Long> times = Arbitraries.longs();
        Arbitrary<Double> numbers = Arbitraries.oneOf(
                Arbitraries.doubles(),
                Arbitraries.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.0, 1e-300));
        Arbitrary<Evidence> evidence = Combinators.combine(texts, texts, numbers, numbers, texts, texts)
                .as(Evidence::new);
        Arbitrary<ExplainedFault> faults = Combinators.combine(
                        texts,
                        texts,
                        texts,
                        Arbitraries.of(Severity.class),
                        times,
                        times.optional(),
                        evidence.list().ofMaxSize(3))
                .as((id, type, asset, severity, onset, cleared, numbersOf) -> new ExplainedFault(
                        id,
                        type,
                        asset,
                        severity,
                        onset,
                        cleared.map(OptionalLong::of).orElse(OptionalLong.empty()),
                        onset % 2 == 0,
                        numbersOf));
        Arbitrary<Map<String, String>> details = Arbitraries.maps(texts, texts).ofMaxSize(3);
        Arbitrary<TimelineEntry> entries =
                Combinators.combine(times, texts, texts, details).as(TimelineEntry::new);
        return Combinators.combine(
                        texts,
                        texts,
                        Arbitraries.of(Severity.class),
                        Arbitraries.of(IncidentState.class),
                        times,
                        texts.optional(),
                        faults.list().ofMaxSize(3),
                        entries.list().ofMaxSize(3))
                .as((id, asset, severity, state, time, person, allFaults, timeline) -> new Incident(
                        id,
                        asset + "e",
                        asset + "s",
                        asset,
                        asset + "t",
                        severity,
                        state,
                        time,
                        time / 2,
                        time / 3,
                        Optional.ofNullable(person.orElse(null)),
                        allFaults,
                        timeline,
                        (int) (time % 7)));
    }
}
