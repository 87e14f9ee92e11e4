package io.caretaker.ingest.testing;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Feeds a codec with bytes nobody meant: noise, and good samples that were damaged. How many is told by {@code fuzz.tries}
 * (some thousands in every build, a million in the profile {@code nightly}), which ones by {@code fuzz.seed}. Whatever the
 * codec throws fails the test with the input in hex.
 */
public final class Fuzz {
    private static final int LONGEST = 4_096;
    private static final byte[] TELLING = {
        0,
        1,
        4,
        8,
        0x0f,
        0x10,
        0x1f,
        0x23,
        0x40,
        0x68,
        0x7f,
        (byte) 0x80,
        (byte) 0x9f,
        (byte) 0xbf,
        (byte) 0xfe,
        (byte) 0xff,
        '{',
        '}',
        '[',
        ']',
        '"',
        ':',
        ',',
        '\\',
        '0',
        '9',
        '-',
        '.',
        'e',
        ' ',
        '\n',
        '=',
        '/',
        '#',
        '+',
        (byte) 0xc3,
        (byte) 0xe4
    };

    private final List<byte[]> samples;
    private final long tries;

    private Fuzz(List<byte[]> samples, long tries) {
        this.samples = samples;
        this.tries = tries;
    }

    public static Fuzz of(byte[]... samples) {
        return new Fuzz(List.of(samples), Long.getLong("fuzz.tries", 10_000));
    }

    public static Fuzz of(String... samples) {
        return of(
                Stream.of(samples).map(s -> s.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new));
    }

    /** For a codec that takes long: every so many-th try only. */
    public Fuzz oneIn(int divisor) {
        return new Fuzz(samples, Math.max(1, tries / divisor));
    }

    /** @param takes one input; throws when something is wrong with what the codec made of it */
    public void each(Consumer<byte[]> takes) {
        long seed = Long.getLong("fuzz.seed", new SecureRandom().nextLong());
        System.out.println("fuzz: " + tries + " inputs, -Dfuzz.seed=" + seed);
        SplittableRandom random = new SplittableRandom(seed);
        for (long i = 0; i < tries; i++) {
            byte[] input = random.nextInt(4) == 0 ? noise(random) : damaged(random);
            try {
                takes.accept(input);
            } catch (Throwable e) { // also what only a deep or large input brings about
                throw new AssertionError(
                        "try " + i + " of -Dfuzz.seed=" + seed + ", input "
                                + HexFormat.of().formatHex(input),
                        e);
            }
        }
    }

    private static byte[] noise(SplittableRandom random) {
        byte[] bytes = new byte[random.nextInt(random.nextInt(1, 200))];
        if (random.nextBoolean()) {
            random.nextBytes(bytes);
        } else {
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = telling(random);
            }
        }
        return bytes;
    }

    private byte[] damaged(SplittableRandom random) {
        byte[] bytes = sample(random).clone();
        for (int left = random.nextInt(1, 6); left > 0; left--) {
            bytes = damage(bytes, random);
        }
        return bytes;
    }

    private byte[] damage(byte[] bytes, SplittableRandom random) {
        int at = random.nextInt(bytes.length + 1);
        int end = Math.min(bytes.length, at + random.nextInt(1, 24));
        switch (random.nextInt(8)) {
            case 0 -> flip(bytes, at, random);
            case 1 -> put(bytes, at, telling(random));
            case 2 -> put(bytes, at, (byte) random.nextInt(256));
            case 3 -> {
                return join(Arrays.copyOf(bytes, at), Arrays.copyOfRange(bytes, end, bytes.length));
            }
            case 4 -> {
                return join(Arrays.copyOf(bytes, end), Arrays.copyOfRange(bytes, at, bytes.length));
            }
            case 5 -> {
                return join(Arrays.copyOf(bytes, at), noise(random), Arrays.copyOfRange(bytes, at, bytes.length));
            }
            case 6 -> {
                byte[] other = sample(random);
                return join(
                        Arrays.copyOf(bytes, at),
                        Arrays.copyOfRange(other, random.nextInt(other.length + 1), other.length));
            }
            default -> {
                return Arrays.copyOf(bytes, at);
            }
        }
        return bytes;
    }

    private byte[] sample(SplittableRandom random) {
        return samples.get(random.nextInt(samples.size()));
    }

    private static void flip(byte[] bytes, int at, SplittableRandom random) {
        if (at < bytes.length) {
            bytes[at] ^= (byte) (1 << random.nextInt(8));
        }
    }

    private static void put(byte[] bytes, int at, byte value) {
        if (at < bytes.length) {
            bytes[at] = value;
        }
    }

    private static byte telling(SplittableRandom random) {
        return TELLING[random.nextInt(TELLING.length)];
    }

    private static byte[] join(byte[]... parts) {
        byte[] whole = new byte
                [Math.min(LONGEST, Stream.of(parts).mapToInt(p -> p.length).sum())];
        int at = 0;
        for (byte[] part : parts) {
            int length = Math.min(part.length, whole.length - at);
            System.arraycopy(part, 0, whole, at, length);
            at += length;
        }
        return whole;
    }
}
