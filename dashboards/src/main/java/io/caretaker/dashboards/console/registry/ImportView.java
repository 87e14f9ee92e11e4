package io.caretaker.dashboards.console.registry;

import io.caretaker.dashboards.console.text.Say;
import io.caretaker.ingest.registry.exchange.ImportFault;
import io.caretaker.ingest.registry.exchange.RegistryFile;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What came of a file.
 *
 * @param problem why there is no result, empty when there is one
 * @param applied whether it was stored, false after a check
 * @param errors the first of them; {@code count} says how many there are
 * @param tokens of new devices, told this once: one line each
 */
record ImportView(
        String problem,
        boolean applied,
        String name,
        String encoding,
        int added,
        int changed,
        int unchanged,
        List<Fault> errors,
        int count,
        int tokenCount,
        String tokens) {
    static final int SHOWN = 200;

    record Fault(int line, String field, String value, String expected) {}

    static ImportView problem(String problem) {
        return new ImportView(problem, false, "", "", 0, 0, 0, List.of(), 0, 0, "");
    }

    static ImportView of(
            String name,
            RegistryFile file,
            RegistryFile.Check check,
            boolean applied,
            Map<String, String> tokens,
            Say say) {
        StringBuilder lines = new StringBuilder("device,token\r\n");
        new TreeMap<>(tokens)
                .forEach((device, token) ->
                        lines.append(device).append(',').append(token).append("\r\n"));
        return new ImportView(
                "",
                applied,
                name,
                file.encoding(),
                check.difference().added().size(),
                check.difference().changed().size(),
                check.difference().unchanged(),
                check.faults().stream().limit(SHOWN).map(f -> fault(f, say)).toList(),
                check.faults().size(),
                tokens.size(),
                tokens.isEmpty() ? "" : lines.toString());
    }

    public boolean appliable() {
        return problem.isEmpty() && count == 0 && !applied && added + changed > 0;
    }

    /** The tokens as a file that the browser itself makes: no second request could show them. */
    public String tokenFile() {
        return "data:text/csv;charset=utf-8;base64,"
                + Base64.getEncoder().encodeToString(tokens.getBytes(StandardCharsets.UTF_8));
    }

    /** In the reader's words where there are some for the column. */
    private static Fault fault(ImportFault fault, Say say) {
        String last = fault.field()
                .replaceAll(".*\\]\\.", "")
                .replaceAll("^(address|attribute|addresses|attributes)[.\\[].*", "$1")
                .replaceAll("^addresses$", "address")
                .replaceAll("^attributes$", "attribute")
                .replace("name.en", "name_en");
        return new Fault(
                fault.line(),
                fault.field(),
                fault.value(),
                say.words().find("import.expected." + last).orElse(fault.expected()));
    }
}
