package io.caretaker.service.backup;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.caretaker.model.InvalidValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Unpacks a backup into a data directory that holds none yet, and checks every file against the manifest. */
public final class BackupReader {
    private static final String ARCHIVE = "--from";

    private final ObjectMapper json;

    /** @param json reads times from text */
    public BackupReader(ObjectMapper json) {
        this.json = json;
    }

    /**
     * @throws InvalidValue when the archive is none, is cut off or damaged, or the directory is in use; what was unpacked
     *     until then is left for a look
     */
    public BackupManifest restore(Path archive, Path dataDir) throws IOException {
        requireUnused(dataDir);
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            BackupManifest manifest = manifest(archive, zip);
            Map<String, BackupManifest.Entry> expected = new HashMap<>();
            manifest.files().forEach(entry -> expected.put(entry.name(), entry));
            Files.createDirectories(dataDir);
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                if (!entry.getName().equals(BackupManifest.NAME)) {
                    unpack(zip, entry, expected.remove(entry.getName()), archive, dataDir);
                }
            }
            if (!expected.isEmpty()) {
                throw new InvalidValue(ARCHIVE, archive, "a backup with the files " + expected.keySet());
            }
            return manifest;
        } catch (java.util.zip.ZipException e) {
            throw new InvalidValue(ARCHIVE, archive, "a backup that is whole; reading it failed: " + e.getMessage());
        }
    }

    private static void requireUnused(Path dataDir) throws IOException {
        if (!Files.exists(dataDir)) {
            return;
        }
        try (Stream<Path> present = Files.list(dataDir)) {
            if (present.findAny().isPresent()) {
                throw new InvalidValue("--data-dir", dataDir, "a directory that is empty or does not exist yet");
            }
        }
    }

    private BackupManifest manifest(Path archive, ZipFile zip) throws IOException {
        ZipEntry entry = zip.getEntry(BackupManifest.NAME);
        if (entry == null) {
            throw new InvalidValue(ARCHIVE, archive, "a backup with a " + BackupManifest.NAME);
        }
        try (InputStream in = zip.getInputStream(entry)) {
            BackupManifest manifest = json.readValue(in, BackupManifest.class);
            if (manifest.format() != BackupManifest.FORMAT) {
                throw new InvalidValue(ARCHIVE, "format " + manifest.format(), "format " + BackupManifest.FORMAT);
            }
            return manifest;
        }
    }

    private static void unpack(ZipFile zip, ZipEntry entry, BackupManifest.Entry expected, Path archive, Path dataDir)
            throws IOException {
        Path target = dataDir.resolve(entry.getName()).normalize();
        if (expected == null || !target.startsWith(dataDir.normalize())) {
            throw new InvalidValue(
                    ARCHIVE, archive, "a backup without " + entry.getName() + ", which its manifest does not name");
        }
        Files.createDirectories(target.getParent());
        MessageDigest digest = BackupWriter.sha256();
        long size;
        try (InputStream in = zip.getInputStream(entry);
                OutputStream out = new DigestOutputStream(Files.newOutputStream(target), digest)) {
            size = in.transferTo(out);
        }
        if (size != expected.size()
                || !HexFormat.of().formatHex(digest.digest()).equals(expected.sha256())) {
            throw new InvalidValue(
                    ARCHIVE, archive, "a backup whose " + entry.getName() + " has the checksum of its manifest");
        }
        if (entry.getName().equals("signing.key") && Files.getFileStore(target).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-------"));
        }
    }
}
