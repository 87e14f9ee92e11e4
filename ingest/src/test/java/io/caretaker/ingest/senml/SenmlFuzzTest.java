package io.caretaker.ingest.senml;

import static io.caretaker.ingest.testing.Sound.assertSound;

import io.caretaker.ingest.codec.CodecLimits;
import io.caretaker.ingest.testing.Fuzz;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class SenmlFuzzTest {
    private static final long NOW = 1_764_000_000_000_000L;
    private static final CodecLimits LIMITS = new CodecLimits(2_048, 20);

    @Test
    void anyJsonIsReadingsOrARefusal() {
        SenmlCodec json = SenmlCodec.json(LIMITS);

        Fuzz.of(
                        "[{\"bn\":\"urn:dev:p/\",\"bt\":1.764e9,\"bu\":\"kPa\",\"n\":\"water_pressure\",\"v\":312.5},"
                                + "{\"n\":\"on\",\"vb\":true,\"t\":-5},{\"n\":\"s\",\"vs\":\"open\"},{\"n\":\"d\",\"vd\":\"AA\"}]",
                        "[{\"bver\":10,\"n\":\"x\",\"v\":1e400,\"s\":3,\"ut\":1}]",
                        "[".repeat(60))
                .each(bytes -> assertSound(json.decode(bytes, NOW), 21));
    }

    @Test
    void anyCborIsReadingsOrARefusal() {
        SenmlCodec cbor = SenmlCodec.cbor(LIMITS);

        Fuzz.of(
                        hex("83a421707572"
                                + "6e3a6465763a6f773a31306532303733613031303830303633"
                                + "22fb41d303a15b00106223614120050067766f6c7461676502fb405e066666666666"),
                        hex("81a3006b77617465725f70726573737572650219013804f5"),
                        hex("9fa20061780018640bffff"),
                        hex("9b7fffffffffffffff"),
                        hex("5f5f5f5f5f"),
                        hex("81".repeat(60)),
                        hex("c2581a" + "ff".repeat(26)),
                        hex("81a20061610282c4820a1b7fffffffffffffff"))
                .each(bytes -> assertSound(cbor.decode(bytes, NOW), 21));
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }
}
