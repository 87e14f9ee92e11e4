/**
 * The durable log: what is accepted is appended here first, acknowledged once synced, and everything behind it is folded
 * from it. The codec and the ports are pure; {@code rocksdb} holds the embedded store.
 */
package io.caretaker.ingest.journal;
