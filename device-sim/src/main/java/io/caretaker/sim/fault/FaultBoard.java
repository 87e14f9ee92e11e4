package io.caretaker.sim.fault;

import io.caretaker.model.estate.Asset;
import io.caretaker.model.estate.Topology;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which faults are injected where. The physics asks it, scripts and crews change it. Not thread-safe. */
public final class FaultBoard {
    private final Topology topology;
    private final Map<String, List<InjectedFault>> byAsset = new HashMap<>();
    private final List<InjectedFault> active = new ArrayList<>();

    public FaultBoard(Topology topology) {
        this.topology = topology;
    }

    public void add(InjectedFault fault) {
        byAsset.computeIfAbsent(fault.asset(), a -> new ArrayList<>()).add(fault);
        active.add(fault);
    }

    /** The fault of the kind that acts on the asset at the time. */
    public Optional<InjectedFault> find(FaultKind kind, String asset, long second) {
        List<InjectedFault> faults = byAsset.get(asset);
        if (faults == null) {
            return Optional.empty();
        }
        for (InjectedFault fault : faults) {
            if (fault.kind() == kind && fault.activeAt(second)) {
                return Optional.of(fault);
            }
        }
        return Optional.empty();
    }

    /** Magnitude times intensity, 0 where there is none. */
    public double effect(FaultKind kind, String asset, long second) {
        return find(kind, asset, second).map(f -> f.effect(second)).orElse(0.0);
    }

    public double intensity(FaultKind kind, String asset, long second) {
        return find(kind, asset, second).map(f -> f.intensity(second)).orElse(0.0);
    }

    /** Injected and not ended, in the order they were injected. */
    public List<InjectedFault> active() {
        return List.copyOf(active);
    }

    /** Whether anything injected acts in the scope that the asset belongs to. */
    public boolean disturbed(String asset) {
        String scope = scope(asset);
        return active.stream().anyMatch(f -> scope(f.asset()).equals(scope));
    }

    /**
     * Ends what a crew that was sent for the fault on the asset would find there: the same fault on the asset, above or
     * below it or elsewhere in its scope, or the cause that this fault is a symptom of.
     *
     * @return what ended; empty when there was nothing to repair
     */
    public List<InjectedFault> repair(String asset, String faultType, long second) {
        List<InjectedFault> ended =
                active.stream().filter(f -> repairs(asset, faultType, f)).toList();
        end(ended, second);
        return ended;
    }

    /** Ends what has lasted as long as its kind does when nobody repairs it. */
    public List<InjectedFault> endNaturally(long second) {
        List<InjectedFault> over = active.stream()
                .filter(f -> second - f.start() >= f.kind().duration().toSeconds())
                .toList();
        end(over, second);
        return over;
    }

    private void end(Collection<InjectedFault> faults, long second) {
        faults.forEach(f -> f.endAt(second));
        active.removeAll(faults);
    }

    private boolean repairs(String asset, String faultType, InjectedFault fault) {
        boolean sameKind = fault.kind().id().equals(faultType);
        if (fault.asset().equals(asset)) {
            return sameKind || fault.kind().symptoms().contains(faultType) || faultType.equals("device-stale");
        }
        if (related(asset, fault.asset())) {
            return sameKind || fault.kind().symptoms().contains(faultType);
        }
        boolean oneOfMany = fault.kind() == FaultKind.LAMP_OUT || fault.kind() == FaultKind.LAMP_DAY_BURNING;
        return !oneOfMany
                && scope(asset).equals(scope(fault.asset()))
                && (sameKind || fault.kind().symptoms().contains(faultType));
    }

    private boolean related(String one, String other) {
        return above(one, other) || above(other, one);
    }

    private boolean above(String upper, String lower) {
        return topology.asset(lower)
                .map(a -> topology.pathUp(a).stream().anyMatch(p -> p.id().equals(upper)))
                .orElse(false);
    }

    private String scope(String asset) {
        return topology.asset(asset).map(topology::scopeOf).map(Asset::id).orElse(asset);
    }
}
