package io.caretaker.alerting.incident;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.caretaker.model.fault.FaultEvent.FaultRaised;
import io.caretaker.model.fault.Severity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** State rows to and from JSON: {@code held:<fault>}, {@code seen:<fault>} and {@code counters}. */
final class CorrelatorStateCodec {
    static final String COUNTERS = "counters";
    private static final String HELD = "held:";
    private static final String SEEN = "seen:";

    private CorrelatorStateCodec() {}

    record Restored(List<HeldFault> held, Map<String, List<Long>> seen, Map<Outcome, Long> counts, long now) {}

    static String heldKey(String faultKey) {
        return HELD + faultKey;
    }

    static String seenKey(String rootKey) {
        return SEEN + rootKey;
    }

    static String encode(HeldFault held) {
        FaultRaised fault = held.fault();
        ObjectNode json = JsonDocuments.object()
                .put("until", held.untilMicros())
                .put("faultId", fault.faultId())
                .put("type", fault.type())
                .put("asset", fault.asset())
                .put("onset", fault.onsetMicros())
                .put("time", fault.timeMicros())
                .put("severity", fault.severity().name());
        json.set("evidence", JsonDocuments.evidence(fault.evidence()));
        return json.toString();
    }

    static String encode(List<Long> times) {
        ArrayNode json = JsonDocuments.object().putArray("times");
        times.forEach(json::add);
        return json.toString();
    }

    static String encode(long now, Map<Outcome, Long> counts) {
        ObjectNode json = JsonDocuments.object().put("now", now);
        counts.forEach((outcome, count) -> json.put(outcome.name(), count));
        return json.toString();
    }

    static Restored decode(Collection<StateRow> rows) {
        List<HeldFault> held = new ArrayList<>();
        Map<String, List<Long>> seen = new TreeMap<>();
        Map<Outcome, Long> counts = Map.of();
        long now = 0;
        for (StateRow row : rows) {
            if (row.document().isEmpty()) {
                continue;
            }
            JsonNode json = JsonDocuments.parse(row.document().get());
            if (row.key().startsWith(HELD)) {
                held.add(heldFault(json));
            } else if (row.key().startsWith(SEEN)) {
                List<Long> times = new ArrayList<>();
                json.forEach(t -> times.add(t.asLong()));
                seen.put(row.key().substring(SEEN.length()), times);
            } else if (row.key().equals(COUNTERS)) {
                now = JsonDocuments.number(json, "now");
                counts = counts(json);
            }
        }
        return new Restored(held, seen, counts, now);
    }

    private static HeldFault heldFault(JsonNode json) {
        FaultRaised fault = new FaultRaised(
                JsonDocuments.text(json, "faultId"),
                JsonDocuments.text(json, "type"),
                JsonDocuments.text(json, "asset"),
                JsonDocuments.number(json, "onset"),
                JsonDocuments.number(json, "time"),
                JsonDocuments.constant(Severity.class, json, "severity"),
                JsonDocuments.evidence(json.path("evidence")));
        return new HeldFault(fault, JsonDocuments.number(json, "until"));
    }

    private static Map<Outcome, Long> counts(JsonNode json) {
        Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
        for (Outcome outcome : Outcome.values()) {
            if (json.has(outcome.name())) {
                counts.put(outcome, JsonDocuments.number(json, outcome.name()));
            }
        }
        return counts;
    }
}
