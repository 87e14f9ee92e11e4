package io.caretaker.ingest.registry.exchange;

/**
 * One thing that does not fit in a file.
 *
 * @param line where it stands, 1-based; the first line of a row that spans several
 * @param field column of a CSV file, path in a JSON file
 * @param value what stands there, empty where nothing does
 * @param expected what would fit
 */
public record ImportFault(int line, String field, String value, String expected) {
    private static final int LONGEST_VALUE = 120;

    static ImportFault of(int line, String field, Object value, String expected) {
        String text = value == null ? "" : String.valueOf(value);
        return new ImportFault(
                line,
                field,
                text.length() > LONGEST_VALUE ? text.substring(0, LONGEST_VALUE - 3) + "..." : text,
                expected);
    }

    /** One sentence: line, field, value, expected. */
    public String sentence() {
        return "line " + line + ", " + field + ": got " + (value.isEmpty() ? "nothing" : '"' + value + '"')
                + ", expected " + expected;
    }
}
