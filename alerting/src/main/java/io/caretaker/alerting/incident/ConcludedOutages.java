package io.caretaker.alerting.incident;

import io.caretaker.model.estate.Asset;
import io.caretaker.model.estate.AssetType;
import io.caretaker.model.fault.Evidence;
import io.caretaker.model.fault.FaultEvent.FaultRaised;
import io.caretaker.model.fault.Severity;
import io.caretaker.model.incident.ExplainedFault;
import io.caretaker.model.incident.Incident;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Outages that no device reported: concluded from lamps that went dark together, over when they are back. */
final class ConcludedOutages {
    private final GroupRule groups;
    private final SeverityOfType severities;
    private final CorrelatorState state;
    private final IncidentAssembly assembly;
    private Sites sites;

    ConcludedOutages(
            CorrelationSettings settings, SeverityOfType severities, CorrelatorState state, IncidentAssembly assembly) {
        this.groups = new GroupRule(settings);
        this.severities = severities;
        this.state = state;
        this.assembly = assembly;
    }

    /** How bad a fault is that correlation concludes itself. */
    interface SeverityOfType {
        Severity of(String faultType);
    }

    void at(Sites sites) {
        this.sites = sites;
    }

    /**
     * Opens the outages that the dark lamps betray. Answers the fault keys of those due lamps that may yet turn out to have
     * a common cause.
     */
    Set<String> concludeFrom(List<HeldFault> due) {
        Set<String> suspected = new HashSet<>();
        TreeMap<String, Asset> cabinets = new TreeMap<>();
        for (HeldFault held : due) {
            if (Faults.isDarkness(held.fault().type())) {
                cabinetOfLamp(held.fault().asset()).ifPresent(c -> cabinets.put(c.id(), c));
            }
        }
        for (Asset cabinet : cabinets.values()) {
            List<GroupRule.DarkLamp> dark = darkLamps(cabinet);
            if (groups.suspects(sites, cabinet, dark)) {
                due.stream()
                        .map(HeldFault::fault)
                        .filter(f -> Faults.isDarkness(f.type()))
                        .filter(f ->
                                cabinetOfLamp(f.asset()).filter(cabinet::equals).isPresent())
                        .forEach(f -> suspected.add(FaultKeys.of(f)));
            }
            groups.find(sites, cabinet, dark).ifPresent(this::conclude);
        }
        return suspected;
    }

    private void conclude(GroupRule.Outage outage) {
        String asset = outage.node().id();
        String key = FaultKeys.of(outage.type(), asset);
        if (state.withUncleared(key).isPresent() || state.held(key).isPresent()) {
            return;
        }
        FaultRaised fault = new FaultRaised(
                FaultRaised.id(outage.type(), asset, outage.onsetMicros()),
                outage.type(),
                asset,
                outage.onsetMicros(),
                state.now(),
                severities.of(outage.type()),
                List.of(new Evidence("", "dark_lamps", outage.dark(), outage.needed(), "1", Faults.GROUP_RULE)));
        Optional<Incident> own = state.openWithRoot(key);
        if (own.isPresent()) {
            assembly.returned(own.get(), fault);
        } else {
            assembly.open(fault, Map.of());
        }
    }

    /** Every lamp of the cabinet that is dark or silent, wherever its fault is kept. */
    private List<GroupRule.DarkLamp> darkLamps(Asset cabinet) {
        List<GroupRule.DarkLamp> dark = new ArrayList<>();
        for (Asset lamp : sites.lampsBelow(cabinet)) {
            for (String type : List.of(CauseBook.LAMP_OUT, CauseBook.STALE)) {
                String key = FaultKeys.of(type, lamp.id());
                boolean silent = type.equals(CauseBook.STALE);
                state.held(key)
                        .map(h -> h.fault().onsetMicros())
                        .or(() -> state.withUncleared(key)
                                .flatMap(i -> Faults.fault(i, key))
                                .map(ExplainedFault::onsetMicros))
                        .ifPresent(onset -> dark.add(new GroupRule.DarkLamp(lamp.id(), onset, silent)));
            }
        }
        return dark;
    }

    private Optional<Asset> cabinetOfLamp(String asset) {
        return sites.asset(asset)
                .filter(a -> a.type() == AssetType.LAMP)
                .flatMap(a -> sites.ancestor(a, AssetType.LIGHTING_CABINET));
    }

    /** A concluded outage is over when less than half of the lamps that it took are still dark. */
    void review(Incident incident) {
        Faults.root(incident)
                .filter(r -> r.clearedMicros().isEmpty() && Faults.isConcluded(r))
                .ifPresent(root -> {
                    long dark = incident.faults().stream()
                            .filter(f -> !f.root() && f.clearedMicros().isEmpty() && Faults.isDarkness(f.type()))
                            .map(ExplainedFault::asset)
                            .distinct()
                            .count();
                    Evidence first = root.evidence().get(0);
                    if (dark * 2 < first.limit()) {
                        assembly.clear(
                                incident,
                                root,
                                state.now(),
                                List.of(new Evidence("", first.metric(), dark, first.limit(), "1", Faults.GROUP_RULE)));
                    }
                });
    }
}
