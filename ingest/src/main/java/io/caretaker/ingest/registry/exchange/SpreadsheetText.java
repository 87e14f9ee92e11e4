package io.caretaker.ingest.registry.exchange;

/**
 * Text as a cell that a spreadsheet shows and does not run: one that begins as a formula does gets an apostrophe in front,
 * which is taken away again when it is read. Pure.
 */
final class SpreadsheetText {
    /** What formulas begin with (OWASP, "CSV injection"), and the apostrophe itself, so that reading is unambiguous. */
    private static final String SPECIAL = "=+-@\t\r'";

    private SpreadsheetText() {}

    static String write(String text) {
        return !text.isEmpty() && SPECIAL.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    static String read(String cell) {
        return cell.length() > 1 && cell.charAt(0) == '\'' && SPECIAL.indexOf(cell.charAt(1)) >= 0
                ? cell.substring(1)
                : cell;
    }
}
