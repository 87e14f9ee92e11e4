package io.caretaker.ingest.gb26875;

import static org.assertj.core.api.Assertions.assertThat;

import io.caretaker.ingest.intake.fixture.Estates;
import io.caretaker.ingest.testing.Fuzz;
import io.caretaker.ingest.testing.Sound;
import io.caretaker.model.Times;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FrameFuzzTest {
    private static final AddressBook BOOK = AddressBook.of(FireEstate.topology());
    private static final Frame FRAME = Frames.send(9, 1, new AppObject.SystemStatus(Frames.PANEL, 1, Frames.NOW));
    private static final byte[] ALARM =
            FrameCodec.encode(Frames.send(7, 2, new AppObject.PartStatus(Frames.SMOKE, 0b10, "Ａ区１层走廊", Frames.NOW)));
    private static final byte[] STATUS =
            FrameCodec.encode(Frames.send(8, 1, new AppObject.SystemStatus(Frames.PANEL, 1, Frames.NOW)));

    @Test
    void anyStreamIsFramesAndNoise() {
        Fuzz.of(ALARM, STATUS).each(bytes -> {
            FrameStream stream = new FrameStream(new FrameCodec(false));
            int half = bytes.length / 2;
            int events = 0;
            for (byte[] piece :
                    new byte[][] {Arrays.copyOf(bytes, half), Arrays.copyOfRange(bytes, half, bytes.length)}) {
                stream.append(piece);
                while (stream.next() != null) {
                    events++;
                }
            }
            assertThat(events).isLessThanOrEqualTo(bytes.length);
        });
    }

    /** The checksum of a frame keeps damage out: here what lies behind it. */
    @Test
    void anyDataOfAFrameIsReadingsAndRefusals() {
        Fuzz.of(
                        AppDataCodec.encode(new AppData.Objects(
                                2, java.util.List.of(new AppObject.PartStatus(Frames.SMOKE, 2, "Ａ区", Frames.NOW)))),
                        AppDataCodec.encode(new AppData.Objects(
                                1, java.util.List.of(new AppObject.SystemStatus(Frames.PANEL, 1, Frames.NOW)))),
                        AppDataCodec.encode(new AppData.Objects(
                                3,
                                java.util.List.of(new AppObject.PartValue(FireEstate.HYDRANT, 5, 3214, Frames.NOW)))))
                .each(bytes -> {
                    if (AppDataCodec.decode(bytes) instanceof AppData.Objects data) {
                        Sound.assertSound(
                                FrameReadings.of(BOOK, FRAME, data, Duration.ofDays(7), Times.micros(Estates.NOW)),
                                32 * bytes.length + 32);
                    }
                });
    }
}
