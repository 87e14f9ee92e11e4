package io.caretaker.ingest.rocksdb;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.rocksdb.Checkpoint;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.DBOptions;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/**
 * The open database. Native handles must not be touched after closing, or the whole process dies: every use goes through
 * {@link #use}, and {@link #close} waits for the uses that are running. Safe for use by several threads.
 */
public final class StoreDatabase implements AutoCloseable {
    /** Work on the open database. */
    @FunctionalInterface
    public interface Work<T> {
        T on(RocksDB database) throws RocksDBException;
    }

    private static final byte[] FORMAT_KEY = "format".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FORMAT = {1};

    private final ReadWriteLock useOrClose = new ReentrantReadWriteLock();
    private final StoreOptions options;
    private final RocksDB database;
    private final Map<Family, ColumnFamilyHandle> handles;
    private final List<ColumnFamilyHandle> all;
    private volatile boolean closing;
    private boolean closed;

    private StoreDatabase(StoreOptions options, RocksDB database, List<Family> families, List<ColumnFamilyHandle> all) {
        this.options = options;
        this.database = database;
        this.all = all;
        this.handles = new EnumMap<>(Family.class);
        for (int i = 0; i < families.size(); i++) {
            handles.put(families.get(i), all.get(i));
        }
    }

    /**
     * Opens or creates the database.
     *
     * @throws StoreFailure when the directory cannot be used, another process holds it, or a newer version wrote it
     */
    public static StoreDatabase open(Path directory) {
        return open(directory, options -> {
            Files.createDirectories(directory);
            return openWith(directory, options, List.of(Family.values()), false);
        });
    }

    /**
     * Opens an existing database for reading; nothing on disk changes, and what its log holds is seen. For a directory
     * that no process writes to.
     *
     * @throws StoreFailure when there is none, it is damaged, or a newer version wrote it
     */
    public static StoreDatabase openReadOnly(Path directory) {
        return open(directory, options -> openWith(directory, options, families(directory), true));
    }

    private interface Opening {
        StoreDatabase with(StoreOptions options) throws IOException, RocksDBException;
    }

    private static StoreDatabase open(Path directory, Opening opening) {
        RocksDB.loadLibrary();
        StoreOptions options = new StoreOptions();
        StoreDatabase opened;
        try {
            opened = opening.with(options);
        } catch (IOException | RocksDBException e) {
            options.close();
            throw new StoreFailure("opening the embedded store in " + directory, e);
        }
        try {
            opened.checkFormat(directory);
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
        return opened;
    }

    private static StoreDatabase openWith(Path directory, StoreOptions options, List<Family> families, boolean readOnly)
            throws RocksDBException {
        List<ColumnFamilyDescriptor> descriptors = new ArrayList<>();
        for (Family family : families) {
            descriptors.add(new ColumnFamilyDescriptor(family.nameBytes(), options.of(family)));
        }
        descriptors.add(new ColumnFamilyDescriptor(RocksDB.DEFAULT_COLUMN_FAMILY, options.of(Family.META)));
        List<ColumnFamilyHandle> handles = new ArrayList<>();
        DBOptions databaseOptions = options.database();
        RocksDB database = readOnly
                ? RocksDB.openReadOnly(databaseOptions, directory.toString(), descriptors, handles)
                : RocksDB.open(databaseOptions, directory.toString(), descriptors, handles);
        return new StoreDatabase(options, database, families, handles);
    }

    /** An earlier version may have left fewer families. */
    private static List<Family> families(Path directory) throws RocksDBException {
        try (Options any = new Options()) {
            Set<String> names = new HashSet<>();
            RocksDB.listColumnFamilies(any, directory.toString())
                    .forEach(name -> names.add(new String(name, StandardCharsets.US_ASCII)));
            return Arrays.stream(Family.values())
                    .filter(f -> names.contains(new String(f.nameBytes(), StandardCharsets.US_ASCII)))
                    .toList();
        }
    }

    private void checkFormat(Path directory) {
        byte[] format = get(Family.META, FORMAT_KEY);
        if (format == null) {
            use("writing the format of a new store in " + directory, db -> {
                db.put(handle(Family.META), FORMAT_KEY, FORMAT);
                return null;
            });
        } else if (format.length != 1 || format[0] != FORMAT[0]) {
            throw new StoreFailure(
                    "opening the embedded store in " + directory + ": its format is newer than this version", null);
        }
    }

    /** Only inside {@link #use}. */
    public ColumnFamilyHandle handle(Family family) {
        return handles.get(family);
    }

    /**
     * Writes a consistent copy of everything into a directory that must not exist yet, while the database is in use. On
     * the same file system its large files are hard links.
     */
    public void checkpoint(Path into) {
        use("copying the embedded store into " + into, db -> {
            try (Checkpoint checkpoint = Checkpoint.create(db)) {
                checkpoint.createCheckpoint(into.toString());
            }
            return null;
        });
    }

    /**
     * Runs the work; nested uses on one thread are fine.
     *
     * @param attempted what the work tries to do, for the message of a failure
     * @throws StoreClosed when the store is closed or closing
     * @throws StoreFailure when RocksDB fails
     */
    public <T> T use(String attempted, Work<T> work) {
        useOrClose.readLock().lock();
        try {
            if (closed) {
                throw new StoreClosed();
            }
            return work.on(database);
        } catch (RocksDBException e) {
            throw new StoreFailure(attempted, e);
        } finally {
            useOrClose.readLock().unlock();
        }
    }

    public byte[] get(Family family, byte[] key) {
        return use("reading from " + family, db -> db.get(handle(family), key));
    }

    /** Long uses ask now and then, so that closing does not wait for their end. */
    public void stopWhenClosing() {
        if (closing) {
            throw new StoreClosed();
        }
    }

    @Override
    public void close() {
        closing = true;
        useOrClose.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                all.forEach(ColumnFamilyHandle::close);
                database.close();
                options.close();
            }
        } finally {
            useOrClose.writeLock().unlock();
        }
    }
}
