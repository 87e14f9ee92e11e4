package io.caretaker.ingest.registry.exchange;

import io.caretaker.ingest.registry.RegistryDocument.AssetDraft;
import io.caretaker.ingest.registry.RegistryDocument.DeviceDraft;
import io.caretaker.ingest.registry.RegistryDocument.NameDraft;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Between the columns of a file and the drafts of a registry document. Pure. */
final class CsvColumns {
    private static final String ATTRIBUTE = "attribute.";
    private static final String ADDRESS = "address";

    private CsvColumns() {}

    /** Column numbers by name, as far as the kind knows them; whatever is wrong with the header is added to the faults. */
    static Map<String, Integer> of(CsvTable.Row header, CsvKind kind, List<ImportFault> faults) {
        Map<String, Integer> columns = new LinkedHashMap<>();
        for (int i = 0; i < header.cells().size(); i++) {
            String name = name(header.cells().get(i));
            if (name.isEmpty()) {
                continue;
            }
            if (!kind.knows(name)) {
                faults.add(ImportFault.of(header.line(), "columns", name, "one of " + kind.columns()));
            } else if (columns.putIfAbsent(name, i) != null) {
                faults.add(ImportFault.of(header.line(), "columns", name, "each column once"));
            }
        }
        for (String required : kind.required()) {
            if (!columns.containsKey(required)) {
                faults.add(ImportFault.of(header.line(), "columns", "", "a column " + required));
            }
        }
        return columns;
    }

    /** Names of attributes are taken as they are, all others in whatever case somebody typed them. */
    static String name(String cell) {
        return cell.startsWith(ATTRIBUTE) ? cell : cell.strip().toLowerCase(Locale.ROOT);
    }

    static DeviceDraft device(Cells cells, Map<String, Integer> columns) {
        List<String> addresses = new ArrayList<>();
        for (String column : columns.keySet()) {
            if (column.startsWith(ADDRESS) && cells.value(column) != null) {
                addresses.add(cells.value(column));
            }
        }
        return new DeviceDraft(
                cells.value("id"),
                cells.value("estate"),
                cells.value("asset"),
                cells.value("profile"),
                cells.value("interval"),
                addresses);
    }

    static AssetDraft asset(Cells cells, Map<String, Integer> columns) {
        Map<String, Double> attributes = new TreeMap<>();
        for (String column : columns.keySet()) {
            Double number = column.startsWith(ATTRIBUTE) ? cells.number(column) : null;
            if (number != null) {
                attributes.put(column.substring(ATTRIBUTE.length()), number);
            }
        }
        return new AssetDraft(
                cells.value("id"),
                cells.value("estate"),
                cells.value("parent"),
                cells.value("type"),
                new NameDraft(cells.text("name_en"), cells.text("name_zh")),
                attributes);
    }

    /** The column that a path below {@code devices[3]} or {@code assets[3]} stands in. */
    static String ofPath(String rest) {
        if (rest.startsWith("name.")) {
            return "name_" + rest.substring(5);
        }
        if (rest.startsWith("attributes.")) {
            return ATTRIBUTE + rest.substring("attributes.".length());
        }
        if (rest.startsWith("addresses[")) {
            int index = Integer.parseInt(rest.substring("addresses[".length(), rest.length() - 1));
            return index == 0 ? ADDRESS : ADDRESS + "." + (index + 1);
        }
        return rest.isEmpty() ? "row" : rest;
    }
}
