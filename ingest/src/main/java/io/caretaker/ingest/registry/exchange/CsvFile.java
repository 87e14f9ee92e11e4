package io.caretaker.ingest.registry.exchange;

import io.caretaker.ingest.registry.RegistryDocument;
import io.caretaker.ingest.registry.RegistryDocument.AssetDraft;
import io.caretaker.ingest.registry.RegistryDocument.DeviceDraft;
import io.caretaker.ingest.registry.exchange.CsvTable.Row;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads CSV files. Pure. */
final class CsvFile {
    private static final RegistryDocument NOTHING = new RegistryDocument(List.of(), List.of(), List.of(), List.of());

    private CsvFile() {}

    static RegistryFile read(byte[] bytes, Optional<CsvKind> asked) {
        FileText text = FileText.of(bytes);
        if (!text.faults().isEmpty()) {
            return unreadable(text, asked, text.faults());
        }
        CsvTable table = CsvTable.of(text.text());
        List<ImportFault> faults = new ArrayList<>(table.faults());
        List<String> header =
                table.header().cells().stream().map(CsvColumns::name).toList();
        Optional<CsvKind> kind = asked.or(() -> CsvKind.of(header));
        if (kind.isEmpty()) {
            if (faults.isEmpty()) {
                faults.add(
                        ImportFault.of(table.header().line(), "columns", String.join(", ", header), expected(header)));
            }
            return unreadable(text, asked, faults);
        }
        Map<String, Integer> columns = CsvColumns.of(table.header(), kind.get(), faults);
        Set<String> absent = new HashSet<>(kind.get().required());
        absent.removeAll(columns.keySet());
        List<DeviceDraft> devices = new ArrayList<>();
        List<AssetDraft> assets = new ArrayList<>();
        for (Row row : table.rows()) {
            for (int i = table.header().cells().size(); i < row.cells().size(); i++) {
                if (!row.cells().get(i).isBlank()) {
                    faults.add(ImportFault.of(
                            row.line(),
                            "cell " + (i + 1),
                            row.cells().get(i),
                            "no more cells than columns, "
                                    + table.header().cells().size()));
                }
            }
            Cells cells = new Cells(columns, row, faults);
            switch (kind.get()) {
                case DEVICES -> devices.add(CsvColumns.device(cells, columns));
                case ASSETS -> assets.add(CsvColumns.asset(cells, columns));
            }
        }
        // A column that is not there was told once, for the header: not again for every row.
        RegistryDocument document =
                absent.isEmpty() ? new RegistryDocument(List.of(), List.of(), assets, devices) : NOTHING;
        return new RegistryFile(document, text.encoding(), kind, table.rows().size(), faults, places(table));
    }

    private static String expected(List<String> header) {
        boolean otherSeparator = header.size() == 1
                && (header.get(0).contains(";") || header.get(0).contains("\t"));
        return otherSeparator
                ? "columns separated by commas"
                : "the columns of devices (" + CsvKind.DEVICES.columns() + ") or of assets (" + CsvKind.ASSETS.columns()
                        + ")";
    }

    private static RegistryFile.Places places(CsvTable table) {
        return (path, value, expected) -> {
            int open = path.indexOf('[');
            int close = path.indexOf(']');
            int index = Integer.parseInt(path.substring(open + 1, close));
            String rest = path.length() > close + 1 ? path.substring(close + 2) : "";
            return ImportFault.of(table.rows().get(index).line(), CsvColumns.ofPath(rest), value, expected);
        };
    }

    private static RegistryFile unreadable(FileText text, Optional<CsvKind> kind, List<ImportFault> faults) {
        return new RegistryFile(
                NOTHING, text.encoding(), kind, 0, faults, (path, value, why) -> ImportFault.of(1, path, value, why));
    }
}
