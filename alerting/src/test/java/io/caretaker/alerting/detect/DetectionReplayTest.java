package io.caretaker.alerting.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caretaker.alerting.rule.RuleFiles;
import io.caretaker.model.estate.Topology;
import io.caretaker.model.fault.DetectedItem;
import io.caretaker.model.journal.JournalEntry;
import io.caretaker.model.journal.JournalEntry.ReadingsReceived;
import io.caretaker.model.journal.JournalGroup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DetectionReplayTest {
    private static final World TROUBLED = troubled();
    private static final Topology TOPOLOGY = TROUBLED.topology();
    private static final List<DetectedItem> WHOLE = replay(fresh(), TROUBLED.journal, 0);

    private static World troubled() {
        World world = new World("2026-03-10T06:00");
        world.add("inlet", "water_flow", h -> h > 4 && h < 6 || h > 15 ? 12 : 0);
        world.add("inlet", "water_pressure", h -> h > 4 && h < 6 || h > 15 ? -40 : 0);
        world.signal("lamp-3", "lamp_power", h -> 0.8);
        world.signal("manhole-2", "sewer_level", h -> Math.min(1.5, 0.3 + 0.3 * h) + world.noise(0.004));
        world.signal("fire-pump", "jockey_starts_total", h -> Math.floor(30 * h));
        world.signal("dispenser", "leak_detected", h -> h > 3 && h < 8 ? 1 : 0);
        world.playFor(Duration.ofHours(9));
        world.silence("pipe-a", true);
        world.playFor(Duration.ofHours(9));
        return world;
    }

    private static Detection fresh() {
        return new Detection(RuleFiles.catalogue(), RuleFiles.shippedRules(), () -> TOPOLOGY);
    }

    private static List<DetectedItem> replay(Detection detection, List<JournalEntry> entries, long offset) {
        List<DetectedItem> items = new ArrayList<>();
        for (int from = 0; from < entries.size(); from += 50) {
            List<JournalEntry> group = entries.subList(from, Math.min(entries.size(), from + 50));
            items.addAll(detection.fold(new JournalGroup(offset + from, group)).items());
        }
        return items;
    }

    private static List<DetectedItem> faults(List<DetectedItem> items) {
        return items.stream().filter(i -> i instanceof DetectedItem.FaultItem).toList();
    }

    @Test
    void theTroubledDayHasFaultsOfManyKinds() {
        assertThat(faults(WHOLE))
                .extracting(i -> ((DetectedItem.FaultItem) i).event().type())
                .contains(
                        "pipe-burst",
                        "lamp-out",
                        "sewer-blockage",
                        "fire-jockey-cycling",
                        "dispenser-leak",
                        "device-stale");
    }

    @Property(tries = 25)
    void restartAnywhereChangesNothing(@ForAll @IntRange(min = 0, max = 1000) int permille) {
        int cut = TROUBLED.journal.size() * permille / 1000;

        Detection before = fresh();
        List<DetectedItem> items = new ArrayList<>(replay(before, TROUBLED.journal.subList(0, cut), 0));
        Detection after = Detection.restore(before.snapshot(), TOPOLOGY, RuleFiles.catalogue());
        items.addAll(replay(after, TROUBLED.journal.subList(cut, TROUBLED.journal.size()), cut));

        assertThat(faults(items)).isEqualTo(faults(WHOLE));
        assertThat(items).hasSameSizeAs(WHOLE);
    }

    @Property(tries = 10)
    void duplicatesDoubleNothing(@ForAll long seed) {
        Random random = new Random(seed);
        List<JournalEntry> doubled = new ArrayList<>();
        for (JournalEntry entry : TROUBLED.journal) {
            doubled.add(entry);
            if (entry instanceof ReadingsReceived && random.nextInt(5) == 0) {
                doubled.add(doubled.get(doubled.size() - 1 - random.nextInt(Math.min(doubled.size(), 40))));
            }
        }
        doubled.removeIf(e -> e == null);

        List<DetectedItem> items = replay(fresh(), onlyReadingsDoubled(doubled), 0);

        assertThat(faults(items)).isEqualTo(faults(WHOLE));
    }

    /** A tick is never journaled twice; what was doubled above may be one. */
    private static List<JournalEntry> onlyReadingsDoubled(List<JournalEntry> entries) {
        List<JournalEntry> result = new ArrayList<>();
        java.util.Set<JournalEntry> ticks = new java.util.HashSet<>();
        for (JournalEntry entry : entries) {
            if (entry instanceof ReadingsReceived || ticks.add(entry)) {
                result.add(entry);
            }
        }
        return result;
    }

    @Test
    void snapshotOfAnotherKindIsRefused() {
        assertThatThrownBy(
                        () -> Detection.restore(new byte[] {1, 2, 3, 4, 5, 6, 7, 8}, TOPOLOGY, RuleFiles.catalogue()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no detection snapshot");
        assertThatThrownBy(() -> Detection.restore(new byte[0], TOPOLOGY, RuleFiles.catalogue()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
