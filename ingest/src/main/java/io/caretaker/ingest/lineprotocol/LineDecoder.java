package io.caretaker.ingest.lineprotocol;

import io.caretaker.ingest.codec.Decoded;
import io.caretaker.ingest.codec.RawReading;
import io.caretaker.ingest.codec.RejectReason;
import io.caretaker.ingest.codec.Rejection;
import io.caretaker.ingest.intake.Submission;
import io.caretaker.ingest.mapping.FieldMapper;
import io.caretaker.model.estate.Device;
import io.caretaker.model.estate.Profile;
import io.caretaker.model.estate.TopologySource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * From a body of line protocol to readings of devices. The index of a reading or rejection is that of its line, 0-based. A
 * series is a device by its tag, else by its address {@code line:…}, else it is the device that sent it. Safe for use by
 * several threads; never blocks.
 */
public final class LineDecoder {
    private static final int TYPICAL_READING_BYTES = 48;

    private final String deviceTag;
    private final SeriesTable table;
    private final String expectedDevice;

    public LineDecoder(LineSettings settings, TopologySource topology) {
        this.deviceTag = settings.deviceTag();
        this.table = new SeriesTable(topology, deviceTag);
        this.expectedDevice = "the tag " + deviceTag + " to name a device, or a device with the address "
                + SeriesTable.SCHEME + "<measurement and tags>";
    }

    /** @param sender id of the authenticated device, or {@link Submission#ANY_DEVICE} */
    public Decoded.Readings decode(String sender, Precision precision, byte[] body, int offset, int length) {
        return new Body(sender, precision, body, offset, length).decoded();
    }

    /** One body on its way. */
    private final class Body {
        private final String sender;
        private final LineParser parser;
        private final List<RawReading> readings;
        private final List<Rejection> rejected = new ArrayList<>(0);

        Body(String sender, Precision precision, byte[] body, int offset, int length) {
            this.sender = sender;
            this.parser = new LineParser(precision).reset(body, offset, length);
            this.readings = new ArrayList<>(16 + length / TYPICAL_READING_BYTES);
        }

        Decoded.Readings decoded() {
            LineParser.Step step;
            while ((step = parser.next()) != LineParser.Step.END) {
                Series series = step == LineParser.Step.POINT ? table.of(parser) : null;
                if (series == null) {
                    malformed(parser.fault());
                } else if (series.device() != null) {
                    point(series);
                } else {
                    pointOfNobody(series.key());
                }
            }
            return new Decoded.Readings(readings, rejected);
        }

        private int index() {
            return parser.line() - 1;
        }

        private long micros() {
            return parser.timed() ? Math.floorDiv(parser.nanos(), 1_000L) : RawReading.ARRIVAL;
        }

        private void point(Series series) {
            if (series.profile() == null || !plain(series)) {
                slowly(series.key(), series.device(), series.profile());
            }
        }

        /** Takes a point of numbers. False when it needs {@link FieldMapper}; nothing was taken then. */
        private boolean plain(Series series) {
            int before = readings.size();
            long micros = micros();
            for (int i = 0; i < parser.fields(); i++) {
                FieldTarget target = series.target(parser, i);
                if (target.mapping() == null) {
                    continue;
                }
                LineParser.Kind kind = parser.kind(i);
                if (kind == LineParser.Kind.STRING || kind == LineParser.Kind.BOOLEAN) {
                    return undo(before);
                }
                readings.add(new RawReading(
                        index(),
                        series.device().id(),
                        target.mapping().metric(),
                        target.scaled(parser.number(i)),
                        target.mapping().unit(),
                        micros));
            }
            return readings.size() > before && !series.ambiguous() || undo(before);
        }

        private boolean undo(int before) {
            readings.subList(before, readings.size()).clear();
            return false;
        }

        /** Without a device tag a device speaks for itself. */
        private void pointOfNobody(SeriesKey key) {
            Device own =
                    sender.equals(Submission.ANY_DEVICE) || key.tag(deviceTag).isPresent()
                            ? null
                            : table.topology().device(sender).orElse(null);
            if (own == null) {
                rejected.add(
                        new Rejection(index(), RejectReason.UNKNOWN_DEVICE, "series", key.canonical(), expectedDevice));
            } else {
                slowly(key, own, table.topology().profile(own.profile()).orElse(null));
            }
        }

        private void slowly(SeriesKey key, Device device, Profile profile) {
            if (profile == null) {
                rejected.add(new Rejection(
                        index(),
                        RejectReason.UNKNOWN_METRIC,
                        "profile",
                        device.profile(),
                        "a profile of the registry"));
                return;
            }
            Map<String, Object> own = PointFields.own(parser);
            Decoded.Readings mapped =
                    FieldMapper.map(device, profile, PointFields.all(key.measurement(), own), micros(), index());
            for (RawReading r : mapped.readings()) {
                readings.add(new RawReading(index(), r.device(), r.metric(), r.value(), r.unit(), r.timeMicros()));
            }
            for (Rejection r : mapped.rejected()) {
                boolean nothing = r.index() == Rejection.WHOLE;
                rejected.add(new Rejection(
                        index(),
                        r.reason(),
                        r.field(),
                        nothing ? String.join(", ", own.keySet()) : r.value(),
                        r.expected()));
            }
        }

        private void malformed(SyntaxFault fault) {
            rejected.add(new Rejection(
                    fault.line() - 1, RejectReason.MALFORMED, fault.where(), fault.found(), fault.expected()));
        }
    }
}
