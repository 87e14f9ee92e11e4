package io.caretaker.ingest.intake;

import io.caretaker.ingest.codec.RawReading;
import io.caretaker.ingest.codec.RejectReason;
import io.caretaker.ingest.codec.Rejection;
import io.caretaker.ingest.codec.Units;
import io.caretaker.model.Times;
import io.caretaker.model.estate.MetricSpec;
import io.caretaker.model.reading.Quality;
import io.caretaker.model.reading.Reading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Compares the readings of one message with the device's profile and with the clock. Pure; one instance per message, not
 * safe for several threads.
 */
final class ReadingCheck {
    private final IntakeSettings settings;
    private final long arrivalMicros;
    private final long futureMicros;
    private final long skewMicros;
    private final long ageMicros;
    private final List<Rejection> rejected;
    private List<Flag> flagged = List.of();
    private int conversions;

    ReadingCheck(IntakeSettings settings, long arrivalMicros, List<Rejection> alreadyRejected) {
        this.settings = settings;
        this.arrivalMicros = arrivalMicros;
        this.futureMicros = micros(settings.futureLimit());
        this.skewMicros = micros(settings.skewTolerance());
        this.ageMicros = micros(settings.maxAge());
        this.rejected = alreadyRejected.isEmpty() ? new ArrayList<>(0) : new ArrayList<>(alreadyRejected);
    }

    List<Rejection> rejected() {
        return rejected;
    }

    List<Flag> flagged() {
        return flagged;
    }

    /** Readings whose unit was another than the profile's. */
    int conversions() {
        return conversions;
    }

    void reject(RawReading raw, RejectReason reason, String field, String value, String expected) {
        rejected.add(new Rejection(raw.index(), reason, field, value, expected));
    }

    /** The reading as it is journaled, or null when it was rejected. */
    Reading check(String device, Map<String, MetricSpec> metrics, RawReading raw) {
        MetricSpec spec = metrics.get(raw.metric());
        if (spec == null) {
            reject(raw, RejectReason.UNKNOWN_METRIC, "metric", raw.metric(), knownMetrics(metrics));
            return null;
        }
        double value = raw.value();
        if (!raw.unit().isEmpty() && !raw.unit().equals(spec.unit())) {
            OptionalDouble converted = Units.convert(value, raw.unit(), spec.unit());
            if (converted.isEmpty()) {
                reject(raw, RejectReason.UNIT, "unit", raw.unit(), spec.unit() + " or a unit convertible to it");
                return null;
            }
            value = converted.getAsDouble();
            conversions++;
        }
        if (!Double.isFinite(value)) {
            reject(raw, RejectReason.VALUE, "value", String.valueOf(value), "a finite number");
            return null;
        }
        long time = raw.timeMicros() == RawReading.ARRIVAL ? arrivalMicros : raw.timeMicros();
        long ahead = time - arrivalMicros;
        if (ahead > futureMicros || -ahead > ageMicros) {
            rejectTime(raw, time);
            return null;
        }
        boolean future = ahead > skewMicros;
        return rated(device, spec, raw.index(), future ? arrivalMicros : time, value, future);
    }

    /** Both remarks are made; the worse quality wins. */
    private Reading rated(String device, MetricSpec spec, int index, long time, double value, boolean future) {
        Quality quality = Quality.GOOD;
        String reason = "";
        if (future) {
            quality = flag(index, FlagReason.FUTURE);
            reason = FlagReason.FUTURE.name();
        }
        if (value < spec.min() || value > spec.max()) {
            quality = flag(index, FlagReason.OUT_OF_RANGE);
            reason = FlagReason.OUT_OF_RANGE.name();
        }
        // The name of the profile's metric, not the one parsed: one string shared by all readings of it.
        return new Reading(device, spec.name(), time, value, quality, reason);
    }

    private Quality flag(int index, FlagReason reason) {
        if (flagged.isEmpty()) {
            flagged = new ArrayList<>(2);
        }
        flagged.add(new Flag(index, reason));
        return reason.quality();
    }

    private void rejectTime(RawReading raw, long time) {
        String allowed = Times.instant(arrivalMicros).minus(settings.maxAge()) + " to "
                + Times.instant(arrivalMicros).plus(settings.futureLimit());
        RejectReason reason = time > arrivalMicros ? RejectReason.FUTURE : RejectReason.TOO_OLD;
        reject(raw, reason, "time", Times.instant(time).toString(), "a time of " + allowed);
    }

    private static String knownMetrics(Map<String, MetricSpec> metrics) {
        if (metrics.isEmpty()) {
            return "no metric: the profile of the device has none";
        }
        return (metrics.size() == 1 ? "" : "one of ") + String.join(", ", metrics.keySet());
    }

    private static long micros(Duration duration) {
        return duration.toMillis() * 1_000;
    }
}
