package io.caretaker.ingest.meter;

import io.caretaker.ingest.codec.Decoded;
import io.caretaker.ingest.codec.RawReading;
import io.caretaker.ingest.codec.RejectReason;
import io.caretaker.ingest.codec.Rejection;
import io.caretaker.ingest.intake.PayloadFormat;
import io.caretaker.ingest.intake.Submission;
import io.caretaker.ingest.mapping.FieldMapper;
import io.caretaker.ingest.meter.Telegram.Content;
import java.util.Map;

/**
 * Readings of what a meter said. They count from their arrival: a meter tells what it shows now, and its own clock is set by
 * nobody. Pure.
 */
public final class MeterReadings {
    private MeterReadings() {}

    public static Decoded.Readings of(MeterBook.Entry entry, Map<String, Object> fields) {
        return FieldMapper.map(entry.device(), entry.profile(), fields, RawReading.ARRIVAL, 0);
    }

    public static Submission submission(MeterBook.Entry entry, String name, byte[] wire) {
        String device = entry.device().id();
        return new Submission(
                entry.dialect().protocol(), device, device, name, PayloadFormat.NATIVE, wire, 0, wire.length);
    }

    /** The message of a meter that nobody registered. */
    public static Submission stranger(Dialect dialect, String name, byte[] wire) {
        return new Submission(
                dialect.protocol(), Submission.ANY_DEVICE, name, name, PayloadFormat.NATIVE, wire, 0, wire.length);
    }

    public static Rejection unknown(String name) {
        return Rejection.whole(RejectReason.UNKNOWN_DEVICE, "address", name, "an address of a device of the registry");
    }

    public static Rejection unreadable(Content.Unreadable what) {
        return Rejection.whole(RejectReason.MALFORMED, what.field(), what.value(), what.expected());
    }
}
