package io.caretaker.ingest.rocksdb;

/** The embedded store is closing or closed. */
public final class StoreClosed extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    public StoreClosed() {
        super("the embedded store is closed");
    }
}
