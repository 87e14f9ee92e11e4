package io.caretaker.sim.replay;

import io.caretaker.model.InvalidValue;
import io.caretaker.sim.seed.Seeds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** The recordings of a data directory that a mapping is about. */
public final class RecordingSet {
    private static final int LONGEST_SLUG = 40;

    private RecordingSet() {}

    /**
     * @param data the directory, or one whose sub-directory {@code data} holds the files
     * @throws InvalidRecording with all problems of all files
     * @throws InvalidValue when no file matches
     */
    public static List<Recording> read(Mapping mapping, Path data) {
        if (!Files.isDirectory(data)) {
            throw new InvalidValue("--data", data, "a directory");
        }
        Path root = data;
        List<String> files = files(mapping, root);
        if (files.isEmpty() && Files.isDirectory(data.resolve("data"))) {
            root = data.resolve("data");
            files = files(mapping, root);
        }
        if (files.isEmpty()) {
            throw new InvalidValue("--data", data, "a directory with files like " + mapping.files());
        }
        RecordingReader reader = new RecordingReader(mapping);
        List<Recording> recordings = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (String file : files) {
            String id = id(mapping.name(), file);
            while (!ids.add(id)) {
                id = id + "x";
            }
            recordings.add(reader.read(root.resolve(file), file, id));
        }
        if (!reader.problems().isEmpty()) {
            throw new InvalidRecording(reader.problems());
        }
        return recordings;
    }

    private static List<String> files(Mapping mapping, Path root) {
        PathMatcher wanted = matcher(mapping.files());
        List<PathMatcher> unwanted =
                mapping.exclude().stream().map(RecordingSet::matcher).toList();
        try (Stream<Path> paths = Files.walk(root)) {
            return paths.filter(Files::isRegularFile)
                    .map(root::relativize)
                    .filter(p -> wanted.matches(p) && unwanted.stream().noneMatch(u -> u.matches(p)))
                    .map(p -> p.toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("listing " + root, e);
        }
    }

    private static PathMatcher matcher(String glob) {
        return FileSystems.getDefault().getPathMatcher("glob:" + glob);
    }

    /** A readable id; long or odd names keep their end apart by a hash. */
    private static String id(String set, String file) {
        String name = file.replaceFirst("\\.[A-Za-z0-9]+$", "");
        String slug =
                name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        if (slug.length() > LONGEST_SLUG) {
            slug = slug.substring(0, LONGEST_SLUG - 9) + "-" + Seeds.shortHash(file);
        }
        return set + "-" + slug;
    }
}
