package io.caretaker.ingest.rocksdb;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.DBOptions;
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
    private final List<ColumnFamilyHandle> handles;
    private volatile boolean closing;
    private boolean closed;

    private StoreDatabase(StoreOptions options, RocksDB database, List<ColumnFamilyHandle> handles) {
        this.options = options;
        this.database = database;
        this.handles = handles;
    }

    /**
     * Opens or creates the database.
     *
     * @throws StoreFailure when the directory cannot be used, another process holds it, or a newer version wrote it
     */
    public static StoreDatabase open(Path directory) {
        RocksDB.loadLibrary();
        StoreOptions options = new StoreOptions();
        StoreDatabase opened;
        try {
            Files.createDirectories(directory);
            opened = open(directory, options);
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

    private static StoreDatabase open(Path directory, StoreOptions options) throws RocksDBException {
        List<ColumnFamilyDescriptor> descriptors = new ArrayList<>();
        for (Family family : Family.values()) {
            descriptors.add(new ColumnFamilyDescriptor(family.nameBytes(), options.of(family)));
        }
        descriptors.add(new ColumnFamilyDescriptor(RocksDB.DEFAULT_COLUMN_FAMILY, options.of(Family.META)));
        List<ColumnFamilyHandle> handles = new ArrayList<>();
        DBOptions databaseOptions = options.database();
        RocksDB database = RocksDB.open(databaseOptions, directory.toString(), descriptors, handles);
        return new StoreDatabase(options, database, handles);
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
        return handles.get(family.ordinal());
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
                handles.forEach(ColumnFamilyHandle::close);
                database.close();
                options.close();
            }
        } finally {
            useOrClose.writeLock().unlock();
        }
    }
}
