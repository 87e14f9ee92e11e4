package io.caretaker.alerting.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.caretaker.alerting.dispatch.Dispatch;
import io.caretaker.alerting.dispatch.DispatchSettings;
import io.caretaker.alerting.dispatch.EstateTravel;
import io.caretaker.alerting.dispatch.GreedyPlanner;
import io.caretaker.alerting.dispatch.TrackedTask;
import io.caretaker.model.Text;
import io.caretaker.model.estate.Topology;
import io.caretaker.model.fault.DetectedItem;
import io.caretaker.model.fault.Severity;
import io.caretaker.model.incident.ExplainedFault;
import io.caretaker.model.incident.Incident;
import io.caretaker.model.incident.IncidentItem;
import io.caretaker.model.incident.IncidentState;
import io.caretaker.model.work.Crew;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class CorrelationPropertiesTest {
    private static final List<Crew> CREWS = List.of(
            new Crew("a", Text.same("a"), Set.of("electrician", "pipe-fitter", "iot-technician"), Set.of()),
            new Crew("b", Text.same("b"), Set.of("electrician", "fire-technician"), Set.of("e1")),
            new Crew("c", Text.same("c"), Set.of("pipe-fitter", "water-technician"), Set.of()));

    private final Topology topology = Street.withLamps(8, 2);

    @Provide
    Arbitrary<List<Integer>> histories() {
        return Arbitraries.integers().between(0, 99_999).list().ofMinSize(1).ofMaxSize(150);
    }

    @Property(tries = 300)
    void aRestartAnywhereChangesNothing(
            @ForAll("histories") List<Integer> numbers, @ForAll @IntRange(max = 150) int cut) {
        List<DetectedItem> items = new ArrayList<>();
        Watch unbroken = new Watch(topology);
        Script script = new Script();
        for (int number : numbers) {
            DetectedItem item = script.next(number, unbroken);
            items.add(item);
            unbroken.fold(item);
        }

        Watch restarted = new Watch(topology);
        for (int i = 0; i < items.size(); i++) {
            if (i == cut % items.size()) {
                restarted.restart();
            }
            restarted.fold(items.get(i));
        }

        assertThat(restarted.items).isEqualTo(unbroken.items);
        assertThat(restarted.rows()).isEqualTo(unbroken.rows());
        int at = cut % (unbroken.items.size() + 1);
        assertThat(tasks(unbroken.items, at)).isEqualTo(tasks(unbroken.items, -1));
    }

    @Property(tries = 300)
    void everyFaultThatHoldsIsInOnePlaceAndOneCauseIsOneIncident(@ForAll("histories") List<Integer> numbers) {
        Watch watch = new Watch(topology);
        Script script = new Script();
        for (int number : numbers) {
            watch.fold(script.next(number, watch));
        }

        List<String> holding = new ArrayList<>();
        Map<String, Integer> placesOfId = new TreeMap<>();
        Set<String> roots = new HashSet<>();
        for (Incident incident : watch.all().values()) {
            boolean closed = incident.state() == IncidentState.CLOSED;
            assertThat(closed && !incident.allCleared())
                    .as("closed but holding: %s", incident)
                    .isFalse();
            assertThat(closed || roots.add(FaultKeys.rootOf(incident)))
                    .as("two for one cause: %s", incident)
                    .isTrue();
            assertThat(closed || incident.faults().get(0).root())
                    .as("root first: %s", incident)
                    .isTrue();
            for (ExplainedFault fault : incident.faults()) {
                placesOfId.merge(fault.faultId(), 1, Integer::sum);
                boolean concluded = !fault.evidence().isEmpty()
                        && fault.evidence().get(0).rule().equals(Faults.GROUP_RULE);
                if (fault.clearedMicros().isEmpty() && !concluded) {
                    holding.add(FaultKeys.of(fault));
                }
            }
        }
        watch.rows().keySet().stream()
                .filter(k -> k.startsWith("held:"))
                .forEach(k -> holding.add(k.substring("held:".length())));
        assertThat(holding).containsExactlyInAnyOrderElementsOf(script.holding());
        assertThat(placesOfId.values()).allMatch(n -> n == 1);
        long nowhere = script.raisedIds().stream()
                .filter(id -> !placesOfId.containsKey(id))
                .count();
        assertThat(nowhere).isEqualTo(watch.held() + watch.count(Outcome.DAMPED) + watch.count(Outcome.SUPERSEDED));
    }

    @Property(tries = 100)
    void theOrderOfSymptomsBetweenTwoTicksDoesNotMatter(
            @ForAll @IntRange(min = 1, max = 8) int lamps, @ForAll boolean cabinetReports, @ForAll long seed) {
        List<DetectedItem> symptoms = new ArrayList<>();
        for (int n = 1; n <= lamps; n++) {
            String type = n % 3 == 0 ? "lamp-out" : "device-stale";
            symptoms.add(Watch.raised(type, Street.lamp(n), 40 + n, 60, Severity.S3));
        }
        symptoms.add(Watch.raised("dispenser-no-water", "dispenser-1", 55, 60, Severity.S2));
        symptoms.add(Watch.raised("pipe-burst", "pz1", 50, 60, Severity.S1));
        if (cabinetReports) {
            symptoms.add(Watch.raised("light-cabinet-outage", Street.CABINET, 45, 60, Severity.S2));
        }

        List<DetectedItem> shuffled = new ArrayList<>(symptoms);
        Collections.shuffle(shuffled, new Random(seed));

        assertThat(grouping(shuffled)).isEqualTo(grouping(symptoms));
    }

    private Map<String, String> grouping(List<DetectedItem> symptoms) {
        Watch watch = new Watch(topology);
        watch.until(60);
        symptoms.forEach(watch::fold);
        watch.until(90);
        return watch.all().values().stream()
                .flatMap(i -> i.faults().stream().map(f -> Map.entry(f.faultId(), FaultKeys.rootOf(i))))
                .collect(Collectors.toMap(
                        Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a + " and " + b, TreeMap::new));
    }

    /** The tasks at the end, with a restart before the given item. */
    private Map<String, TrackedTask> tasks(List<IncidentItem> items, int restartAt) {
        Map<String, TrackedTask> saved = new TreeMap<>();
        Dispatch dispatch = dispatch();
        for (int i = 0; i < items.size(); i++) {
            if (i == restartAt) {
                dispatch = dispatch();
                dispatch.restore(saved.values().stream()
                        .filter(t -> !t.task().state().isOver())
                        .toList());
            }
            dispatch.fold(List.of(items.get(i)));
            dispatch.changes().forEach(t -> saved.put(t.task().id(), t));
        }
        return saved;
    }

    private Dispatch dispatch() {
        DispatchSettings settings = DispatchSettings.defaults();
        return new Dispatch(
                Street.catalogue(),
                () -> CREWS,
                new GreedyPlanner(settings),
                new EstateTravel(() -> topology),
                settings);
    }
}
