package io.caretaker.sim.device;

import static org.assertj.core.api.Assertions.assertThat;

import io.caretaker.sim.seed.Seeds;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class DefectiveDeliveryTest {
    private static final long INTERVAL = 60;

    @Test
    void lossAndDelayTogetherNeverLookLikeASilentDevice() {
        DefectiveDelivery delivery = new DefectiveDelivery(Seeds.generator(1, "delivery"), INTERVAL);
        List<Long> arrivals = new ArrayList<>();
        for (long n = 0; n < 200_000; n++) {
            delivery.send(n * INTERVAL, new byte[0], (second, payload) -> arrivals.add(second));
        }
        Collections.sort(arrivals);

        long longest = 0;
        for (int i = 1; i < arrivals.size(); i++) {
            longest = Math.max(longest, arrivals.get(i) - arrivals.get(i - 1));
        }

        assertThat(longest).isGreaterThan(INTERVAL).isLessThan(3 * INTERVAL);
    }
}
