package io.caretaker.ingest.registry.exchange;

import java.util.List;
import java.util.Optional;

/** What the rows of a CSV file are. */
public enum CsvKind {
    DEVICES(List.of("id", "estate", "asset", "profile", "interval"), List.of("address"), "address."),
    ASSETS(List.of("id", "estate", "type", "name_en"), List.of("parent", "name_zh"), "attribute.");

    private final List<String> required;
    private final List<String> optional;
    private final String family;

    CsvKind(List<String> required, List<String> optional, String family) {
        this.required = required;
        this.optional = optional;
        this.family = family;
    }

    List<String> required() {
        return required;
    }

    boolean knows(String column) {
        return required.contains(column)
                || optional.contains(column)
                || column.startsWith(family) && column.length() > family.length();
    }

    String columns() {
        return String.join(", ", required) + ", " + String.join(", ", optional) + ", " + family
                + (this == DEVICES ? "2" : "<name>");
    }

    /** The kind that columns of these names belong to: only devices have a profile, only assets have a type. */
    static Optional<CsvKind> of(List<String> header) {
        boolean devices = header.contains("profile") || header.contains("asset");
        boolean assets = header.contains("type") || header.contains("name_en");
        return devices == assets ? Optional.empty() : Optional.of(devices ? DEVICES : ASSETS);
    }
}
