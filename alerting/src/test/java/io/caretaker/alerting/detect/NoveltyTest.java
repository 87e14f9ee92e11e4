package io.caretaker.alerting.detect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NoveltyTest {
    private final Novelty novelty = new Novelty();

    private double greatest(int rows, int period, double height) {
        double greatest = 0;
        for (int row = 0; row < rows; row++) {
            novelty.add(row % period == period / 2 ? height : row % period);
            greatest = Math.max(greatest, novelty.newest());
        }
        return greatest;
    }

    @Test
    void aConstantIsNeverNew() {
        assertThat(greatest(300, 1, 5)).isZero();
    }

    @Test
    void whatRepeatsBecomesKnown() {
        greatest(150, 15, 40);

        assertThat(greatest(600, 15, 40)).isLessThan(0.3);
    }

    @Test
    void whatNeverWasIsNewAndIsLessSoTheSecondTime() {
        greatest(600, 15, 40);

        assertThat(greatest(15, 15, 80)).isGreaterThan(1);
        greatest(600, 15, 40);
        assertThat(greatest(15, 15, 80)).isLessThan(0.5);
    }
}
