package io.caretaker.sim.operate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.caretaker.model.Ids;
import io.caretaker.model.InvalidValue;
import io.caretaker.sim.api.ApiRefusal;
import io.caretaker.sim.api.CaretakerClient;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "import",
        description = {
            "Uploads the decoders that device models and installed profiles name.",
            "PATH is a script, a directory of them, or a checkout of TheThingsNetwork/lorawan-devices or"
                    + " chirpstack/chirpstack-device-profiles. The decoders are the vendors' and not shipped."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class CodecsImport implements Callable<Integer> {
    /** Whether a script looks like one that decodes: only asked where nobody named it. */
    private static final Pattern DECODER = Pattern.compile("\\b(decodeUplink|Decode|Decoder)\\s*(=|\\()");

    /** As the service takes them. */
    private static final int LARGEST = 500_000;

    private static final int NOTE = 500;

    @Mixin
    private ServiceAddress service;

    @Option(names = "--from", required = true, paramLabel = "PATH", description = "Where the decoders are.")
    private Path from;

    @Option(
            names = "--match",
            paramLabel = "TEXT",
            description = "Only codecs whose id contains TEXT; * stands for anything.")
    private String match;

    @Option(names = "--id", paramLabel = "ID", description = "The codec that a single script is to be.")
    private String id;

    @Option(names = "--all", description = "Also decoders that no device model or profile names.")
    private boolean all;

    @Option(names = "--dry-run", description = "Tries every script on the service, stores nothing.")
    private boolean dryRun;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    private int imported;
    private int unchanged;
    private int refused;

    @Override
    public Integer call() throws InterruptedException {
        CaretakerClient client = service.client();
        Set<String> installed = codecsOf(client, "/api/v1/profiles");
        Set<String> needed = new TreeSet<>(codecsOf(client, "/api/v1/library"));
        needed.addAll(installed);
        Set<String> seen = new TreeSet<>();
        for (CodecFiles.Found found : files(needed)) {
            if (found.id().isEmpty()) {
                if (Files.isRegularFile(from) || all) {
                    refuse(found.file().getFileName().toString(), found.problem());
                }
                continue;
            }
            String codec = found.id().get();
            if (matches(codec) && (needed.contains(codec) || id != null || wanted(found.file()))) {
                seen.add(codec);
                upload(client, codec, found.file());
            }
        }
        summary(client, needed, installed, seen);
        return refused == 0 ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private static Set<String> codecsOf(CaretakerClient client, String path) throws InterruptedException {
        return client.items(path).stream()
                .map(n -> n.path("codec").asText(""))
                .filter(c -> !c.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private List<CodecFiles.Found> files(Set<String> needed) {
        if (id == null) {
            return CodecFiles.find(from, needed);
        }
        if (!Files.isRegularFile(from)) {
            throw new InvalidValue("--id", id, "--from to be a single script");
        }
        return List.of(new CodecFiles.Found(from, Optional.of(Ids.require("--id", id)), ""));
    }

    private boolean matches(String codec) {
        if (match == null) {
            return true;
        }
        return match.contains("*")
                ? codec.matches(List.of(match.split("\\*", -1)).stream()
                        .map(Pattern::quote)
                        .collect(Collectors.joining(".*")))
                : codec.contains(match);
    }

    /** A single script is meant by whoever names it; of a tree only those that decode, and only with --all. */
    private boolean wanted(Path file) {
        if (Files.isRegularFile(from)) {
            return true;
        }
        try {
            return all && DECODER.matcher(Files.readString(file)).find();
        } catch (IOException e) {
            return all;
        }
    }

    private void upload(CaretakerClient client, String codec, Path file) throws InterruptedException {
        String source;
        try {
            source = Files.readString(file);
        } catch (IOException e) {
            refuse(codec, file + " is no text in UTF-8 that can be read");
            return;
        }
        if (source.length() > LARGEST) {
            refuse(codec, file + ": got " + source.length() + " characters, expected at most " + LARGEST);
            return;
        }
        String note = "from " + file.toAbsolutePath().normalize();
        String body = JsonNodeFactory.instance
                .objectNode()
                .put("source", source)
                .put("note", note.length() > NOTE ? note.substring(0, NOTE) : note)
                .toString();
        String path = "/api/v1/codecs/" + CaretakerClient.encoded(codec) + (dryRun ? "?dryRun=true" : "");
        try {
            tell(codec, client.send("PUT", path, body));
        } catch (ApiRefusal e) {
            refuse(codec, e.getMessage());
        }
    }

    private void tell(String codec, JsonNode answer) {
        int version = answer.path("version").path("version").asInt();
        if (!answer.path("stored").asBoolean() && !dryRun) {
            unchanged++;
            out().println("unchanged " + codec + " version " + version);
            return;
        }
        imported++;
        int samples = answer.path("samples").asInt();
        String compared = samples == 0
                ? ""
                : "; of " + samples + " stored payloads "
                        + (samples - answer.path("same").asInt()) + " come out differently";
        out().println((dryRun ? "loads     " : "imported  ") + codec + " version " + version + compared);
    }

    private void refuse(String codec, String why) {
        refused++;
        out().println("refused   " + codec + ": " + why);
    }

    private void summary(CaretakerClient client, Set<String> needed, Set<String> installed, Set<String> seen)
            throws InterruptedException {
        List<String> missing = new ArrayList<>(Files.isRegularFile(from) || match != null ? installed : needed);
        missing.removeAll(seen);
        for (JsonNode stored : client.items("/api/v1/codecs")) {
            missing.remove(stored.path("id").asText());
        }
        missing.forEach(codec -> out().println(
                        "missing   " + codec + (installed.contains(codec) ? ": an installed profile needs it" : "")));
        out().println(imported + (dryRun ? " would be imported, " : " imported, ") + unchanged + " unchanged, "
                + refused + " refused, " + missing.size() + " missing");
        out().flush();
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
