package io.caretaker.ingest.enrolment;

/** A code or key that opens nothing. Says the same whatever is wrong with it: strangers learn nothing. */
public final class EnrolmentRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public EnrolmentRefused(String what) {
        super(what);
    }
}
