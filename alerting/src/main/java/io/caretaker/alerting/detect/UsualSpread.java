package io.caretaker.alerting.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Mean and spread of vectors, learned once from the first ones, and then how far others lie from it: Hotelling's T², of
 * standardised values and their correlation. Not thread-safe.
 */
final class UsualSpread {
    /** Added to the diagonal of the correlation matrix, so that nearly dependent metrics do not blow up the distance. */
    private static final double RIDGE = 0.1;

    private final int dimensions;
    private final int needed;
    /** The vectors so far, freed once there are enough. */
    private float[] learned;

    private int count;
    private final double[] mean;
    private final double[] scale;
    private final double[] inverse;

    /**
     * @param dimensions values in a vector
     * @param needed vectors to learn from, at least 2
     */
    UsualSpread(int dimensions, int needed) {
        this.dimensions = dimensions;
        this.needed = needed;
        learned = new float[needed * dimensions];
        mean = new double[dimensions];
        scale = new double[dimensions];
        inverse = new double[dimensions * dimensions];
    }

    boolean known() {
        return count == needed;
    }

    /** The standard deviation of one value. */
    double scale(int dimension) {
        return scale[dimension];
    }

    double mean(int dimension) {
        return mean[dimension];
    }

    /**
     * Takes a vector to learn from; with the last one everything is known.
     *
     * @param weights by which standardised values are multiplied in the returned distance
     * @return the largest squared distance among the learned once it is known, NaN before
     */
    double learn(double[] values, double[] weights) {
        for (int i = 0; i < dimensions; i++) {
            learned[count * dimensions + i] = (float) values[i];
        }
        if (++count < needed) {
            return Double.NaN;
        }
        describe();
        double largest = 0;
        double[] standard = new double[dimensions];
        for (int row = 0; row < needed; row++) {
            for (int i = 0; i < dimensions; i++) {
                standard[i] = weights[i] * (learned[row * dimensions + i] - mean[i]) / scale[i];
            }
            largest = Math.max(largest, distance(standard));
        }
        learned = null;
        return Math.max(largest, 1e-9);
    }

    private void describe() {
        for (int i = 0; i < dimensions; i++) {
            double sum = 0;
            double squares = 0;
            for (int row = 0; row < needed; row++) {
                sum += learned[row * dimensions + i];
            }
            mean[i] = sum / needed;
            for (int row = 0; row < needed; row++) {
                double off = learned[row * dimensions + i] - mean[i];
                squares += off * off;
            }
            scale[i] = Math.max(Math.sqrt(squares / needed), 1e-6 * Math.max(1, Math.abs(mean[i])));
        }
        double[] correlation = new double[dimensions * dimensions];
        for (int row = 0; row < needed; row++) {
            for (int i = 0; i < dimensions; i++) {
                double zi = (learned[row * dimensions + i] - mean[i]) / scale[i];
                for (int j = 0; j < dimensions; j++) {
                    double zj = (learned[row * dimensions + j] - mean[j]) / scale[j];
                    correlation[i * dimensions + j] += zi * zj / needed;
                }
            }
        }
        for (int i = 0; i < dimensions; i++) {
            correlation[i * dimensions + i] += RIDGE;
        }
        invert(correlation, inverse, dimensions);
    }

    /** The squared distance of a vector of standardised values. */
    double distance(double[] standard) {
        double sum = 0;
        for (int i = 0; i < dimensions; i++) {
            double part = 0;
            for (int j = 0; j < dimensions; j++) {
                part += inverse[i * dimensions + j] * standard[j];
            }
            sum += part * standard[i];
        }
        return sum;
    }

    /** Gauss-Jordan; the ridge keeps the positive definite matrix well away from singular, so no pivoting. */
    private static void invert(double[] matrix, double[] into, int n) {
        for (int i = 0; i < n; i++) {
            into[i * n + i] = 1;
        }
        for (int column = 0; column < n; column++) {
            double pivot = matrix[column * n + column];
            for (int j = 0; j < n; j++) {
                matrix[column * n + j] /= pivot;
                into[column * n + j] /= pivot;
            }
            for (int row = 0; row < n; row++) {
                double factor = matrix[row * n + column];
                if (row == column || factor == 0) {
                    continue;
                }
                for (int j = 0; j < n; j++) {
                    matrix[row * n + j] -= factor * matrix[column * n + j];
                    into[row * n + j] -= factor * into[column * n + j];
                }
            }
        }
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(count);
        for (int i = 0; i < dimensions; i++) {
            out.writeDouble(mean[i]);
            out.writeDouble(scale[i]);
        }
        for (double value : inverse) {
            out.writeDouble(value);
        }
        for (int i = 0; learned != null && i < count * dimensions; i++) {
            out.writeFloat(learned[i]);
        }
    }

    void read(DataInput in) throws IOException {
        count = in.readInt();
        for (int i = 0; i < dimensions; i++) {
            mean[i] = in.readDouble();
            scale[i] = in.readDouble();
        }
        for (int i = 0; i < inverse.length; i++) {
            inverse[i] = in.readDouble();
        }
        if (known()) {
            learned = null;
        }
        for (int i = 0; learned != null && i < count * dimensions; i++) {
            learned[i] = in.readFloat();
        }
    }
}
