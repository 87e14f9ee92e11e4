package io.caretaker.ingest.gb26875;

import static org.assertj.core.api.Assertions.assertThat;

import io.caretaker.ingest.gb26875.FrameCodec.Result;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

class CodecPropertiesTest {
    private final FrameCodec codec = new FrameCodec(true);

    @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE)
    void aFrameComesBackAsItWasWritten(@ForAll("frames") Frame frame) {
        byte[] bytes = FrameCodec.encode(frame);

        assertThat(codec.decode(bytes, 0, bytes.length)).isEqualTo(new Result.Ok(frame, bytes.length, false));
    }

    @Property(tries = 2_000, edgeCases = EdgeCasesMode.NONE)
    void dataComesBackAsItWasWritten(@ForAll("data") AppData.Objects data) {
        assertThat(AppDataCodec.decode(AppDataCodec.encode(data))).isEqualTo(data);
    }

    @Example
    void longerObjectsAndATimeBehindThemAllAreReadAsTheStandardHasThem() {
        AppData.Objects two = new AppData.Objects(
                24,
                List.of(
                        new AppObject.DeviceOperation(0x20, 1, Frames.NOW),
                        new AppObject.DeviceOperation(0x01, 2, Frames.NOW)));
        byte[] bytes = AppDataCodec.encode(two);
        byte[] longer = new byte[2 + 2 * 12];
        System.arraycopy(bytes, 0, longer, 0, 10);
        System.arraycopy(bytes, 10, longer, 2 + 12, 8);

        assertThat(AppDataCodec.decode(Arrays.copyOf(bytes, bytes.length + WireTime.BYTES)))
                .isEqualTo(two);
        assertThat(AppDataCodec.decode(Arrays.copyOf(bytes, bytes.length + 1))).isEqualTo(two);
        assertThat(AppDataCodec.decode(longer)).isEqualTo(two);
    }

    @Property(tries = 5_000, edgeCases = EdgeCasesMode.NONE)
    void noDataThrows(@ForAll @Size(max = 300) byte[] bytes) {
        AppData data = AppDataCodec.decode(bytes);

        if (data instanceof AppData.Objects objects && objects.objects().size() < 10) {
            assertThat(data.type()).isEqualTo(bytes[0] & 0xff);
        }
    }

    @Property(tries = 5_000, edgeCases = EdgeCasesMode.NONE)
    void noDataOfAKnownTypeThrows(@ForAll("data") AppData.Objects data, @ForAll byte flipped, @ForAll int where) {
        byte[] bytes = AppDataCodec.encode(data);
        bytes[Math.floorMod(where, bytes.length)] = flipped;

        assertThat(AppDataCodec.decode(bytes)).isNotNull();
    }

    @Property(tries = 2_000, edgeCases = EdgeCasesMode.NONE)
    void oneWrongByteIsNoticed(@ForAll("frames") Frame frame, @ForAll int where) {
        byte[] bytes = FrameCodec.encode(frame);
        int at = Math.floorMod(where, bytes.length);
        bytes[at] ^= 0x10;

        assertThat(codec.decode(bytes, 0, bytes.length)).isInstanceOf(Result.Broken.class);
    }

    @Provide
    Arbitrary<Frame> frames() {
        return Frames.any();
    }

    @Provide
    Arbitrary<AppData.Objects> data() {
        return Frames.anyData();
    }
}
