package io.caretaker.ingest.registry.exchange;

import io.caretaker.ingest.registry.exchange.CsvTable.Row;
import java.util.List;
import java.util.Map;

/** The cells of one row by column. What is found wrong goes to the faults of the file. */
final class Cells {
    private final Map<String, Integer> columns;
    private final Row row;
    private final List<ImportFault> faults;

    Cells(Map<String, Integer> columns, Row row, List<ImportFault> faults) {
        this.columns = columns;
        this.row = row;
        this.faults = faults;
    }

    /** Without surrounding blanks, null where nothing stands. */
    String value(String column) {
        String text = verbatim(column);
        return text == null || text.isBlank() ? null : text.strip();
    }

    /** As it stands, for names: blanks inside them are somebody's. Null where nothing stands. */
    String text(String column) {
        String text = verbatim(column);
        return text == null || text.isEmpty() ? null : SpreadsheetText.read(text);
    }

    Double number(String column) {
        String text = value(column);
        if (text == null) {
            return null;
        }
        try {
            return Double.valueOf(text);
        } catch (NumberFormatException e) {
            faults.add(ImportFault.of(row.line(), column, text, "a number such as 60 or 0.5"));
            return null;
        }
    }

    private String verbatim(String column) {
        Integer index = columns.get(column);
        return index == null || index >= row.cells().size() ? null : row.cells().get(index);
    }
}
