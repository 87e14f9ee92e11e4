package io.caretaker.alerting.incident;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.caretaker.model.fault.Severity;
import io.caretaker.model.incident.ExplainedFault;
import io.caretaker.model.incident.Incident;
import io.caretaker.model.incident.IncidentState;
import io.caretaker.model.incident.TimelineEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Incidents to and from JSON, as they are stored. What it writes it reads back equal. */
public final class IncidentCodec {
    private IncidentCodec() {}

    public static String encode(Incident incident) {
        ObjectNode json = JsonDocuments.object()
                .put("id", incident.id())
                .put("estate", incident.estate())
                .put("scope", incident.scope())
                .put("asset", incident.asset())
                .put("type", incident.type())
                .put("severity", incident.severity().name())
                .put("state", incident.state().name())
                .put("onset", incident.onsetMicros())
                .put("opened", incident.openedMicros())
                .put("changed", incident.changedMicros())
                .put("reopened", incident.reopened());
        incident.acknowledgedBy().ifPresent(p -> json.put("acknowledgedBy", p));
        ArrayNode faults = json.putArray("faults");
        incident.faults().forEach(f -> faults.add(encode(f)));
        ArrayNode timeline = json.putArray("timeline");
        incident.timeline().forEach(e -> timeline.add(encode(e)));
        return json.toString();
    }

    /** @throws IllegalStateException when the document is not one that {@link #encode} wrote */
    public static Incident decode(String document) {
        JsonNode json = JsonDocuments.parse(document);
        List<ExplainedFault> faults = new ArrayList<>();
        json.path("faults").forEach(f -> faults.add(fault(f)));
        List<TimelineEntry> timeline = new ArrayList<>();
        json.path("timeline").forEach(e -> timeline.add(entry(e)));
        return new Incident(
                JsonDocuments.text(json, "id"),
                JsonDocuments.text(json, "estate"),
                JsonDocuments.text(json, "scope"),
                JsonDocuments.text(json, "asset"),
                JsonDocuments.text(json, "type"),
                JsonDocuments.constant(Severity.class, json, "severity"),
                JsonDocuments.constant(IncidentState.class, json, "state"),
                JsonDocuments.number(json, "onset"),
                JsonDocuments.number(json, "opened"),
                JsonDocuments.number(json, "changed"),
                json.has("acknowledgedBy") ? Optional.of(JsonDocuments.text(json, "acknowledgedBy")) : Optional.empty(),
                faults,
                timeline,
                Math.toIntExact(JsonDocuments.number(json, "reopened")));
    }

    /** When the incident was closed or merged; the time of its last change where it is not. */
    public static long endMicros(Incident incident) {
        return CorrelatorState.endOf(incident);
    }

    private static ObjectNode encode(ExplainedFault fault) {
        ObjectNode json = JsonDocuments.object()
                .put("id", fault.faultId())
                .put("type", fault.type())
                .put("asset", fault.asset())
                .put("severity", fault.severity().name())
                .put("onset", fault.onsetMicros())
                .put("root", fault.root());
        fault.clearedMicros().ifPresent(c -> json.put("cleared", c));
        json.set("evidence", JsonDocuments.evidence(fault.evidence()));
        return json;
    }

    private static ExplainedFault fault(JsonNode json) {
        return new ExplainedFault(
                JsonDocuments.text(json, "id"),
                JsonDocuments.text(json, "type"),
                JsonDocuments.text(json, "asset"),
                JsonDocuments.constant(Severity.class, json, "severity"),
                JsonDocuments.number(json, "onset"),
                json.has("cleared") ? OptionalLong.of(JsonDocuments.number(json, "cleared")) : OptionalLong.empty(),
                json.path("root").booleanValue(),
                JsonDocuments.evidence(json.path("evidence")));
    }

    private static ObjectNode encode(TimelineEntry entry) {
        ObjectNode json = JsonDocuments.object()
                .put("time", entry.timeMicros())
                .put("kind", entry.kind())
                .put("actor", entry.actor());
        ObjectNode details = json.putObject("details");
        new TreeMap<>(entry.details()).forEach(details::put);
        return json;
    }

    private static TimelineEntry entry(JsonNode json) {
        Map<String, String> details = new LinkedHashMap<>();
        json.path("details")
                .fieldNames()
                .forEachRemaining(n -> details.put(n, JsonDocuments.text(json.path("details"), n)));
        return new TimelineEntry(
                JsonDocuments.number(json, "time"),
                JsonDocuments.text(json, "kind"),
                JsonDocuments.text(json, "actor"),
                details);
    }
}
