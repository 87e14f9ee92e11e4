package io.caretaker.dashboards.console.estate;

/** How an asset stands, mildest first; the plan's colours and shapes go by it. */
public enum Condition {
    OK,
    /** Readings are back in band, the proof period runs. */
    PROVING,
    /** Its device, or the gateway above it, does not report. */
    SILENT,
    REPAIR,
    FAULT;

    boolean isWorseThan(Condition other) {
        return ordinal() > other.ordinal();
    }
}
