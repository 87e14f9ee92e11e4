package io.caretaker.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class InflateTest {
    @Property(tries = 300)
    void whatWasPackedComesOutUpToTheLimitAndNotBeyond(
            @ForAll @Size(max = 300) byte[] seed, @ForAll @IntRange(min = 1, max = 200) int times) throws IOException {
        byte[] plain = new byte[seed.length * times];
        for (int i = 0; i < times; i++) {
            System.arraycopy(seed, 0, plain, i * seed.length, seed.length);
        }
        byte[] packed = gzip(plain);

        for (int most : new int[] {plain.length, plain.length + 1, Math.max(1, 2 * plain.length)}) {
            Inflate.Result.Body body = (Inflate.Result.Body) Inflate.gzip(packed, packed.length, most);
            assertThat(Arrays.copyOf(body.bytes(), body.length())).isEqualTo(plain);
        }
        if (plain.length > 0) {
            assertThat(Inflate.gzip(packed, packed.length, plain.length - 1))
                    .isInstanceOf(Inflate.Result.TooLarge.class);
        }
    }

    @Property(tries = 300)
    void anyBytesGiveAResult(@ForAll @Size(max = 100) byte[] bytes) {
        assertThat(Inflate.gzip(bytes, bytes.length, 1_000)).isInstanceOf(Inflate.Result.Damaged.class);
    }

    @Test
    void cutOffIsDamaged() throws IOException {
        byte[] packed = gzip(new byte[10_000]);

        assertThat(Inflate.gzip(packed, packed.length - 9, 20_000)).isInstanceOf(Inflate.Result.Damaged.class);
    }

    @Test
    void aBombCostsNoMoreThanTheLimit() throws IOException {
        byte[] packed = gzip(new byte[50_000_000]);

        assertThat(Inflate.gzip(packed, packed.length, 65_536)).isInstanceOf(Inflate.Result.TooLarge.class);
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(plain);
        }
        return out.toByteArray();
    }
}
