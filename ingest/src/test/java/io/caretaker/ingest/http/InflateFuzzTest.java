package io.caretaker.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.caretaker.ingest.testing.Fuzz;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class InflateFuzzTest {
    private static final int MOST = 1_000;

    @Test
    void anyBytesAreABodyWithinTheLimitOrRefused() throws IOException {
        Fuzz.of(gzip(new byte[100]), gzip("water,device=m-1 water_flow=2.5".getBytes()), gzip(new byte[1_000_000]))
                .each(bytes -> {
                    if (Inflate.gzip(bytes, bytes.length, MOST) instanceof Inflate.Result.Body body) {
                        assertThat(body.length()).isLessThanOrEqualTo(MOST);
                    }
                });
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(plain);
        }
        return packed.toByteArray();
    }
}
