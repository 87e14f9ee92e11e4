package io.caretaker.alerting.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * How new the recent course of a series is, whatever its level means: readings are taken in blocks, the last blocks are a
 * pattern, and a pattern is as new as it is far from the nearest one seen before. What is new becomes known by being seen,
 * as categories do in adaptive resonance: a far pattern founds a category, a near one draws its category towards itself.
 * The result is held against the newest thing of the last 1,200 readings, so a series that brings new things all the time
 * must bring something newer to be noticed. Constants are explained where they stand; none is fitted
 * to a series. Not thread-safe.
 */
final class Novelty {
    /** Readings of a block: a single spike stands out in it, and jitter by one reading does not make a new pattern. */
    private static final int BLOCK = 3;
    /** Blocks of a pattern. */
    private static final int LENGTH = 5;
    /** Distance, as a share of the range seen so far, from which on a pattern founds a category of its own. */
    private static final double VIGILANCE = 0.15;
    /** How far a pattern draws its category. */
    private static final float DRAW = 0.1f;
    /** Categories; the one not met for longest makes room. More than 64 never came up in the recorded series tried. */
    private static final int CATEGORIES = 64;
    /** Blocks with which the newest is compared. */
    private static final int MEMORY = 400;
    /** At the very start everything is new: these blocks are not compared with. */
    private static final int UNCOUNTED = 10;
    /** Novelty that is worth notice at all, as a share of the range. */
    private static final float LEAST = 0.1f;
    /** Blocks within which the range shrinks to about a third of what it was, when nothing holds it open. */
    private static final double RANGE_MEMORY = 5000;

    private final float[] pattern = new float[LENGTH];
    private final float[][] categories = new float[CATEGORIES][];
    /** Number of the block in which each category was met last. */
    private final int[] met = new int[CATEGORIES];

    private final float[] past = new float[MEMORY];
    private int known;
    private int blocks;
    private int inBlock;
    private double sum;
    private double high;
    private double low;
    private double level;
    private double lowest;
    private double highest;
    private double newest;
    private double before;

    /** Takes the next reading. */
    void add(double value) {
        high = inBlock == 0 ? value : Math.max(high, value);
        low = inBlock == 0 ? value : Math.min(low, value);
        sum = inBlock == 0 ? value : sum + value;
        if (++inBlock == BLOCK) {
            inBlock = 0;
            close(sum / BLOCK);
        }
    }

    /**
     * Novelty of the newest whole block over the greatest one in memory: above 1 the series never was like this.
     */
    double newest() {
        return newest;
    }

    /** The greater of the two newest, for evidence that comes a block earlier or later. */
    double recent() {
        return Math.max(newest, before);
    }

    /** Readings in whole blocks so far, up to 2³¹. */
    int readings() {
        return blocks * BLOCK;
    }

    private void close(double mean) {
        level = blocks == 0 ? mean : (level + mean) / 2;
        // The extreme that stands out is what the block was about.
        double extreme = Math.abs(high - level) >= Math.abs(low - level) ? high : low;
        widen(extreme);
        System.arraycopy(pattern, 1, pattern, 0, LENGTH - 1);
        pattern[LENGTH - 1] = (float) extreme;
        float distance = blocks < LENGTH - 1 ? 0 : distance();
        float greatest = LEAST;
        for (float other : past) {
            greatest = Math.max(greatest, other);
        }
        before = newest;
        newest = distance / greatest;
        if (blocks >= UNCOUNTED) {
            past[blocks % MEMORY] = distance;
        }
        // Wraps to a multiple of the memory, so that the ring goes on where it is.
        blocks = blocks == Integer.MAX_VALUE / BLOCK ? blocks % MEMORY + MEMORY : blocks + 1;
    }

    /** The range of what was seen, which shrinks slowly, so that one monstrous reading does not make it deaf for ever. */
    private void widen(double extreme) {
        if (blocks == 0) {
            lowest = extreme;
            highest = extreme;
        }
        lowest = Math.min(lowest + (extreme - lowest) / RANGE_MEMORY, extreme);
        highest = Math.max(highest + (extreme - highest) / RANGE_MEMORY, extreme);
    }

    /** Distance to the nearest category, which learns. */
    private float distance() {
        double range = Math.max(highest - lowest, 1e-12);
        int nearest = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int c = 0; c < known; c++) {
            double squares = 0;
            for (int i = 0; i < LENGTH; i++) {
                double off = pattern[i] - categories[c][i];
                squares += off * off;
            }
            if (squares < least) {
                least = squares;
                nearest = c;
            }
        }
        if (nearest < 0) {
            found();
            return 0;
        }
        double distance = Math.sqrt(least / LENGTH) / range;
        if (distance > VIGILANCE) {
            found();
        } else {
            for (int i = 0; i < LENGTH; i++) {
                categories[nearest][i] += DRAW * (pattern[i] - categories[nearest][i]);
            }
            met[nearest] = blocks;
        }
        return (float) distance;
    }

    private void found() {
        int place = known;
        if (known == CATEGORIES) {
            place = 0;
            for (int c = 1; c < CATEGORIES; c++) {
                place = met[c] < met[place] ? c : place;
            }
        } else {
            known++;
        }
        categories[place] = pattern.clone();
        met[place] = blocks;
    }

    void write(DataOutput out) throws IOException {
        for (float value : pattern) {
            out.writeFloat(value);
        }
        out.writeInt(known);
        for (int c = 0; c < known; c++) {
            for (float value : categories[c]) {
                out.writeFloat(value);
            }
            out.writeInt(met[c]);
        }
        for (float value : past) {
            out.writeFloat(value);
        }
        out.writeInt(blocks);
        out.writeInt(inBlock);
        for (double value : new double[] {sum, high, low, level, lowest, highest, newest, before}) {
            out.writeDouble(value);
        }
    }

    void read(DataInput in) throws IOException {
        for (int i = 0; i < LENGTH; i++) {
            pattern[i] = in.readFloat();
        }
        known = in.readInt();
        for (int c = 0; c < known; c++) {
            categories[c] = new float[LENGTH];
            for (int i = 0; i < LENGTH; i++) {
                categories[c][i] = in.readFloat();
            }
            met[c] = in.readInt();
        }
        for (int i = 0; i < MEMORY; i++) {
            past[i] = in.readFloat();
        }
        blocks = in.readInt();
        inBlock = in.readInt();
        sum = in.readDouble();
        high = in.readDouble();
        low = in.readDouble();
        level = in.readDouble();
        lowest = in.readDouble();
        highest = in.readDouble();
        newest = in.readDouble();
        before = in.readDouble();
    }
}
