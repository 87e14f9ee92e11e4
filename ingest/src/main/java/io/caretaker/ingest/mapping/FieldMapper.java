package io.caretaker.ingest.mapping;

import io.caretaker.ingest.codec.Decoded;
import io.caretaker.ingest.codec.RawReading;
import io.caretaker.ingest.codec.RejectReason;
import io.caretaker.ingest.codec.Rejection;
import io.caretaker.model.estate.Device;
import io.caretaker.model.estate.FieldMapping;
import io.caretaker.model.estate.MetricSpec;
import io.caretaker.model.estate.Profile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;

/**
 * Applies a profile's mapping to the fields that a device sent. A field without an entry counts when it is named as a metric
 * of the profile; any other is left alone, because devices send more than anybody wants. Pure and stateless.
 */
public final class FieldMapper {
    private static final int FIELDS_NAMED = 20;
    private static final int DIGITS = 40;

    private FieldMapper() {}

    /**
     * @param fields nested maps, lists, numbers, truth values and texts
     * @param timeMicros event time, or {@link RawReading#ARRIVAL}
     * @param firstIndex position in the message of the first reading made, 0-based
     * @return the readings; a mapped field that holds no number, or a payload without any mapped field, is rejected in words
     */
    public static Decoded.Readings map(
            Device device, Profile profile, Map<String, ?> fields, long timeMicros, int firstIndex) {
        List<RawReading> readings = new ArrayList<>();
        List<Rejection> rejected = new ArrayList<>();
        Set<String> metrics = new HashSet<>();
        int index = firstIndex;
        for (FieldMapping mapping : profile.mapping()) {
            Object raw = FieldPath.find(fields, mapping.source());
            // Several fields may stand for one metric: firmware versions name them differently. The first one present
            // counts.
            if (raw == null || !metrics.add(mapping.metric())) {
                continue;
            }
            OptionalDouble number = number(raw, mapping.words());
            if (number.isEmpty()) {
                rejected.add(new Rejection(
                        index++, RejectReason.VALUE, mapping.source(), String.valueOf(raw), expected(mapping)));
                continue;
            }
            double value = number.getAsDouble() * mapping.scale() + mapping.offset();
            readings.add(new RawReading(index++, device.id(), mapping.metric(), value, mapping.unit(), timeMicros));
        }
        for (MetricSpec spec : profile.metrics()) {
            Object raw = metrics.contains(spec.name()) ? null : fields.get(spec.name());
            OptionalDouble number = raw == null ? OptionalDouble.empty() : number(raw, Map.of());
            if (number.isPresent()) {
                readings.add(new RawReading(index++, device.id(), spec.name(), number.getAsDouble(), "", timeMicros));
            }
        }
        if (readings.isEmpty() && rejected.isEmpty()) {
            rejected.add(Rejection.whole(
                    RejectReason.UNKNOWN_METRIC,
                    "fields",
                    String.join(", ", FieldPath.leaves(fields, FIELDS_NAMED)),
                    "a field that the mapping of profile " + profile.id() + " names"));
        }
        return new Decoded.Readings(readings, rejected);
    }

    private static OptionalDouble number(Object raw, Map<String, Double> words) {
        if (raw instanceof Number number) {
            double value = number.doubleValue();
            return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
        }
        if (!(raw instanceof Boolean) && !(raw instanceof CharSequence)) {
            return OptionalDouble.empty();
        }
        String text = raw.toString().strip();
        Double word = words.get(text);
        if (word != null) {
            return OptionalDouble.of(word);
        }
        if (raw instanceof Boolean truth) {
            return OptionalDouble.of(truth ? 1 : 0);
        }
        if (text.length() > DIGITS) {
            return OptionalDouble.empty();
        }
        text = withoutRemark(text);
        if (text.isEmpty()) {
            return OptionalDouble.empty();
        }
        char last = text.charAt(text.length() - 1);
        try {
            // Double.parseDouble would also take "1d" and "0x1p3".
            double value = last <= '9' && text.indexOf('x') < 0 ? Double.parseDouble(text) : Double.NaN;
            return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
        } catch (NumberFormatException e) {
            return OptionalDouble.empty();
        }
    }

    /**
     * Vendors' codecs write {@code 1700 mm} and {@code 2.3(low battery)}: what follows the number after a space or in
     * brackets is a remark, unless it holds digits of its own, as in a date.
     */
    private static String withoutRemark(String text) {
        for (int i = 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ' ' || c == '(') {
                boolean digits = text.chars().skip(i).anyMatch(Character::isDigit);
                return digits ? "" : text.substring(0, i);
            }
        }
        return text;
    }

    private static String expected(FieldMapping mapping) {
        return mapping.words().isEmpty()
                ? "a number"
                : "a number or one of "
                        + String.join(", ", new TreeSet<>(mapping.words().keySet()));
    }
}
