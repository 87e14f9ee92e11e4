package io.caretaker.ingest.registry.exchange;

import io.caretaker.ingest.registry.InvalidDocument;
import io.caretaker.ingest.registry.Registry;
import io.caretaker.ingest.registry.RegistryDifference;
import io.caretaker.ingest.registry.RegistryDocument;
import io.caretaker.ingest.registry.RegistryFault;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A file that somebody wants imported: the document in it, as far as it can be read, and where everything stands.
 *
 * @param encoding by which it was read
 * @param kind what the rows of a CSV file are, empty for JSON
 * @param rows how many estates, profiles, assets and devices there are in it
 * @param faults what is wrong with it whatever the registry holds
 */
public record RegistryFile(
        RegistryDocument document,
        String encoding,
        Optional<CsvKind> kind,
        int rows,
        List<ImportFault> faults,
        Places places) {

    /** Where in the file a path of the document stands. */
    interface Places {
        ImportFault fault(String path, String value, String expected);
    }

    /**
     * What an import of the file would do, or why it cannot be done.
     *
     * @param faults all of them, by line; when there are any, nothing is imported
     */
    public record Check(RegistryDifference difference, List<ImportFault> faults) {}

    /** @param kind empty: told by the columns */
    public static RegistryFile csv(byte[] bytes, Optional<CsvKind> kind) {
        return CsvFile.read(bytes, kind);
    }

    public static RegistryFile json(byte[] bytes) {
        return JsonFile.read(bytes);
    }

    /** Compares the file with what the registry holds now. Changes nothing. */
    public Check check(Registry registry) {
        List<ImportFault> all = new ArrayList<>(faults);
        RegistryDifference difference = RegistryDifference.NONE;
        try {
            difference = registry.compare(document);
        } catch (InvalidDocument e) {
            // What could not be read is missing from the document: it must not be told a second time.
            Set<String> told = new HashSet<>();
            faults.forEach(f -> told.add(place(f.line(), f.field())));
            e.faults().stream().map(this::placed).filter(f -> !told(told, f)).forEach(all::add);
        }
        all.sort(Comparator.comparingInt(ImportFault::line));
        return new Check(difference, List.copyOf(all));
    }

    /** The fault of something that came in the same file and was checked elsewhere. */
    public ImportFault fault(String path, String value, String expected) {
        return places.fault(path, value, expected);
    }

    private ImportFault placed(RegistryFault fault) {
        return places.fault(fault.path(), fault.value(), fault.expected());
    }

    /** Of the field itself, or of what it is in. */
    private static boolean told(Set<String> told, ImportFault fault) {
        String field = fault.field();
        while (!field.isEmpty()) {
            if (told.contains(place(fault.line(), field))) {
                return true;
            }
            field = field.substring(0, Math.max(0, Math.max(field.lastIndexOf('.'), field.lastIndexOf('['))));
        }
        return false;
    }

    private static String place(int line, String field) {
        return line + " " + field;
    }
}
