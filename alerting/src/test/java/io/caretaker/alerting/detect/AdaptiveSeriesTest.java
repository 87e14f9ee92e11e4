package io.caretaker.alerting.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.caretaker.model.fault.FaultEvent;
import io.caretaker.model.fault.FaultEvent.FaultRaised;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** A series of five-minute readings. */
class AdaptiveSeriesTest {
    private static final int DAY = 288;

    private interface Course {
        double at(int row);
    }

    private static LoneMachine run(int rows, Course course, int restartAt) {
        Random noise = new Random(7);
        LoneMachine machine = new LoneMachine(1, Duration.ofMinutes(5));
        for (int row = 0; row < rows; row++) {
            if (row == restartAt) {
                machine.restart();
            }
            machine.report(course.at(row) + 0.3 * noise.nextGaussian());
        }
        return machine;
    }

    private static List<Long> raised(int rows, Course course) {
        return run(rows, course, -1).rows("machine-anomaly", FaultRaised.class);
    }

    private static double wave(int row) {
        return 50 + 30 * Math.sin(2 * Math.PI * row / DAY);
    }

    @Test
    void whatComesAgainAndAgainIsLeftAlone() {
        Course spikes = row -> row % 200 == 40 ? 60 : 20;

        assertThat(raised(4000, spikes)).isEmpty();
    }

    @Test
    void theSameSpikesSuddenlyDenseAreNoticed() {
        Course spikes = row -> row % 200 == 40 || row > 2000 && row < 2200 && row % 6 == 0 ? 60 : 20;

        assertThat(raised(4000, spikes)).isNotEmpty().allMatch(row -> row > 2000 && row < 2250);
    }

    @Test
    void aDayWithoutItsPeakIsNoticed() {
        int day = 9 * DAY;
        Course flat = row -> row > day && row < day + DAY / 2 ? 50 : wave(row);

        assertThat(raised(14 * DAY, flat)).anyMatch(row -> row > day && row < day + DAY / 2);
    }

    @Test
    void aSteadyWaveIsQuiet() {
        assertThat(raised(14 * DAY, AdaptiveSeriesTest::wave)).isEmpty();
    }

    @Test
    void oneMonstrousReadingDoesNotMakeItDeafForEver() {
        Course course = row -> row == 1000 ? 2000 : row > 30_000 && row < 30_100 ? 100 : 20;

        assertThat(raised(31_000, course)).anyMatch(row -> row >= 30_000 && row < 30_100);
    }

    @Property(tries = 20)
    void restartAnywhereChangesNothing(@ForAll @IntRange(max = 2999) int row) {
        Course course = r -> r > 1500 && r < 1600 || r > 2500 ? 90 : wave(r);
        List<FaultEvent> whole = run(3000, course, -1).events;

        assertThat(whole).hasSizeGreaterThan(2);
        assertThat(run(3000, course, row).events).isEqualTo(whole);
    }
}
