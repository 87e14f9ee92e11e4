package io.caretaker.ingest.journal;

/** The queue before the disk is full: nothing was taken, push back on the sender and try again later. */
public final class JournalFull extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public JournalFull(int entries, long bytes) {
        super("journal queue is full: entries=" + entries + " bytes=" + bytes, null, false, false);
    }
}
