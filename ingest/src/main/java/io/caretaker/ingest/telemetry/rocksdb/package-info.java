/**
 * The embedded reading store: newest samples in memory, older ones as packed blocks of one series in RocksDB. The codec
 * and the columns are pure.
 */
package io.caretaker.ingest.telemetry.rocksdb;
