package io.caretaker.sim.device;

import java.util.random.RandomGenerator;

/**
 * The defects of section 7.2 of the field guide for one mains-powered device: loss in bursts (Gilbert-Elliott), duplicates,
 * late messages and messages out of order. Not thread-safe.
 */
final class DefectiveDelivery implements Delivery {
    private static final double LOSS = 0.005;
    private static final double GOOD_TO_BAD = 0.001;
    private static final double BAD_TO_GOOD = 0.05;
    private static final double LOSS_WHILE_BAD = 0.80;
    /**
     * Messages lost in a row at most: an ordinary week with defects must raise nothing, and a device counts as silent after
     * three missed intervals. Longer silence is a fault and injected as one.
     */
    private static final int LOST_IN_A_ROW = 1;

    private static final double DUPLICATE = 0.005;
    private static final double LATE = 0.03;
    private static final double LATE_MEAN_S = 90;
    /** Inside the allowed lateness of the product, so that nothing is lost to detection by transport alone. */
    private static final double LATE_MOST_S = 600;

    private static final double OUT_OF_ORDER = 0.01;

    private final RandomGenerator random;
    private final long interval;
    private boolean bad;
    private int lostInARow;
    private boolean late;

    /** @param interval seconds between two messages of the device */
    DefectiveDelivery(RandomGenerator random, long interval) {
        this.random = random;
        this.interval = interval;
    }

    @Override
    public void send(long second, byte[] payload, Receiver receiver) {
        bad = bad ? random.nextDouble() >= BAD_TO_GOOD : random.nextDouble() < GOOD_TO_BAD;
        boolean lost = random.nextDouble() < (bad ? LOSS_WHILE_BAD : LOSS) && lostInARow < LOST_IN_A_ROW && !late;
        // What follows a lost or late message is in time: together they would look like a silent device.
        long delay = lostInARow > 0 || late ? 0 : delay();
        late = delay > 0;
        lostInARow = lost ? lostInARow + 1 : 0;
        boolean twice = random.nextDouble() < DUPLICATE;
        long again = random.nextBoolean() ? 0 : random.nextLong(1, 61);
        if (lost) {
            return;
        }
        receiver.deliver(second + delay, payload);
        if (twice) {
            receiver.deliver(second + delay + again, payload);
        }
    }

    private long delay() {
        double draw = random.nextDouble();
        if (draw < LATE) {
            return Math.round(Math.min(LATE_MOST_S, -LATE_MEAN_S * Math.log(1 - random.nextDouble())));
        }
        if (draw < LATE + OUT_OF_ORDER) {
            // Overtaken by up to four messages of the same device, as far as the allowance goes.
            return Math.min((long) LATE_MOST_S, interval * random.nextLong(1, 5) + 1);
        }
        return 0;
    }
}
