package io.caretaker.service.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.caretaker.ingest.journal.rocksdb.RocksStores;
import io.caretaker.service.backup.BackupSource;
import io.caretaker.service.backup.BackupWriter;
import io.caretaker.service.backup.SqliteCopy;
import io.caretaker.service.clock.ServiceClock;
import io.caretaker.service.config.CaretakerConfig;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.nio.file.Files;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;

/** A copy of the data directory of the running service. */
@Path("/api/v1/backups")
@Tag(name = "Operations")
@Blocking
public class BackupsResource {
    private static final Logger LOG = Logger.getLogger(BackupsResource.class);

    private final RocksStores stores;
    private final Jdbi jdbi;
    private final CaretakerConfig config;
    private final BackupWriter writer;
    private final AtomicBoolean running = new AtomicBoolean();

    BackupsResource(RocksStores stores, Jdbi jdbi, CaretakerConfig config, ServiceClock clock, ObjectMapper json) {
        this.stores = stores;
        this.jdbi = jdbi;
        this.config = config;
        this.writer = new BackupWriter(config.dataDir().resolve("backup-staging"), clock, json);
    }

    @POST
    @Produces("application/zip")
    @RolesAllowed("admin")
    @Operation(
            summary =
                    "A consistent copy of journal, snapshots, embedded telemetry and SQLite work store, as a ZIP archive",
            description =
                    "Made while everything runs. The last entry, backup.json, holds the checksum of each file; an archive without it was cut off. One at a time.")
    public Response backup() {
        if (!running.compareAndSet(false, true)) {
            return Problem.response(
                    Response.Status.CONFLICT, "Another backup is being made. Try again when it is done.");
        }
        BackupWriter.Copied copied;
        try {
            copied = writer.copy(source());
        } catch (RuntimeException e) {
            running.set(false);
            throw e;
        }
        StreamingOutput stream = out -> {
            try (copied) {
                LOG.infof("backup written files=%d", copied.writeTo(out).files().size());
            } finally {
                running.set(false);
            }
        };
        return Response.ok(stream)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"caretaker-backup.zip\"")
                .build();
    }

    private BackupSource source() {
        java.nio.file.Path key = config.dataDir().resolve("signing.key");
        Optional<BackupSource.Copy> work = config.store().work() == CaretakerConfig.Store.Work.SQLITE
                ? Optional.of(into -> jdbi.useHandle(handle -> SqliteCopy.vacuum(handle.getConnection(), into)))
                : Optional.empty();
        return new BackupSource(stores::checkpoint, work, Files.exists(key) ? Optional.of(key) : Optional.empty());
    }
}
