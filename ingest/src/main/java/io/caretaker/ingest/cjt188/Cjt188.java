package io.caretaker.ingest.cjt188;

import io.caretaker.ingest.deadletter.Protocol;
import io.caretaker.ingest.meter.Dialect;
import io.caretaker.ingest.meter.MeterAddress;
import io.caretaker.ingest.meter.ScannerHearing;
import io.caretaker.ingest.meter.Telegram;
import io.caretaker.ingest.meter.Telegram.Content;
import java.util.Map;
import java.util.Optional;

/**
 * CJ/T 188 as a dialect: meters are asked for the reading 901F, whose two bytes the editions of 2004 and 2018 put in different
 * orders on the wire; both are understood, and both are tried.
 */
public final class Cjt188 implements Dialect {
    private static final String CURRENT = "901f";
    private static final int COLD_WATER = 0x10;
    private static final int HEAT_FIRST = 0x20;
    private static final int HEAT_LAST = 0x29;
    /** Identifier and serial number. */
    private static final int PREFIX = 3;

    private static final Map<String, String> UNITS = Map.of(
            "volume", "m3",
            "settlement_volume", "m3",
            "heat", "kW.h",
            "settlement_heat", "kW.h",
            "power", "kW",
            "flow", "m3/h",
            "supply_temperature", "Cel",
            "return_temperature", "Cel",
            "working_hours", "h");

    @Override
    public String scheme() {
        return "cjt188";
    }

    @Override
    public int digits() {
        return Cjt188Frame.DIGITS;
    }

    @Override
    public Protocol protocol() {
        return Protocol.CJT188;
    }

    @Override
    public int questions() {
        return 1;
    }

    @Override
    public String item(int question) {
        return CURRENT;
    }

    @Override
    public int variants() {
        return 2;
    }

    /** @param variant 0: 1F 90, least significant byte first; 1: 90 1F */
    @Override
    public byte[] question(MeterAddress meter, int question, int variant) {
        int kind = meter.kind().isEmpty() ? COLD_WATER : Integer.parseInt(meter.kind(), 16);
        byte[] data = variant == 0 ? new byte[] {0x1f, (byte) 0x90, 0} : new byte[] {(byte) 0x90, 0x1f, 0};
        return new Cjt188Frame(kind, meter.digits(), Cjt188Frame.READ, data).encode();
    }

    @Override
    public Hearing listen() {
        return new ScannerHearing<>(
                Cjt188Frame::decode, (frame, wire) -> new Telegram(frame.digits(), wire, content(frame)));
    }

    @Override
    public Optional<String> unitOf(String field) {
        return Optional.ofNullable(UNITS.get(field));
    }

    /** What a frame says. */
    static Content content(Cjt188Frame frame) {
        boolean fromMeter = (frame.control() & Cjt188Frame.FROM_METER) != 0;
        if (!fromMeter) {
            return new Content.Other();
        }
        if ((frame.control() & Cjt188Frame.AT_A_LOSS) != 0) {
            return new Content.Fault("the meter answered with control code " + hex(frame.control()));
        }
        byte[] data = frame.data();
        if ((frame.control() & Cjt188Frame.FUNCTION) != Cjt188Frame.READ || data.length < PREFIX) {
            return new Content.Other();
        }
        if (!(data[0] == 0x1f && data[1] == (byte) 0x90 || data[0] == (byte) 0x90 && data[1] == 0x1f)) {
            return new Content.Other();
        }
        boolean heat = frame.kind() >= HEAT_FIRST && frame.kind() <= HEAT_LAST;
        return CurrentReading.of(heat, data, PREFIX);
    }

    private static String hex(int code) {
        return String.format("%02x", code);
    }
}
