package io.caretaker.ingest.telemetry.rocksdb;

import io.caretaker.ingest.journal.DecimalScale;

/**
 * Samples of one series to a block of bits and back, without loss.
 *
 * <pre>
 * block     := version:8(1) count:16 unit:2 scale:3 plain:1 first:64 times qualities values
 * unit      := 0 µs, 1 ms, 2 s: the coarsest in which every time is whole; times count in it, first too
 * times     := (count-1) × signed difference of differences; a regular interval costs one bit a sample
 * qualities := nothing when plain (all good), else count × (0 good | 10 suspect | 11 bad)
 * values    := scale 0-4: the decimals ·10^scale, the first as signed, then signed differences
 *            | scale 7: the first's 64 bits, then the XOR with the one before as in Gorilla (Pelkonen et al., VLDB
 *              2015): 0 same | 10 bits inside the last window | 11 leading:6 length-1:6 bits
 * signed    := as {@link BitWriter#signed}
 * </pre>
 *
 * Decoding is total: any bytes give a result, a wrong one says where. Stateless and thread-safe.
 */
final class BlockCodec {
    /** Most samples of one block: what a query must unpack at least, what a late sample rewrites. */
    static final int MOST = 512;

    private static final int VERSION = 1;
    private static final int COUNT_BITS = 16;
    private static final int UNSCALED = 7;
    private static final long[] UNITS = {1, 1_000, 1_000_000};

    private BlockCodec() {}

    /** @param samples 1 to 65,535 */
    static byte[] encode(Samples samples) {
        int count = samples.size();
        if (count < 1 || count >= 1 << COUNT_BITS) {
            throw new IllegalArgumentException("samples: got " + count + ", expected 1 to 65535");
        }
        int unit = unit(samples);
        int scale = scale(samples);
        boolean plain = allGood(samples);
        BitWriter out = new BitWriter();
        out.bits(VERSION, 8);
        out.bits(count, COUNT_BITS);
        out.bits(unit, 2);
        out.bits(scale, 3);
        out.bits(plain ? 1 : 0, 1);
        writeTimes(samples, UNITS[unit], out);
        if (!plain) {
            writeQualities(samples, out);
        }
        if (scale == UNSCALED) {
            writeXor(samples, out);
        } else {
            writeScaled(samples, scale, out);
        }
        return out.toBytes();
    }

    static DecodedBlock decode(byte[] block) {
        BitReader in = new BitReader(block);
        if (in.bits(8) != VERSION) {
            return new DecodedBlock.Corrupt(0, "block version " + VERSION);
        }
        int count = (int) in.bits(COUNT_BITS);
        int unit = (int) in.bits(2);
        int scale = (int) in.bits(3);
        boolean plain = in.bits(1) == 1;
        // Every further sample takes a bit for its time and one for its value at least.
        if (count == 0 || in.bitsLeft() < 64 + 2L * (count - 1)) {
            return new DecodedBlock.Corrupt(8, "a count of 1 to what the bytes can hold");
        }
        if (unit >= UNITS.length || scale > DecimalScale.MAX && scale != UNSCALED) {
            return new DecodedBlock.Corrupt(24, "a unit of 0 to 2 and a scale of 0 to 4, or 7");
        }
        long[] times = readTimes(in, count, UNITS[unit]);
        byte[] qualities = plain ? new byte[count] : readQualities(in, count);
        double[] values = scale == UNSCALED ? readXor(in, count) : readScaled(in, count, scale);
        if (in.overrun()) {
            return new DecodedBlock.Corrupt(block.length * 8L, "more bits");
        }
        return check(times, values, qualities, in.position());
    }

    private static DecodedBlock check(long[] times, double[] values, byte[] qualities, long position) {
        Samples.Builder samples = new Samples.Builder(times.length);
        for (int i = 0; i < times.length; i++) {
            if (i > 0 && times[i] <= times[i - 1]) {
                return new DecodedBlock.Corrupt(position, "ascending times");
            }
            samples.add(times[i], values[i], qualities[i]);
        }
        return new DecodedBlock.Ok(samples.build());
    }

    private static int unit(Samples samples) {
        int unit = UNITS.length - 1;
        for (int i = 0; i < samples.size() && unit > 0; i++) {
            while (samples.time(i) % UNITS[unit] != 0) {
                unit--;
            }
        }
        return unit;
    }

    private static int scale(Samples samples) {
        int scale = 0;
        for (int i = 0; i < samples.size(); i++) {
            scale = DecimalScale.atLeast(scale, samples.value(i));
            if (scale < 0) {
                return UNSCALED;
            }
        }
        for (int i = 0; i < samples.size(); i++) {
            // A value exact at its own scale need not be at the larger one of another.
            if (!DecimalScale.isExact(samples.value(i), scale)) {
                return UNSCALED;
            }
        }
        return scale;
    }

    private static boolean allGood(Samples samples) {
        for (int i = 0; i < samples.size(); i++) {
            if (samples.quality(i) != 0) {
                return false;
            }
        }
        return true;
    }

    private static void writeTimes(Samples samples, long unit, BitWriter out) {
        long before = samples.time(0) / unit;
        long difference = 0;
        out.bits(before, 64);
        for (int i = 1; i < samples.size(); i++) {
            long time = samples.time(i) / unit;
            out.signed(time - before - difference);
            difference = time - before;
            before = time;
        }
    }

    private static long[] readTimes(BitReader in, int count, long unit) {
        long[] times = new long[count];
        long time = in.bits(64);
        long difference = 0;
        times[0] = time * unit;
        for (int i = 1; i < count; i++) {
            difference += in.signed();
            time += difference;
            times[i] = time * unit;
        }
        return times;
    }

    private static void writeQualities(Samples samples, BitWriter out) {
        for (int i = 0; i < samples.size(); i++) {
            int quality = samples.quality(i);
            out.bits(quality == 0 ? 0 : 1, 1);
            if (quality != 0) {
                out.bits(quality - 1, 1);
            }
        }
    }

    private static byte[] readQualities(BitReader in, int count) {
        byte[] qualities = new byte[count];
        for (int i = 0; i < count; i++) {
            qualities[i] = (byte) (in.bits(1) == 0 ? 0 : 1 + in.bits(1));
        }
        return qualities;
    }

    private static void writeScaled(Samples samples, int scale, BitWriter out) {
        long before = 0;
        for (int i = 0; i < samples.size(); i++) {
            long value = DecimalScale.toLong(samples.value(i), scale);
            out.signed(value - before);
            before = value;
        }
    }

    private static double[] readScaled(BitReader in, int count, int scale) {
        double[] values = new double[count];
        long value = 0;
        for (int i = 0; i < count; i++) {
            value += in.signed();
            values[i] = DecimalScale.toDouble(value, scale);
        }
        return values;
    }

    private static void writeXor(Samples samples, BitWriter out) {
        long before = Double.doubleToRawLongBits(samples.value(0));
        int leading = 64;
        int length = 0;
        out.bits(before, 64);
        for (int i = 1; i < samples.size(); i++) {
            long bits = Double.doubleToRawLongBits(samples.value(i));
            long xor = bits ^ before;
            before = bits;
            if (xor == 0) {
                out.bits(0, 1);
                continue;
            }
            int trailing = 64 - leading - length;
            boolean inside = length > 0
                    && Long.numberOfLeadingZeros(xor) >= leading
                    && Long.numberOfTrailingZeros(xor) >= trailing;
            if (inside) {
                out.bits(0b10, 2);
            } else {
                leading = Long.numberOfLeadingZeros(xor);
                length = 64 - leading - Long.numberOfTrailingZeros(xor);
                out.bits(0b11, 2);
                out.bits(leading, 6);
                out.bits(length - 1, 6);
            }
            out.bits(xor >>> 64 - leading - length, length);
        }
    }

    private static double[] readXor(BitReader in, int count) {
        double[] values = new double[count];
        long bits = in.bits(64);
        int leading = 0;
        int length = 64;
        values[0] = Double.longBitsToDouble(bits);
        for (int i = 1; i < count; i++) {
            if (in.bits(1) == 1) {
                if (in.bits(1) == 1) {
                    leading = (int) in.bits(6);
                    length = (int) in.bits(6) + 1;
                }
                // A corrupt window may reach beyond bit 0; the shift then wraps, harmlessly.
                bits ^= in.bits(length) << 64 - leading - length;
            }
            values[i] = Double.longBitsToDouble(bits);
        }
        return values;
    }
}
