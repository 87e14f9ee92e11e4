package io.caretaker.ingest.telemetry.rocksdb;

/** What the bytes of a block hold. */
sealed interface DecodedBlock {
    record Ok(Samples samples) implements DecodedBlock {}

    /**
     * Not a block of a version this codec knows.
     *
     * @param bit where decoding failed, 0-based
     */
    record Corrupt(long bit, String expected) implements DecodedBlock {}
}
