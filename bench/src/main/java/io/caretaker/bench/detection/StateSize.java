package io.caretaker.bench.detection;

import io.caretaker.alerting.detect.Detection;
import io.caretaker.alerting.rule.RuleFiles;
import io.caretaker.model.journal.JournalGroup;
import java.util.List;

/**
 * Heap that detection holds for a plant after a day of messages: used heap with it less used heap without it, both after
 * full collections. The plant's registry counts for both sides, so it is not part of the figure.
 *
 * @param bytesPerSeries of the series that report
 * @param judged readings that detection counted; must be those that were sent
 */
record StateSize(double bytesPerSeries, long series, long sent, long judged) {
    private static final int ROUNDS = 24;
    private static final long SECONDS_PER_ROUND = 3_600;

    static StateSize of(int devices) {
        SyntheticPlant plant = new SyntheticPlant(devices, SECONDS_PER_ROUND);
        // Class loading and rule parsing happen before the first figure.
        Detection first = new Detection(RuleFiles.catalogue(), RuleFiles.shippedRules(), plant::topology);
        first.snapshot();
        first = null;
        long before = usedAfterCollection();
        Detection detection = new Detection(RuleFiles.catalogue(), RuleFiles.shippedRules(), plant::topology);
        long sent = 0;
        long series = 0;
        long offset = 0;
        for (int i = 0; i < ROUNDS; i++) {
            List<JournalGroup> round = plant.next(offset);
            series = SyntheticPlant.readings(round);
            sent += series;
            for (JournalGroup group : round) {
                detection.fold(group);
                offset = group.nextOffset();
            }
        }
        long after = usedAfterCollection();
        return new StateSize(
                (after - before) / (double) series,
                series,
                sent,
                detection.counts().readings());
    }

    private static long usedAfterCollection() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
