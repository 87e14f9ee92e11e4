/** The journal and the snapshots on the embedded RocksDB; {@link io.caretaker.ingest.journal.rocksdb.RocksStores} opens all. */
package io.caretaker.ingest.journal.rocksdb;
