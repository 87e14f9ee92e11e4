package io.caretaker.sim.operate;

import io.caretaker.model.InvalidValue;
import io.caretaker.sim.api.CaretakerClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "export",
        description = "Writes the registry as import takes it back unchanged; no tokens.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ExportCommand implements Callable<Integer> {
    enum Format {
        JSON,
        CSV
    }

    enum Kind {
        ALL,
        ESTATES,
        PROFILES,
        ASSETS,
        DEVICES
    }

    @Mixin
    private ServiceAddress service;

    @Option(names = "--format", defaultValue = "json", description = "json or csv (${DEFAULT-VALUE}).")
    private Format format;

    @Option(
            names = "--kind",
            description = "csv: devices or assets; json: also estates, profiles or all (the default).")
    private Kind kind;

    @Option(names = "--out", paramLabel = "FILE", description = "Where to write it; standard output when absent.")
    private Path out;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        if (format == Format.CSV && kind != Kind.DEVICES && kind != Kind.ASSETS) {
            throw new InvalidValue("--kind", kind == null ? null : name(kind), "devices or assets, for csv");
        }
        CaretakerClient client = service.client();
        byte[] file = client.download(
                "/api/v1/registry/export?format=" + name(format) + "&kind=" + name(kind == null ? Kind.ALL : kind));
        if (out == null) {
            spec.commandLine().getOut().print(new String(file, StandardCharsets.UTF_8));
            spec.commandLine().getOut().flush();
        } else {
            write(file);
        }
        return CommandLine.ExitCode.OK;
    }

    private void write(byte[] file) {
        try {
            Files.write(out, file);
        } catch (IOException e) {
            throw new UncheckedIOException("writing " + out, e);
        }
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
