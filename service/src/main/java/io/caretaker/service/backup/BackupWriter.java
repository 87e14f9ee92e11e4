package io.caretaker.service.backup;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A backup as a ZIP archive, written as a stream. The work data are copied before the stores, so that no offset in them lies
 * beyond the end of the journal. One at a time: what an earlier one left behind in the staging directory is removed.
 */
public final class BackupWriter {
    private final Path staging;
    private final Clock clock;
    private final ObjectMapper json;

    /**
     * @param staging directory for the copies, gone after each backup; on the file system of the stores, where their copy
     *     costs no space
     * @param json writes times as text
     */
    public BackupWriter(Path staging, Clock clock, ObjectMapper json) {
        this.staging = staging;
        this.clock = clock;
        this.json = json;
    }

    /** Copies; the caller then writes and closes. */
    public Copied copy(BackupSource source) {
        Path directory;
        try {
            remove(staging);
            Files.createDirectories(staging);
            directory = Files.createTempDirectory(staging, "backup-");
        } catch (IOException e) {
            throw new UncheckedIOException("making a directory for the backup in " + staging, e);
        }
        Copied copied = new Copied(
                directory,
                new BackupManifest(
                        BackupManifest.FORMAT, clock.instant(), source.work().isPresent(), List.of()));
        try {
            source.work().ifPresent(work -> work.into(directory.resolve("work.db")));
            source.store().into(directory.resolve("store"));
            if (source.signingKey().isPresent()) {
                Files.copy(source.signingKey().get(), directory.resolve("signing.key"));
            }
            return copied;
        } catch (IOException e) {
            copied.close();
            throw new UncheckedIOException("copying the signing key", e);
        } catch (RuntimeException e) {
            copied.close();
            throw e;
        }
    }

    /** The copies on disk. */
    public final class Copied implements AutoCloseable {
        private final Path directory;
        private final BackupManifest head;

        private Copied(Path directory, BackupManifest head) {
            this.directory = directory;
            this.head = head;
        }

        /** Packs everything, the manifest last. Does not close the stream. */
        public BackupManifest writeTo(OutputStream out) throws IOException {
            ZipOutputStream zip = new ZipOutputStream(out);
            // The stores are compressed already.
            zip.setLevel(Deflater.BEST_SPEED);
            List<BackupManifest.Entry> entries = new ArrayList<>();
            for (Path file : files()) {
                entries.add(write(file, zip));
            }
            BackupManifest manifest = new BackupManifest(head.format(), head.time(), head.workData(), entries);
            zip.putNextEntry(new ZipEntry(BackupManifest.NAME));
            zip.write(json.writeValueAsBytes(manifest));
            zip.closeEntry();
            zip.finish();
            return manifest;
        }

        private BackupManifest.Entry write(Path file, ZipOutputStream zip) throws IOException {
            String name = directory.relativize(file).toString().replace('\\', '/');
            zip.putNextEntry(new ZipEntry(name));
            DigestOutputStream digesting = new DigestOutputStream(zip, sha256());
            long size;
            try (InputStream in = Files.newInputStream(file)) {
                size = in.transferTo(digesting);
            }
            zip.closeEntry();
            return new BackupManifest.Entry(
                    name,
                    size,
                    HexFormat.of().formatHex(digesting.getMessageDigest().digest()));
        }

        private List<Path> files() throws IOException {
            try (Stream<Path> tree = Files.walk(directory)) {
                return tree.filter(Files::isRegularFile)
                        .filter(f -> !f.getFileName().toString().equals("LOCK"))
                        .sorted()
                        .toList();
            }
        }

        @Override
        public void close() {
            try {
                remove(staging);
            } catch (IOException e) {
                throw new UncheckedIOException("removing " + staging, e);
            }
        }
    }

    private static void remove(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(directory)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
