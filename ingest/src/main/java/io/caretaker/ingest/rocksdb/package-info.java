/** The one RocksDB under the embedded journal, snapshots and telemetry: families, opening, closing, failures. */
package io.caretaker.ingest.rocksdb;
