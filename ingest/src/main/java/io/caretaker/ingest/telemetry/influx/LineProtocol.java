package io.caretaker.ingest.telemetry.influx;

import io.caretaker.model.reading.Reading;

/** A reading as a line of the schema that the package describes. Pure. */
final class LineProtocol {
    private LineProtocol() {}

    /**
     * Whether the reading can be written at all: a finite value, a time that nanoseconds can express, and names that the
     * line protocol can carry (no control characters, no backslash, a metric that is no comment).
     */
    static boolean canCarry(Reading reading) {
        return Double.isFinite(reading.value())
                && InfluxTimes.canHold(reading.timeMicros())
                && isName(reading.device())
                && isName(reading.metric())
                && reading.metric().charAt(0) != '#';
    }

    private static boolean isName(String name) {
        return !name.isEmpty() && name.chars().noneMatch(c -> c < ' ' || c == '\\' || c == 0x7F);
    }

    /** Appends the line without its end. Tags come in the order of their names, which the server likes best. */
    static void append(Reading reading, SeriesTags tags, StringBuilder out) {
        escape(reading.metric(), false, out);
        SeriesTags.Tags found = tags.of(reading.device()).orElse(null);
        if (found != null) {
            tag("asset", found.asset(), out);
        }
        tag("device", reading.device(), out);
        if (found != null) {
            tag("estate", found.estate(), out);
            tag("type", found.type(), out);
        }
        out.append(" value=").append(reading.value());
        out.append(",quality=").append(reading.quality().ordinal()).append('i');
        out.append(' ').append(reading.timeMicros());
    }

    private static void tag(String name, String value, StringBuilder out) {
        out.append(',').append(name).append('=');
        escape(value, true, out);
    }

    private static void escape(String text, boolean inTag, StringBuilder out) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ',' || c == ' ' || inTag && c == '=') {
                out.append('\\');
            }
            out.append(c);
        }
    }
}
