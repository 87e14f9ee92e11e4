package io.caretaker.bench.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A directory for one run, gone with it. It lies below the given place, or where temporary files lie. */
public final class Scratch implements AutoCloseable {
    private final Path directory;

    public Scratch(Path below) {
        try {
            directory = below == null
                    ? Files.createTempDirectory("caretaker-bench")
                    : Files.createTempDirectory(below, "caretaker-bench");
        } catch (IOException e) {
            throw new UncheckedIOException("making a temporary directory", e);
        }
    }

    public Path path() {
        return directory;
    }

    @Override
    public void close() {
        try (Stream<Path> tree = Files.walk(directory)) {
            List<Path> deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            System.err.println("left behind: " + directory);
        }
    }
}
