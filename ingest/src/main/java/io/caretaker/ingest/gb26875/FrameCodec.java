package io.caretaker.ingest.gb26875;

/**
 * A frame as bytes: 40 40, serial number, version, time, source, destination, length, command, data, sum, 23 23. Pure; no
 * input throws.
 */
public final class FrameCodec {
    /** Everything before the command. */
    static final int HEADER = 26;
    /** Everything but the data: header, command, sum and end mark. */
    static final int OVERHEAD = HEADER + 4;

    static final int MAX_FRAME = OVERHEAD + Frame.MAX_DATA;

    static final byte START = 0x40;
    private static final byte END = 0x23;
    /** 35 is the decimal number of the end mark's character: some devices write that as if it were hexadecimal. */
    private static final byte END_SLIP = 0x35;

    private static final int SERIAL = 2;
    private static final int VERSION = 4;
    private static final int TIME = 6;
    private static final int SOURCE = 12;
    private static final int DESTINATION = 18;
    private static final int LENGTH = 24;

    private final boolean endSlipAllowed;

    /** @param endSlipAllowed whether 35 35 counts as the end mark too */
    public FrameCodec(boolean endSlipAllowed) {
        this.endSlipAllowed = endSlipAllowed;
    }

    /** What is wrong with bytes that are no frame. */
    public enum Fault {
        START_MARK("start mark"),
        /** May still become a frame. */
        INCOMPLETE("incomplete"),
        TOO_LONG("length"),
        END_MARK("end mark"),
        CHECKSUM("checksum");

        private final String words;

        Fault(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    public sealed interface Result {
        /**
         * @param length bytes it took
         * @param endSlip its end mark was 35 35
         */
        record Ok(Frame frame, int length, boolean endSlip) implements Result {}

        /**
         * @param length bytes of what claims to be a frame, 0 where that is not known
         */
        record Broken(Fault fault, int length) implements Result {}
    }

    public static byte[] encode(Frame frame) {
        ByteWriter out = new ByteWriter()
                .u8(START)
                .u8(START)
                .u16(frame.serial())
                .u8(frame.version() >> 8)
                .u8(frame.version())
                .time(frame.time())
                .hex(frame.source().hex())
                .hex(frame.destination().hex())
                .u16(frame.data().length)
                .u8(frame.command())
                .bytes(frame.data());
        byte[] soFar = out.toBytes();
        return out.u8(sum(soFar, SERIAL, soFar.length)).u8(END).u8(END).toBytes();
    }

    /** Reads the frame that begins at {@code from}; what follows it is not looked at. */
    public Result decode(byte[] bytes, int from, int to) {
        int present = to - from;
        if (present > 0 && bytes[from] != START || present > 1 && bytes[from + 1] != START) {
            return new Result.Broken(Fault.START_MARK, 0);
        }
        if (present < HEADER) {
            return new Result.Broken(Fault.INCOMPLETE, 0);
        }
        int data = u16(bytes, from + LENGTH);
        if (data > Frame.MAX_DATA) {
            return new Result.Broken(Fault.TOO_LONG, 0);
        }
        int length = OVERHEAD + data;
        if (present < length) {
            return new Result.Broken(Fault.INCOMPLETE, length);
        }
        int end = from + length;
        boolean slip = endSlipAllowed && bytes[end - 2] == END_SLIP && bytes[end - 1] == END_SLIP;
        if (!slip && (bytes[end - 2] != END || bytes[end - 1] != END)) {
            return new Result.Broken(Fault.END_MARK, length);
        }
        if ((sum(bytes, from + SERIAL, end - 3) & 0xff) != (bytes[end - 3] & 0xff)) {
            return new Result.Broken(Fault.CHECKSUM, length);
        }
        return new Result.Ok(read(bytes, from, data), length, slip);
    }

    /** The frame of which header and length are there, whatever its sum is: enough to deny it. */
    static Frame read(byte[] bytes, int from, int length) {
        byte[] data = new byte[length];
        System.arraycopy(bytes, from + HEADER + 1, data, 0, length);
        return new Frame(
                u16(bytes, from + SERIAL),
                (bytes[from + VERSION] & 0xff) << 8 | bytes[from + VERSION + 1] & 0xff,
                WireTime.read(bytes, from + TIME),
                WireAddress.read(bytes, from + SOURCE),
                WireAddress.read(bytes, from + DESTINATION),
                bytes[from + HEADER] & 0xff,
                data);
    }

    static int u16(byte[] bytes, int at) {
        return bytes[at] & 0xff | (bytes[at + 1] & 0xff) << 8;
    }

    private static int sum(byte[] bytes, int from, int to) {
        int sum = 0;
        for (int i = from; i < to; i++) {
            sum += bytes[i];
        }
        return sum;
    }
}
