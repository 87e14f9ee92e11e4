package io.caretaker.ingest.meter;

import static org.assertj.core.api.Assertions.assertThat;

import io.caretaker.ingest.cjt188.Cjt188;
import io.caretaker.ingest.cjt188.Cjt188Frame;
import io.caretaker.ingest.dlt645.Dlt645;
import io.caretaker.ingest.dlt645.Dlt645Frame;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

class MeterFramesTest {
    @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE)
    void aCjt188FrameComesBackAsItWasWritten(@ForAll("cjt188") Cjt188Frame frame) {
        byte[] bytes = frame.encode();

        assertThat(Cjt188Frame.decode(bytes, 4, bytes.length))
                .isEqualTo(new Framing.Result.Ok<>(frame, bytes.length - 4));
    }

    @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE)
    void aDlt645FrameComesBackAsItWasWritten(@ForAll("dlt645") Dlt645Frame frame) {
        byte[] bytes = frame.encode();

        assertThat(Dlt645Frame.decode(bytes, 4, bytes.length))
                .isEqualTo(new Framing.Result.Ok<>(frame, bytes.length - 4));
    }

    @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE)
    void cjt188FramesAreFoundWhateverLiesBetweenThemAndHoweverTheyAreCut(
            @ForAll("cjt188s") List<Cjt188Frame> frames, @ForAll @Size(max = 40) byte[] noise, @ForAll int piece) {
        List<byte[]> encoded = frames.stream().map(Cjt188Frame::encode).toList();

        assertThat(scan(Cjt188Frame::decode, stream(encoded, noise), piece)).containsSubsequence(frames);
    }

    @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE)
    void dlt645FramesAreFoundWhateverLiesBetweenThemAndHoweverTheyAreCut(
            @ForAll("dlt645s") List<Dlt645Frame> frames, @ForAll @Size(max = 40) byte[] noise, @ForAll int piece) {
        List<byte[]> encoded = frames.stream().map(Dlt645Frame::encode).toList();

        assertThat(scan(Dlt645Frame::decode, stream(encoded, noise), piece)).containsSubsequence(frames);
    }

    @Property(tries = 5_000, edgeCases = EdgeCasesMode.NONE)
    void noBytesThrow(@ForAll @Size(max = 200) byte[] bytes) {
        for (Dialect dialect : List.of(new Cjt188(), new Dlt645())) {
            Dialect.Hearing hearing = dialect.listen();
            hearing.append(bytes);
            drain(hearing);
        }
    }

    @Property(tries = 3_000, edgeCases = EdgeCasesMode.NONE)
    void noAnswerThrows(@ForAll("cjt188") Cjt188Frame water, @ForAll("dlt645") Dlt645Frame power) {
        byte[] reading = water.data().length < 3 ? new byte[3] : water.data();
        reading[0] = 0x1f;
        reading[1] = (byte) 0x90;
        Dialect.Hearing meter = new Cjt188().listen();
        meter.append(new Cjt188Frame(water.kind(), water.digits(), 0x81, reading).encode());
        assertThat(meter.next().content()).isNotNull();

        byte[] value = power.data().length < 4 ? new byte[4] : power.data();
        System.arraycopy(new byte[] {0, (byte) 0xff, 1, 2}, 0, value, 0, 4);
        Dialect.Hearing cabinet = new Dlt645().listen();
        cabinet.append(new Dlt645Frame(power.digits(), 0x91, value).encode());
        assertThat(cabinet.next().content()).isNotNull();
    }

    @Provide
    Arbitrary<Cjt188Frame> cjt188() {
        return Combinators.combine(u8(), hex(14), u8(), bytes()).as(Cjt188Frame::new);
    }

    @Provide
    Arbitrary<List<Cjt188Frame>> cjt188s() {
        return cjt188().list().ofMinSize(1).ofMaxSize(4);
    }

    @Provide
    Arbitrary<Dlt645Frame> dlt645() {
        return Combinators.combine(hex(12), u8(), bytes()).as(Dlt645Frame::new);
    }

    @Provide
    Arbitrary<List<Dlt645Frame>> dlt645s() {
        return dlt645().list().ofMinSize(1).ofMaxSize(4);
    }

    private static Arbitrary<Integer> u8() {
        return Arbitraries.integers().between(0, 255);
    }

    private static Arbitrary<String> hex(int digits) {
        return Arbitraries.strings().withChars("0123456789abcdef").ofLength(digits);
    }

    private static Arbitrary<byte[]> bytes() {
        return Arbitraries.bytes().array(byte[].class).ofMaxSize(60);
    }

    private static byte[] stream(List<byte[]> frames, byte[] noise) {
        byte[] all = new byte[0];
        for (byte[] frame : frames) {
            all = join(join(all, noise), frame);
        }
        return all;
    }

    private static <F> List<F> scan(Framing<F> framing, byte[] bytes, int piece) {
        FrameScanner<F> scanner = new FrameScanner<>(framing);
        List<F> found = new ArrayList<>();
        int size = 1 + Math.floorMod(piece, 61);
        for (int at = 0; at < bytes.length; at += size) {
            scanner.append(Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + size)));
            collect(scanner, found);
        }
        while (scanner.waiting()) { // as when nothing comes any more
            scanner.giveUp();
            collect(scanner, found);
        }
        return found;
    }

    private static <F> void collect(FrameScanner<F> scanner, List<F> found) {
        FrameScanner.Found<F> next;
        while ((next = scanner.next()) != null) {
            found.add(next.frame());
        }
    }

    private static void drain(Dialect.Hearing hearing) {
        do {
            while (hearing.next() != null) {
                assertThat(hearing.noise()).isNotNegative();
            }
            hearing.giveUp();
        } while (hearing.waiting());
    }

    private static byte[] join(byte[] one, byte[] other) {
        byte[] all = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, all, one.length, other.length);
        return all;
    }
}
