package io.caretaker.alerting.incident;

import io.caretaker.model.estate.Topology;
import io.caretaker.model.fault.DetectedItem;
import io.caretaker.model.fault.Evidence;
import io.caretaker.model.fault.FaultEvent.FaultCleared;
import io.caretaker.model.fault.FaultEvent.FaultRaised;
import io.caretaker.model.fault.Severity;
import io.caretaker.model.incident.Incident;
import io.caretaker.model.incident.IncidentItem;
import io.caretaker.model.incident.IncidentState;
import io.caretaker.model.incident.TimelineEntry;
import io.caretaker.model.journal.JournalEntry.CommandIssued;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A correlator that a test talks to in minutes, and whose answers it keeps. */
final class Watch {
    static final long MINUTE = 60_000_000L;
    private static final long DAY = 24 * 60 * MINUTE;

    private final Topology topology;
    private IncidentCorrelator correlator;
    private final Map<String, Incident> incidents = new TreeMap<>();
    private final Map<String, StateRow> rows = new TreeMap<>();
    private final Map<String, Long> onsets = new LinkedHashMap<>();
    final List<IncidentItem> items = new ArrayList<>();
    private long minute;
    private long last;

    Watch(Topology topology) {
        this.topology = topology;
        this.correlator = correlator();
    }

    IncidentCorrelator correlator() {
        return new IncidentCorrelator(() -> topology, Street.catalogue(), CorrelationSettings.defaults());
    }

    /** What was saved is all that is left. */
    void restart() {
        correlator = correlator();
        correlator.restore(
                incidents.values().stream()
                        .filter(i -> i.state() != IncidentState.CLOSED || IncidentCodec.endMicros(i) > last - DAY)
                        .toList(),
                rows.values());
    }

    void raise(String type, String asset, long onsetMinute) {
        raise(type, asset, onsetMinute, Street.catalogue().get(type).severity());
    }

    void raise(String type, String asset, long onsetMinute, Severity severity) {
        fold(raised(type, asset, onsetMinute, minute, severity));
        onsets.put(type + ":" + asset, onsetMinute);
    }

    static DetectedItem raised(String type, String asset, long onsetMinute, long minute, Severity severity) {
        long onset = onsetMinute * MINUTE;
        return new DetectedItem.FaultItem(new FaultRaised(
                FaultRaised.id(type, asset, onset),
                type,
                asset,
                onset,
                minute * MINUTE,
                severity,
                List.of(new Evidence("d-" + asset, "some_metric", 1.5, 6, "V", "rule-" + type))));
    }

    void clear(String type, String asset) {
        fold(cleared(type, asset, onsets.get(type + ":" + asset), minute));
    }

    static DetectedItem cleared(String type, String asset, long onsetMinute, long minute) {
        return new DetectedItem.FaultItem(new FaultCleared(
                FaultRaised.id(type, asset, onsetMinute * MINUTE), type, asset, minute * MINUTE, List.of()));
    }

    void command(String kind, String subject, String actor, String body) {
        fold(new DetectedItem.CommandItem(new CommandIssued(kind, subject, actor, minute * MINUTE, body)));
    }

    /** A tick each minute up to the given one. */
    void until(long minute) {
        while (this.minute < minute) {
            this.minute++;
            fold(new DetectedItem.TickItem(this.minute * MINUTE));
        }
    }

    List<IncidentItem> fold(DetectedItem item) {
        List<IncidentItem> changed = correlator.fold(List.of(item));
        items.addAll(changed);
        last = changed.stream()
                .filter(IncidentItem.TickItem.class::isInstance)
                .map(i -> ((IncidentItem.TickItem) i).timeMicros())
                .findFirst()
                .orElse(last);
        IncidentChanges.latest(changed).forEach(i -> incidents.put(i.id(), i));
        correlator.takeChangedState().forEach(r -> {
            if (r.document().isPresent()) {
                rows.put(r.key(), r);
            } else {
                rows.remove(r.key());
            }
        });
        return changed;
    }

    List<CommandRefused> refused() {
        return correlator.refused();
    }

    long count(Outcome outcome) {
        return correlator.counts().getOrDefault(outcome, 0L);
    }

    int held() {
        return correlator.heldFaults();
    }

    Map<String, Incident> all() {
        return incidents;
    }

    Map<String, StateRow> rows() {
        return rows;
    }

    List<Incident> open() {
        return incidents.values().stream()
                .filter(i -> i.state() != IncidentState.CLOSED)
                .toList();
    }

    Incident of(String type, String asset) {
        return incidents.values().stream()
                .filter(i -> i.type().equals(type) && i.asset().equals(asset))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no incident " + type + " of " + asset + " among " + incidents));
    }

    static List<String> kinds(Incident incident) {
        return incident.timeline().stream().map(TimelineEntry::kind).toList();
    }

    static TimelineEntry last(Incident incident) {
        return incident.timeline().get(incident.timeline().size() - 1);
    }
}
