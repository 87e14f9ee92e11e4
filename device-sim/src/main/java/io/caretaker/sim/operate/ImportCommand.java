package io.caretaker.sim.operate;

import com.fasterxml.jackson.databind.JsonNode;
import io.caretaker.model.InvalidValue;
import io.caretaker.sim.api.CaretakerClient;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "import",
        description = {
            "Adds or replaces everything in a file, or nothing; prints the tokens of new devices.",
            "Every error is printed with its line; with errors, nothing is stored."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ImportCommand implements Callable<Integer> {
    @Mixin
    private ServiceAddress service;

    @Parameters(
            paramLabel = "FILE",
            description = "A registry document as JSON, or devices or assets as CSV; - reads standard input.")
    private String file;

    @Option(names = "--format", description = "json or csv; by the file's name when absent.")
    private ExportCommand.Format format;

    @Option(
            names = "--kind",
            description = "What the rows of a CSV file are: devices or assets; by its columns when absent.")
    private ExportCommand.Kind kind;

    @Option(names = "--dry-run", description = "Checks everything, stores nothing.")
    private boolean dryRun;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        byte[] content = content();
        CaretakerClient client = service.client();
        PrintWriter err = spec.commandLine().getErr();
        JsonNode check = client.upload(path(true), type(), content);
        for (JsonNode error : check.path("errors")) {
            String value = error.path("value").asText();
            err.println(file + ":" + error.path("line").asInt() + ": "
                    + error.path("field").asText() + ": got " + (value.isEmpty() ? "nothing" : '"' + value + '"')
                    + ", expected " + error.path("expected").asText());
        }
        if (!check.path("errors").isEmpty()) {
            err.println(counted(check.path("errors").size(), "error") + "; nothing was stored.");
            return CommandLine.ExitCode.SOFTWARE;
        }
        String change = check.path("added").asInt() + " to add, "
                + check.path("changed").asInt() + " to change, "
                + check.path("unchanged").asInt() + " as they are";
        if (dryRun) {
            err.println("The file is valid: " + change + ". Nothing was stored.");
            return CommandLine.ExitCode.OK;
        }
        JsonNode answer = client.upload(path(false), type(), content);
        err.println("Stored: " + change + ". " + counted(answer.path("tokens").size(), "new token")
                + (answer.path("tokens").isEmpty() ? "." : ", shown this once."));
        spec.commandLine().getOut().println(answer);
        return CommandLine.ExitCode.OK;
    }

    private String path(boolean dry) {
        return "/api/v1/registry/import?format=" + (csv() ? "csv" : "json") + (dry ? "&dryRun=true" : "")
                + (csv() && kind != null ? "&kind=" + kind.name().toLowerCase(Locale.ROOT) : "");
    }

    private String type() {
        return csv() ? "text/csv" : "application/json";
    }

    private boolean csv() {
        return format == null ? file.toLowerCase(Locale.ROOT).endsWith(".csv") : format == ExportCommand.Format.CSV;
    }

    private byte[] content() {
        try {
            if (file.equals("-")) {
                return System.in.readAllBytes();
            }
            if (!Files.isReadable(Path.of(file))) {
                throw new InvalidValue("FILE", file, "a file that can be read");
            }
            return Files.readAllBytes(Path.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + file, e);
        }
    }

    private static String counted(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
