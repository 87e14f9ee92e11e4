package io.caretaker.alerting.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * How much of a metric's variation is slow. A temperature that creeps has no level to be far from: most of its variation
 * lies between the means of long blocks, and the level it has while learning says little about later. A metric of noise
 * about a level has block means that hardly differ. Not thread-safe.
 */
final class Wander {
    /** Beyond it the metric hardly counts any more; keeps the weight above 0. */
    private static final double MOST = 0.99;

    private final int block;
    private final RunningScale all = new RunningScale();
    private final RunningScale blocks = new RunningScale();
    private double sum;
    private int inBlock;

    /** @param block readings of one block, at least 2 */
    Wander(int block) {
        this.block = block;
    }

    void add(double value) {
        all.add(value);
        sum += value;
        if (++inBlock == block) {
            blocks.add(sum / block);
            sum = 0;
            inBlock = 0;
        }
    }

    /**
     * What a deviation of the metric is worth, 0 to 1. With r, the standard deviation of block means over that of readings,
     * slow variation grows like r/(1-r) against what is left; it is added to the variance that is expected.
     */
    double weight() {
        double deviation = all.deviation();
        double share = deviation > 0 ? Math.min(MOST, blocks.deviation() / deviation) : 0;
        double slow = share / (1 - share);
        return 1 / Math.sqrt(1 + slow * slow);
    }

    void write(DataOutput out) throws IOException {
        all.write(out);
        blocks.write(out);
        out.writeDouble(sum);
        out.writeInt(inBlock);
    }

    void read(DataInput in) throws IOException {
        all.read(in);
        blocks.read(in);
        sum = in.readDouble();
        inBlock = in.readInt();
    }
}
