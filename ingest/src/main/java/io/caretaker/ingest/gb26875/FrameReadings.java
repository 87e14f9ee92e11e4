package io.caretaker.ingest.gb26875;

import io.caretaker.ingest.codec.Decoded;
import io.caretaker.ingest.codec.RawReading;
import io.caretaker.ingest.codec.RejectReason;
import io.caretaker.ingest.codec.Rejection;
import io.caretaker.ingest.gb26875.AddressBook.Entry;
import io.caretaker.ingest.mapping.FieldMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Readings of a frame's objects. What is said about a part or system that is not registered raises the same flags, below
 * {@code part} or {@code system}, on the next level that is; it never clears them, because another part may still be in
 * alarm: the level's own status does. Pure.
 */
public final class FrameReadings {
    private static final String OPERATION = "operation.";

    private final AddressBook book;
    private final Frame frame;
    private final Duration oldest;
    private final long arrivalMicros;
    private final List<RawReading> readings = new ArrayList<>();
    private final List<Rejection> rejected = new ArrayList<>();

    private FrameReadings(AddressBook book, Frame frame, Duration oldest, long arrivalMicros) {
        this.book = book;
        this.frame = frame;
        this.oldest = oldest;
        this.arrivalMicros = arrivalMicros;
    }

    /**
     * Each reading names its device. Both lists are empty for data that says nothing measurable.
     *
     * @param oldest age above which the device's time is not believed; no more than what the intake takes
     */
    public static Decoded.Readings of(
            AddressBook book, Frame frame, AppData.Objects data, Duration oldest, long arrivalMicros) {
        FrameReadings result = new FrameReadings(book, frame, oldest, arrivalMicros);
        for (AppObject object : data.objects()) {
            Statement.of(object).ifPresent(result::take);
            Statement.ofOperation(object).ifPresent(result::takeWhereWanted);
        }
        return new Decoded.Readings(result.readings, result.rejected);
    }

    private void take(Statement statement) {
        Optional<Entry> meant = book.at(frame.source(), statement.addresses().get(0));
        if (meant.isPresent()) {
            map(meant.get(), statement.fields(), statement.time());
            return;
        }
        Map<String, Object> raised = statement.flags() ? statement.raised() : Map.of();
        Optional<Entry> above = statement.addresses().stream()
                .skip(1)
                .flatMap(rest -> book.at(frame.source(), rest).stream())
                .findFirst();
        if (above.isPresent() && statement.flags()) {
            if (!raised.isEmpty()) {
                map(above.get(), raised, statement.time());
            }
        } else {
            String address = AddressBook.SCHEME
                    + frame.source().hex()
                    + statement.addresses().get(0);
            rejected.add(new Rejection(
                    readings.size() + rejected.size(),
                    RejectReason.UNKNOWN_DEVICE,
                    "address",
                    address,
                    "an address of a device of the registry"));
        }
    }

    private void takeWhereWanted(Statement statement) {
        book.at(frame.source(), statement.addresses().get(0))
                .filter(e ->
                        e.profile().mapping().stream().anyMatch(m -> m.source().startsWith(OPERATION)))
                .ifPresent(e -> {
                    Decoded.Readings made = FieldMapper.map(
                            e.device(), e.profile(), statement.fields(), time(e, statement.time()), readings.size());
                    readings.addAll(made.readings()); // operations that the mapping leaves out are nobody's fault
                });
    }

    private void map(Entry entry, Map<String, ?> fields, WireTime happened) {
        Decoded.Readings made = FieldMapper.map(
                entry.device(), entry.profile(), fields, time(entry, happened), readings.size() + rejected.size());
        readings.addAll(made.readings());
        rejected.addAll(made.rejected());
    }

    private long time(Entry entry, WireTime happened) {
        return EventTime.micros(happened, frame.time(), entry.zone(), oldest, arrivalMicros);
    }
}
