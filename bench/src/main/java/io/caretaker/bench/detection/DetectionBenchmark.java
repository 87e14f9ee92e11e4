package io.caretaker.bench.detection;

import io.caretaker.alerting.detect.Detection;
import io.caretaker.alerting.rule.RuleFiles;
import io.caretaker.model.fault.DetectedBatch;
import io.caretaker.model.journal.JournalGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Rounds of messages of a whole plant through the shipped rules, and through a fold that only finds each series and keeps
 * its last value. One shot is {@link #ROUNDS} rounds; time goes on from shot to shot, so nothing is folded twice.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
        value = 1,
        jvmArgs = {"-XX:+UseSerialGC", "-Xmx4g", "-Xms2g"})
@Warmup(iterations = 6)
@Measurement(iterations = 10)
public class DetectionBenchmark {
    /** Rounds of one shot: an hour of messages every five minutes. */
    static final int ROUNDS = 12;

    static final long SECONDS_PER_ROUND = 300;

    @Param("10000")
    public int devices;

    private final List<JournalGroup> stream = new ArrayList<>();
    private SyntheticPlant plant;
    private Detection detection;
    private LookupFold lookup;
    private long offset;

    /** Once a JVM. */
    @Setup(Level.Trial)
    public void build() {
        plant = new SyntheticPlant(devices, SECONDS_PER_ROUND);
        detection = new Detection(RuleFiles.catalogue(), RuleFiles.shippedRules(), plant::topology);
        lookup = new LookupFold(plant.topology());
    }

    /** Not measured. */
    @Setup(Level.Invocation)
    public void nextHour() {
        stream.clear();
        for (int i = 0; i < roundsPerShot(devices); i++) {
            List<JournalGroup> round = plant.next(offset);
            offset = round.get(round.size() - 1).nextOffset();
            stream.addAll(round);
        }
        System.gc();
    }

    /** Fewer of a large plant, so that the messages of one shot fit the heap. */
    static int roundsPerShot(int devices) {
        return Math.max(2, Math.min(ROUNDS, 240_000 / devices));
    }

    @Benchmark
    public void detect(Blackhole found) {
        for (JournalGroup group : stream) {
            DetectedBatch batch = detection.fold(group);
            found.consume(batch);
        }
    }

    @Benchmark
    public void lookupOnly(Blackhole found) {
        for (JournalGroup group : stream) {
            found.consume(lookup.fold(group));
        }
    }
}
