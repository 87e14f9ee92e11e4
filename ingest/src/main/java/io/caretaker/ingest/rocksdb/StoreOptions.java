package io.caretaker.ingest.rocksdb;

import java.util.EnumMap;
import java.util.Map;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.WALRecoveryMode;

/**
 * How the database is tuned: for one small process beside others, about 100 MB of native memory at most. Owns the native
 * options, which must outlive the database.
 */
final class StoreOptions implements AutoCloseable {
    private static final long MB = 1 << 20;

    private final Cache cache = new LRUCache(32 * MB);
    private final BloomFilter bloom = new BloomFilter(10);
    private final Map<Family, ColumnFamilyOptions> families = new EnumMap<>(Family.class);
    private final DBOptions database = new DBOptions()
            .setCreateIfMissing(true)
            .setCreateMissingColumnFamilies(true)
            // A family that is seldom written keeps old logs alive: beyond this they are flushed. It also bounds
            // how much is replayed at start.
            .setMaxTotalWalSize(96 * MB)
            .setDbWriteBufferSize(64 * MB)
            .setMaxBackgroundJobs(2)
            .setMaxOpenFiles(512)
            .setKeepLogFileNum(2)
            .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
            .setBytesPerSync(MB)
            // A torn last record is what a crash leaves and is cut off. Damage anywhere before it must not be taken for
            // the end of the log, as the default does: what follows was acknowledged.
            .setWalRecoveryMode(WALRecoveryMode.TolerateCorruptedTailRecords);

    StoreOptions() {
        for (Family family : Family.values()) {
            families.put(family, options(family));
        }
    }

    DBOptions database() {
        return database;
    }

    ColumnFamilyOptions of(Family family) {
        return families.get(family);
    }

    private ColumnFamilyOptions options(Family family) {
        boolean large = family == Family.JOURNAL || family == Family.READINGS;
        BlockBasedTableConfig table = new BlockBasedTableConfig()
                .setBlockCache(cache)
                .setBlockSize(16 * 1024)
                .setCacheIndexAndFilterBlocks(true);
        if (!large) {
            // Only these are read by whole keys.
            table.setFilterPolicy(bloom);
        }
        return new ColumnFamilyOptions()
                .setWriteBufferSize(large ? 16 * MB : 4 * MB)
                .setMaxWriteBufferNumber(3)
                .setCompressionType(CompressionType.LZ4_COMPRESSION)
                .setTableFormatConfig(table);
    }

    @Override
    public void close() {
        database.close();
        families.values().forEach(ColumnFamilyOptions::close);
        bloom.close();
        cache.close();
    }
}
