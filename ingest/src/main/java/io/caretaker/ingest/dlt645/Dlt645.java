package io.caretaker.ingest.dlt645;

import io.caretaker.ingest.deadletter.Protocol;
import io.caretaker.ingest.meter.Bcd;
import io.caretaker.ingest.meter.Dialect;
import io.caretaker.ingest.meter.MeterAddress;
import io.caretaker.ingest.meter.ScannerHearing;
import io.caretaker.ingest.meter.Telegram;
import io.caretaker.ingest.meter.Telegram.Content;
import java.util.Optional;

/** DL/T 645-2007 as a dialect: energy, voltages, currents, power and power factor are asked for one after the other. */
public final class Dlt645 implements Dialect {
    private static final int IDENTIFIER = 4;

    @Override
    public String scheme() {
        return "dlt645";
    }

    @Override
    public int digits() {
        return Dlt645Frame.DIGITS;
    }

    @Override
    public Protocol protocol() {
        return Protocol.DLT645;
    }

    @Override
    public int questions() {
        return Item.POLLED.size();
    }

    @Override
    public String item(int question) {
        return Item.POLLED.get(question).identifier();
    }

    @Override
    public int variants() {
        return 1;
    }

    @Override
    public byte[] question(MeterAddress meter, int question, int variant) {
        return new Dlt645Frame(meter.digits(), Dlt645Frame.READ, Bcd.bytes(item(question))).encode();
    }

    @Override
    public Hearing listen() {
        return new ScannerHearing<>(
                Dlt645Frame::decode, (frame, wire) -> new Telegram(frame.digits(), wire, content(frame)));
    }

    @Override
    public Optional<String> unitOf(String field) {
        return Item.unitOf(field);
    }

    /** What a frame says. */
    static Content content(Dlt645Frame frame) {
        boolean fromMeter = (frame.control() & Dlt645Frame.FROM_METER) != 0;
        int function = frame.control() & Dlt645Frame.FUNCTION;
        if (!fromMeter || function != Dlt645Frame.READ) {
            return new Content.Other();
        }
        byte[] data = frame.data();
        if ((frame.control() & Dlt645Frame.AT_A_LOSS) != 0) {
            return new Content.Fault("the meter answered with error word "
                    + (data.length == 0 ? "none" : String.format("%02x", data[0])));
        }
        if (data.length < IDENTIFIER) {
            return new Content.Other();
        }
        Optional<Item> item = Item.of(Bcd.digits(data, 0, IDENTIFIER));
        if (item.isEmpty()) {
            return new Content.Other();
        }
        if (data.length < IDENTIFIER + item.get().bytes()) {
            return new Content.Unreadable(
                    "data",
                    data.length - IDENTIFIER + " bytes",
                    "at least " + item.get().bytes() + " bytes of " + item.get().identifier());
        }
        return new Content.Values(item.get().identifier(), item.get().read(data, IDENTIFIER));
    }
}
