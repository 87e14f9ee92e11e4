package io.caretaker.sim.operate;

import com.fasterxml.jackson.databind.JsonNode;
import io.caretaker.model.InvalidValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "import",
        description =
                "Adds or replaces everything in a registry document, or nothing; prints the tokens of new devices.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ImportCommand implements Callable<Integer> {
    @Mixin
    private ServiceAddress service;

    @Parameters(paramLabel = "FILE", description = "The document as JSON; - reads standard input.")
    private String file;

    @Option(names = "--dry-run", description = "Checks everything, stores nothing.")
    private boolean dryRun;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        String document = document();
        JsonNode answer = service.client().send("POST", "/api/v1/registry" + (dryRun ? "?dryRun=true" : ""), document);
        if (dryRun) {
            spec.commandLine().getErr().println("The document is valid; nothing was stored.");
            return CommandLine.ExitCode.OK;
        }
        int issued = answer.path("tokens").size();
        spec.commandLine().getErr().println("Stored. New devices: " + issued + "; their tokens are shown this once.");
        spec.commandLine().getOut().println(answer);
        return CommandLine.ExitCode.OK;
    }

    private String document() {
        try {
            if (file.equals("-")) {
                return new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
            }
            if (!Files.isReadable(Path.of(file))) {
                throw new InvalidValue("FILE", file, "a file that can be read");
            }
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + file, e);
        }
    }
}
