package io.caretaker.service.offline;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.caretaker.model.InvalidValue;
import io.caretaker.service.backup.BackupManifest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** The manifest of an archive, read outside the application. */
final class Manifests {
    private Manifests() {}

    static ObjectMapper json() {
        return new ObjectMapper()
                .registerModule(new JavaTimeModule())
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
    }

    /** @throws InvalidValue when the archive was cut off */
    static BackupManifest read(String option, Path archive) throws IOException {
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            ZipEntry entry = zip.getEntry(BackupManifest.NAME);
            if (entry == null) {
                throw new InvalidValue(option, archive, "a backup with a " + BackupManifest.NAME);
            }
            try (InputStream in = zip.getInputStream(entry)) {
                return json().readValue(in, BackupManifest.class);
            }
        } catch (ZipException e) {
            throw new IOException("the backup was cut off: " + e.getMessage(), e);
        }
    }
}
