package io.caretaker.ingest.rocksdb;

/** The embedded store failed; the message says what was attempted. */
public final class StoreFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoreFailure(String attempted, Throwable cause) {
        super(attempted, cause);
    }
}
