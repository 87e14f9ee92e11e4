package io.caretaker.ingest.gb26875;

import io.caretaker.ingest.gb26875.AppObject.PartQuery;
import java.time.LocalDateTime;
import java.util.List;
import java.util.function.IntFunction;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Frames and data for tests: one of everything, and anything. */
public final class Frames {
    public static final WireAddress DEVICE = new WireAddress("010203040506");
    public static final WireAddress CENTRE = new WireAddress("ffee00000001");
    /** 11:12:00 in Shanghai, which is the noon of the test clock. */
    public static final WireTime NOW = WireTime.of(LocalDateTime.of(2026, 11, 24, 11, 12, 0));

    public static final SystemAddress PANEL = new SystemAddress(1, 3);
    public static final PartAddress SMOKE = new PartAddress(PANEL, 40, "d9000600");

    private static final String WORDS = "Ａ区１层呷哺走廊烟感手报水泵房AB12";

    private Frames() {}

    public static Frame send(int serial, int type, AppObject... objects) {
        return send(serial, NOW, type, objects);
    }

    public static Frame send(int serial, WireTime sent, int type, AppObject... objects) {
        byte[] data = AppDataCodec.encode(new AppData.Objects(type, List.of(objects)));
        return new Frame(serial, Frame.VERSION, sent, DEVICE, CENTRE, Command.SEND.code(), data);
    }

    static Arbitrary<Frame> any() {
        Arbitrary<byte[]> bytes =
                Arbitraries.bytes().array(byte[].class).ofMinSize(0).ofMaxSize(200);
        Arbitrary<byte[]> marks = Arbitraries.of((byte) 0x40, (byte) 0x23, (byte) 0)
                .array(byte[].class)
                .ofMaxSize(60);
        return Combinators.combine(
                        Arbitraries.integers().between(0, 0xffff),
                        Arbitraries.integers().between(0, 0xffff),
                        times(),
                        addresses(),
                        addresses(),
                        Arbitraries.integers().between(0, 255),
                        Arbitraries.oneOf(bytes, marks))
                .as(Frame::new);
    }

    static Arbitrary<AppData.Objects> anyData() {
        return Arbitraries.of(
                        1, 2, 3, 4, 5, 6, 7, 8, 21, 24, 25, 26, 28, 61, 62, 63, 64, 65, 66, 67, 68, 81, 84, 85, 86, 88,
                        89, 90, 91)
                .flatMap(type -> objects(type)
                        .list()
                        .ofMinSize(1)
                        .ofMaxSize(5)
                        .map(objects -> new AppData.Objects(type, objects)));
    }

    private static Arbitrary<AppObject> objects(int type) {
        Arbitrary<Integer> u8 = Arbitraries.integers().between(0, 255);
        Arbitrary<Integer> u16 = Arbitraries.integers().between(0, 0xffff);
        IntFunction<Arbitrary<String>> text =
                most -> Arbitraries.strings().withChars(WORDS).ofMaxLength(most);
        Arbitrary<PartAddress> parts =
                Combinators.combine(systems(), u8, hex(4)).as(PartAddress::new);
        return switch (type) {
            case 1 -> Combinators.combine(systems(), u16, times()).as(AppObject.SystemStatus::new);
            case 2 -> Combinators.combine(parts, u16, text.apply(15), times()).as(AppObject.PartStatus::new);
            case 3 ->
                Combinators.combine(parts, u8, Arbitraries.integers().between(-32768, 32767), times())
                        .as(AppObject.PartValue::new);
            case 4 -> Combinators.combine(systems(), u8, u8, times()).as(AppObject.SystemOperation::new);
            case 5 -> Combinators.combine(systems(), u8, u8).as(AppObject.SystemVersion::new);
            case 6 -> Combinators.combine(systems(), text.apply(40)).as(AppObject.SystemConfiguration::new);
            case 7 -> Combinators.combine(parts, text.apply(15)).as(AppObject.PartConfiguration::new);
            case 8 -> Combinators.combine(systems(), times()).as(AppObject.SystemTime::new);
            case 21 -> Combinators.combine(u8, times()).as(AppObject.DeviceStatus::new);
            case 24 -> Combinators.combine(u8, u8, times()).as(AppObject.DeviceOperation::new);
            case 25 -> Combinators.combine(u8, u8).as(AppObject.DeviceVersion::new);
            case 26 -> text.apply(40).map(AppObject.DeviceConfiguration::new);
            case 28, 90 -> times().map(AppObject.DeviceTime::new);
            case 61, 65, 66, 68 -> systems().map(AppObject.SystemQuery::new);
            case 62, 63, 67 -> Combinators.combine(systems(), hex(4)).as(PartQuery::new);
            case 64 -> Combinators.combine(systems(), u8, times()).as(AppObject.SystemOperationQuery::new);
            case 84 -> Combinators.combine(u8, times()).as(AppObject.DeviceOperationQuery::new);
            case 91 -> u8.map(AppObject.InspectSentries::new);
            default -> u8.map(AppObject.DeviceQuery::new);
        };
    }

    private static Arbitrary<SystemAddress> systems() {
        Arbitrary<Integer> u8 = Arbitraries.integers().between(0, 255);
        return Combinators.combine(u8, u8).as(SystemAddress::new);
    }

    private static Arbitrary<WireTime> times() {
        Arbitrary<Integer> u8 = Arbitraries.integers().between(0, 255);
        return Combinators.combine(u8, u8, u8, u8, u8, u8).as(WireTime::new);
    }

    private static Arbitrary<WireAddress> addresses() {
        return hex(WireAddress.BYTES).map(WireAddress::new);
    }

    private static Arbitrary<String> hex(int bytes) {
        return Arbitraries.strings().withChars("0123456789abcdef").ofLength(bytes * 2);
    }
}
