package io.caretaker.ingest.registry.exchange;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A CSV file (RFC 4180) as rows of cells that know their line. Pure.
 *
 * @param header the first row that is not empty
 * @param rows the others, without empty ones
 */
record CsvTable(Row header, List<Row> rows, List<ImportFault> faults) {
    /** @param line of the row's beginning, 1-based */
    record Row(int line, List<String> cells) {
        private boolean empty() {
            return cells.stream().allMatch(String::isBlank);
        }
    }

    private static final CsvFactory CSV =
            CsvFactory.builder().enable(CsvParser.Feature.WRAP_AS_ARRAY).build();

    static CsvTable of(String text) {
        List<ImportFault> faults = new ArrayList<>();
        Reading reading = new Reading();
        try (CsvParser parser = CSV.createParser(text)) {
            reading.readAll(parser);
        } catch (JsonProcessingException e) {
            faults.add(ImportFault.of(
                    reading.line,
                    "row",
                    e.getOriginalMessage(),
                    "CSV as RFC 4180 describes it: quotes in pairs, a quote inside a quoted cell doubled"));
        } catch (IOException e) {
            throw new UncheckedIOException("reading CSV from memory", e);
        }
        List<Row> rows = reading.rows;
        rows.removeIf(Row::empty);
        if (rows.isEmpty()) {
            faults.add(ImportFault.of(1, "columns", "", "a first row with the names of the columns"));
            return new CsvTable(new Row(1, List.of()), List.of(), faults);
        }
        return new CsvTable(rows.get(0), rows.subList(1, rows.size()), faults);
    }

    /** As far as the file can be read. */
    private static final class Reading {
        private final List<Row> rows = new ArrayList<>();
        /** Of the row being read: where it begins is where a quote was opened that is not closed, or nearly. */
        private int line = 1;

        private void readAll(CsvParser parser) throws IOException {
            List<String> cells = new ArrayList<>();
            JsonToken token;
            while ((token = parser.nextToken()) != null) {
                if (token.isScalarValue()) {
                    if (cells.isEmpty()) {
                        line = parser.currentTokenLocation().getLineNr();
                    }
                    cells.add(parser.getText());
                } else if (token == JsonToken.END_ARRAY && !cells.isEmpty()) {
                    rows.add(new Row(line, List.copyOf(cells)));
                    cells.clear();
                    line = parser.currentLocation().getLineNr();
                }
            }
        }
    }
}
