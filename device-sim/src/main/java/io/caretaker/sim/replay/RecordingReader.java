package io.caretaker.sim.replay;

import io.caretaker.model.InvalidValue;
import io.caretaker.sim.replay.Recording.Row;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Reads delimited text by a mapping. Only the columns of the mapping are looked at. Empty cells and the usual words for
 * "no value" are missing values; a column of the mapping that a file lacks is missing in all its rows as long as another one
 * is there. Not thread-safe.
 */
final class RecordingReader {
    /** Enough to see the pattern without flooding the terminal. */
    private static final int MOST_PROBLEMS = 20;

    private static final Set<String> NO_VALUE = Set.of("", "nan", "na", "n/a", "null", "none", "-");
    private static final char BYTE_ORDER_MARK = '\ufeff';

    private final Mapping mapping;
    private final List<String> problems = new ArrayList<>();

    RecordingReader(Mapping mapping) {
        this.mapping = mapping;
    }

    /** Problems of all files read so far. */
    List<String> problems() {
        return problems;
    }

    /** Reads the file; problems are collected, the rows they are in are left out. */
    Recording read(Path path, String file, String id) {
        List<Row> rows = new ArrayList<>();
        try (BufferedReader in = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
            String header = in.readLine();
            Layout layout = header == null ? null : layout(file, header);
            if (header == null) {
                problem(file, 1, mapping.time().column(), "", "a header line");
            }
            String line;
            for (int number = 2; layout != null && (line = in.readLine()) != null; number++) {
                if (!line.isBlank()) {
                    row(file, number, layout, DelimitedLine.split(line, mapping.separator()), rows);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + path, e);
        }
        if (rows.isEmpty() && problems.isEmpty()) {
            problem(file, 2, mapping.time().column(), "", "at least one row");
        }
        return new Recording(file, id, rows);
    }

    private record Layout(int time, int[] columns) {}

    private Layout layout(String file, String header) {
        String text = header.charAt(0) == BYTE_ORDER_MARK ? header.substring(1) : header;
        List<String> names = DelimitedLine.split(text, mapping.separator());
        int time = position(names, mapping.time().column());
        if (time < 0) {
            problem(
                    file,
                    1,
                    mapping.time().column(),
                    text,
                    "a column of this name, separated by '" + mapping.separator() + "'");
            return null;
        }
        int[] columns = new int[mapping.columns().size()];
        int present = 0;
        for (int i = 0; i < columns.length; i++) {
            columns[i] = position(names, mapping.columns().get(i).column());
            present += columns[i] >= 0 ? 1 : 0;
        }
        if (present == 0) {
            List<String> expected =
                    mapping.columns().stream().map(Mapping.Column::column).toList();
            problem(file, 1, expected.get(0), text, "at least one of the columns " + expected);
            return null;
        }
        return new Layout(time, columns);
    }

    private static int position(List<String> names, String name) {
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).strip().equalsIgnoreCase(name)) {
                return i;
            }
        }
        return -1;
    }

    private void row(String file, int line, Layout layout, List<String> cells, List<Row> rows) {
        String timeText =
                layout.time() < cells.size() ? cells.get(layout.time()).strip() : "";
        double[] values = new double[layout.columns().length];
        boolean good = true;
        for (int i = 0; i < values.length; i++) {
            int column = layout.columns()[i];
            String cell =
                    column >= 0 && column < cells.size() ? cells.get(column).strip() : "";
            values[i] = Double.NaN;
            if (!NO_VALUE.contains(cell.toLowerCase(Locale.ROOT))) {
                good &= number(file, line, mapping.columns().get(i).column(), cell, values, i);
            }
        }
        try {
            if (good) {
                rows.add(new Row(mapping.time().parse(timeText), timeText, values));
            }
        } catch (InvalidValue e) {
            problem(file, line, e.field(), timeText, e.expected());
        }
    }

    private boolean number(String file, int line, String column, String cell, double[] values, int index) {
        try {
            double value = Double.parseDouble(cell);
            if (Double.isFinite(value)) {
                values[index] = value;
                return true;
            }
        } catch (NumberFormatException e) {
            // told below together with infinities
        }
        problem(file, line, column, cell, "a number, or nothing");
        return false;
    }

    private void problem(String file, int line, String column, String value, String expected) {
        if (problems.size() < MOST_PROBLEMS) {
            String shown = value.length() > 80 ? value.substring(0, 77) + "..." : value;
            problems.add(
                    file + ", line " + line + ", column " + column + ": got \"" + shown + "\", expected " + expected);
        }
    }
}
