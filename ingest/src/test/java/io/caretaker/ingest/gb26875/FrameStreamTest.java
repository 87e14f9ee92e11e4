package io.caretaker.ingest.gb26875;

import static org.assertj.core.api.Assertions.assertThat;

import io.caretaker.ingest.gb26875.FrameStream.Event;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class FrameStreamTest {
    private static final Frame ALARM =
            Frames.send(7, 2, new AppObject.PartStatus(Frames.SMOKE, 0b10, "Ａ区１层走廊", Frames.NOW));
    private static final Frame STATUS = Frames.send(8, 1, new AppObject.SystemStatus(Frames.PANEL, 1, Frames.NOW));

    @Test
    void everySplitOfAStreamGivesTheSameFrames() {
        byte[] bytes = join(FrameCodec.encode(ALARM), new byte[] {0x40, 0x00, 0x40}, FrameCodec.encode(STATUS));

        for (int at = 0; at <= bytes.length; at++) {
            for (int second = at; second <= Math.min(at + 3, bytes.length); second++) {
                assertThat(frames(
                                Arrays.copyOf(bytes, at),
                                Arrays.copyOfRange(bytes, at, second),
                                Arrays.copyOfRange(bytes, second, bytes.length)))
                        .as("cut at %d and %d", at, second)
                        .containsExactly(ALARM, STATUS);
            }
        }
    }

    @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE)
    void framesAreFoundWhateverLiesBetweenThem(
            @ForAll("frames") List<Frame> frames, @ForAll @Size(max = 80) byte[] noise, @ForAll int piece) {
        byte[] bytes = new byte[0];
        for (Frame frame : frames) {
            bytes = join(bytes, noise, FrameCodec.encode(frame));
        }
        int size = 1 + Math.floorMod(piece, 97);
        List<byte[]> pieces = new ArrayList<>();
        for (int at = 0; at < bytes.length; at += size) {
            pieces.add(Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + size)));
        }

        assertThat(frames(pieces.toArray(byte[][]::new))).containsSubsequence(frames);
    }

    @Test
    void aStartMarkInNoiseDoesNotSwallowTheFrameBehindIt() {
        // Noise that claims to be a frame which ends exactly where the real one does.
        byte[] alarm = FrameCodec.encode(ALARM);
        byte[] noise = new byte[30];
        noise[0] = 0x40;
        noise[1] = 0x40;
        int length = noise.length + alarm.length - FrameCodec.OVERHEAD;
        noise[24] = (byte) length;
        noise[25] = (byte) (length >> 8);

        assertThat(frames(join(noise, alarm))).containsExactly(ALARM);
    }

    @Test
    void aWrongSumIsToldWithTheFrameSoThatItCanBeDenied() {
        byte[] broken = FrameCodec.encode(ALARM);
        broken[30] ^= 1;

        List<Event> events = events(join(broken, FrameCodec.encode(STATUS)));

        assertThat(events).hasSize(2);
        assertThat(((Event.Corrupt) events.get(0)).frame().serial()).isEqualTo(7);
        assertThat(((Event.Received) events.get(1)).frame()).isEqualTo(STATUS);
    }

    @Test
    void bothMarksInTheDataDoNotEndTheFrame() {
        Frame marks = new Frame(
                9, Frame.VERSION, Frames.NOW, Frames.DEVICE, Frames.CENTRE, 2, new byte[] {0x23, 0x23, 0x40, 0x40, 0x23
                });

        assertThat(frames(FrameCodec.encode(marks), FrameCodec.encode(STATUS))).containsExactly(marks, STATUS);
    }

    @Test
    void theSlipOfTheEndMarkIsTakenOnlyWhereAllowed() {
        byte[] slip = FrameCodec.encode(ALARM);
        slip[slip.length - 1] = 0x35;
        slip[slip.length - 2] = 0x35;

        assertThat(events(slip)).singleElement().matches(e -> ((Event.Received) e).endSlip());
        assertThat(drain(new FrameStream(new FrameCodec(false)), join(slip, FrameCodec.encode(STATUS))).stream()
                        .filter(Event.Received.class::isInstance))
                .hasSize(1);
    }

    @Test
    void aLengthAboveTheStandardIsNoise() {
        byte[] endless = FrameCodec.encode(ALARM);
        endless[25] = 0x7f;

        assertThat(frames(join(endless, FrameCodec.encode(STATUS)))).containsExactly(STATUS);
    }

    @Test
    void noiseIsNotHeld() {
        FrameStream stream = new FrameStream(new FrameCodec(true));
        int skipped = 0;
        for (int i = 0; i < 1_000; i++) {
            stream.append(new byte[1_000]);
            skipped += ((Event.Skipped) stream.next()).bytes();
            assertThat(stream.next()).isNull();
        }

        assertThat(skipped).isEqualTo(1_000_000);
        assertThat(stream.waiting()).isFalse();
    }

    @Provide
    Arbitrary<List<Frame>> frames() {
        return Frames.any().list().ofMinSize(1).ofMaxSize(4);
    }

    private static List<Frame> frames(byte[]... pieces) {
        return drain(new FrameStream(new FrameCodec(true)), pieces).stream()
                .filter(Event.Received.class::isInstance)
                .map(e -> ((Event.Received) e).frame())
                .toList();
    }

    private static List<Event> events(byte[]... pieces) {
        return drain(new FrameStream(new FrameCodec(true)), pieces);
    }

    private static List<Event> drain(FrameStream stream, byte[]... pieces) {
        List<Event> events = new ArrayList<>();
        for (byte[] piece : pieces) {
            stream.append(piece);
            drain(stream, events);
        }
        while (stream.waiting()) { // as when nothing comes any more
            stream.giveUp();
            drain(stream, events);
        }
        return events;
    }

    private static void drain(FrameStream stream, List<Event> events) {
        Event event;
        while ((event = stream.next()) != null) {
            events.add(event);
        }
    }

    private static byte[] join(byte[]... parts) {
        byte[] all = new byte[0];
        for (byte[] part : parts) {
            int at = all.length;
            all = Arrays.copyOf(all, at + part.length);
            System.arraycopy(part, 0, all, at, part.length);
        }
        return all;
    }
}
