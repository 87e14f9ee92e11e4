package io.caretaker.model.estate;

/** The registry as it stands now. Cheap to call; the answer is immutable. */
@FunctionalInterface
public interface TopologySource {
    Topology current();
}
