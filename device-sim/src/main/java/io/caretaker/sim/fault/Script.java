package io.caretaker.sim.fault;

/** Decides what breaks when. */
public interface Script {
    /** Injects what begins after {@code from} and not after {@code to}; called with adjoining spans. */
    void advance(long from, long to);

    /** Nothing ever breaks. */
    Script NONE = (from, to) -> {};
}
