package io.caretaker.sim.operate;

import io.caretaker.model.Ids;
import io.caretaker.model.InvalidValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Finds vendors' decoders below a path and says which codec each of them is. Knows how the two public device repositories
 * are laid out: {@code vendor/NAME/….js} of The Things Network becomes {@code ttn.NAME.…}, {@code
 * vendors/NAME/codecs/….js} of ChirpStack becomes {@code chirpstack.NAME.…}. Any other script is the codec that its name
 * ends with, if only one does.
 */
final class CodecFiles {
    private static final int DEEPEST = 12;

    /** @param id of the codec, or why the file is none that can be named */
    record Found(Path file, Optional<String> id, String problem) {}

    private CodecFiles() {}

    /**
     * @param needed ids of codecs that models and profiles name
     * @throws InvalidValue when there is no script at all
     */
    static List<Found> find(Path from, Collection<String> needed) {
        if (!Files.isReadable(from)) {
            throw new InvalidValue("--from", from, "a script, a directory or a checkout that can be read");
        }
        TreeMap<Path, Found> found = new TreeMap<>();
        try (Stream<Path> files = Files.walk(from.toAbsolutePath().normalize(), DEEPEST)) {
            files.filter(CodecFiles::isScript).forEach(f -> found.put(f, named(f, needed)));
        } catch (IOException | UncheckedIOException e) {
            throw new InvalidValue("--from", from, "a directory that can be read throughout: " + e.getMessage());
        }
        if (found.isEmpty()) {
            throw new InvalidValue("--from", from, "a script, or a directory with .js files in it");
        }
        return new ArrayList<>(found.values());
    }

    private static boolean isScript(Path path) {
        String text = path.toString();
        return Files.isRegularFile(path)
                && text.endsWith(".js")
                && !text.contains("/node_modules/")
                && !text.contains("/.git/");
    }

    private static Found named(Path file, Collection<String> needed) {
        Optional<String> id = ofThingsNetwork(file).or(() -> ofChirpstack(file));
        if (id.isPresent()) {
            return Ids.valid(id.get())
                    ? new Found(file, id, "")
                    : new Found(file, Optional.empty(), "its id would be " + id.get() + ", expected " + Ids.EXPECTED);
        }
        String name = stem(file);
        List<String> ending = needed.stream()
                .filter(n -> n.equals(name) || n.endsWith("." + name))
                .sorted()
                .toList();
        if (ending.size() > 1) {
            return new Found(
                    file, Optional.empty(), "may be each of " + String.join(", ", ending) + "; say which with --id");
        }
        return ending.isEmpty() && !Ids.valid(name)
                ? new Found(file, Optional.empty(), "no codec is called " + name + "; give it an id with --id")
                : new Found(file, Optional.of(ending.isEmpty() ? name : ending.get(0)), "");
    }

    private static Optional<String> ofThingsNetwork(Path file) {
        int vendor = last(file, "vendor");
        return vendor < 0 || file.getNameCount() < vendor + 3
                ? Optional.empty()
                : Optional.of("ttn." + dotted(file, vendor + 1));
    }

    private static Optional<String> ofChirpstack(Path file) {
        int vendors = last(file, "vendors");
        boolean codec = vendors >= 0
                && file.getNameCount() == vendors + 4
                && file.getName(vendors + 2).toString().equals("codecs");
        return codec
                ? Optional.of("chirpstack."
                        + file.getName(vendors + 1).toString().toLowerCase(Locale.ROOT) + "." + stem(file))
                : Optional.empty();
    }

    private static String dotted(Path file, int from) {
        List<String> parts = new ArrayList<>();
        for (int i = from; i < file.getNameCount() - 1; i++) {
            parts.add(file.getName(i).toString().toLowerCase(Locale.ROOT));
        }
        parts.add(stem(file));
        return String.join(".", parts);
    }

    private static int last(Path file, String name) {
        for (int i = file.getNameCount() - 1; i >= 0; i--) {
            if (file.getName(i).toString().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    private static String stem(Path file) {
        return file.getFileName().toString().replaceFirst("\\.js$", "").toLowerCase(Locale.ROOT);
    }
}
