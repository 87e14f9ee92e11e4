package io.caretaker.ingest.lineprotocol;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** A whole body as objects: what the parser says, comparable with what others say. */
record Points(List<Point> points, List<SyntaxFault> faults) {
    /** @param fields Double, Long, Unsigned, Boolean or String */
    record Point(String measurement, List<SeriesKey.Tag> tags, List<Field> fields, long nanos) {}

    record Field(String name, Object value) {
        /** JSON of the corpus does not tell -0 from 0. */
        static double plain(double value) {
            return value == 0 ? 0 : value;
        }
    }

    record Unsigned(long bits) {}

    static Points parsed(byte[] body, Precision precision, long defaultNanos) {
        LineParser parser = new LineParser(precision).reset(body, 0, body.length);
        List<Point> points = new ArrayList<>();
        List<SyntaxFault> faults = new ArrayList<>();
        LineParser.Step step;
        while ((step = parser.next()) != LineParser.Step.END) {
            SeriesKey key = step == LineParser.Step.POINT ? parser.seriesKey() : null;
            if (key == null) {
                faults.add(parser.fault());
            } else {
                points.add(new Point(
                        key.measurement(),
                        key.tags(),
                        fields(parser),
                        parser.timed() ? parser.nanos() : precision.cut(defaultNanos)));
            }
        }
        return new Points(points, faults);
    }

    static Points parsed(String body) {
        return parsed(body.getBytes(StandardCharsets.UTF_8), Precision.NANOSECONDS, 0);
    }

    private static List<Field> fields(LineParser parser) {
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < parser.fields(); i++) {
            fields.add(new Field(parser.name(i), value(parser, i)));
        }
        return fields;
    }

    private static Object value(LineParser parser, int field) {
        return switch (parser.kind(field)) {
            case FLOAT -> Field.plain(parser.number(field));
            case INTEGER -> parser.integer(field);
            case UNSIGNED -> new Unsigned(parser.integer(field));
            case BOOLEAN -> parser.number(field) == 1;
            case STRING -> parser.text(field);
        };
    }

    /** Field values by name, for tests of a single point. */
    TreeMap<String, Object> onlyFields() {
        if (points.size() != 1 || !faults.isEmpty()) {
            throw new AssertionError("expected one point, got " + this);
        }
        TreeMap<String, Object> values = new TreeMap<>();
        points.get(0).fields().forEach(f -> values.put(f.name(), f.value()));
        return values;
    }
}
