package io.caretaker.alerting.incident;

import io.caretaker.model.fault.DetectedItem;
import io.caretaker.model.fault.Severity;
import io.caretaker.model.journal.JournalEntry.CommandIssued;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Turns numbers into a history such as detection and people could produce: what is cleared was raised before. */
final class Script {
    private static final List<String[]> FAULTS = new ArrayList<>();

    static {
        for (int n = 1; n <= 8; n++) {
            FAULTS.add(new String[] {"lamp-out", Street.lamp(n)});
            FAULTS.add(new String[] {"device-stale", Street.lamp(n)});
        }
        FAULTS.add(new String[] {"light-cabinet-outage", Street.CABINET});
        FAULTS.add(new String[] {"light-circuit-outage", "circuit-1"});
        FAULTS.add(new String[] {"light-circuit-outage", "circuit-2"});
        FAULTS.add(new String[] {"pipe-burst", "pz1"});
        FAULTS.add(new String[] {"supply-low-pressure", "pz1-inlet"});
        FAULTS.add(new String[] {"roof-tank-low", "pz1-tank"});
        FAULTS.add(new String[] {"dispenser-no-water", "dispenser-1"});
        FAULTS.add(new String[] {"fire-main-low-pressure", "fire-main"});
        FAULTS.add(new String[] {"sensor-stuck", "not-in-the-registry"});
    }

    private static final String[] INCIDENT_COMMANDS = {
        "incident.acknowledge",
        "incident.comment",
        "incident.escalate",
        "task.accept",
        "task.start",
        "task.done",
        "task.reject",
        "task.cancel",
        "task.assign"
    };

    private final Map<String, Long> holding = new LinkedHashMap<>();
    private final Map<String, Integer> raisedTimes = new TreeMap<>();
    private final List<String> raisedIds = new ArrayList<>();
    private long minute;

    /** The next item; commands go to the incidents that the watch knows. */
    DetectedItem next(int number, Watch watch) {
        int what = Math.floorMod(number, 100);
        int rest = Math.floorMod(number / 100, 1000);
        if (what < 40) {
            return raise(FAULTS.get(rest % FAULTS.size()), rest / FAULTS.size() % 20);
        }
        if (what < 60 && !holding.isEmpty()) {
            return clear(List.copyOf(holding.keySet()).get(rest % holding.size()));
        }
        if (what < 75 && !watch.all().isEmpty()) {
            return command(
                    List.copyOf(watch.all().keySet()).get(rest % watch.all().size()), rest);
        }
        minute += what < 97 ? 1 + rest % 12 : 60 * (rest % 30);
        return new DetectedItem.TickItem(minute * Watch.MINUTE);
    }

    /** Faults that hold by now, as type:asset. */
    List<String> holding() {
        return List.copyOf(holding.keySet());
    }

    List<String> raisedIds() {
        return raisedIds;
    }

    private DetectedItem raise(String[] fault, long ago) {
        String key = FaultKeys.of(fault[0], fault[1]);
        // Onsets of one fault never repeat: detection makes a new id for each occurrence.
        long onset = holding.computeIfAbsent(
                key, k -> Math.max(minute - ago, 0) * 1000 + raisedTimes.merge(k, 1, Integer::sum));
        Severity severity = Street.catalogue().get(fault[0]).severity();
        DetectedItem.FaultItem item = new DetectedItem.FaultItem(new io.caretaker.model.fault.FaultEvent.FaultRaised(
                id(fault, onset),
                fault[0],
                fault[1],
                onset / 1000 * Watch.MINUTE,
                minute * Watch.MINUTE,
                severity,
                List.of()));
        if (!raisedIds.contains(item.event().faultId())) {
            raisedIds.add(item.event().faultId());
        }
        return item;
    }

    private DetectedItem clear(String key) {
        long onset = holding.remove(key);
        String[] fault = key.split(":");
        return new DetectedItem.FaultItem(new io.caretaker.model.fault.FaultEvent.FaultCleared(
                id(fault, onset), fault[0], fault[1], minute * Watch.MINUTE, List.of()));
    }

    private DetectedItem command(String incident, int rest) {
        String kind = INCIDENT_COMMANDS[rest % INCIDENT_COMMANDS.length];
        String subject = kind.startsWith("task.") ? "task-1-" + incident : incident;
        String body = "{\"incident\":\"" + incident + "\",\"text\":\"hello\",\"crew\":\"b\"}";
        return new DetectedItem.CommandItem(
                new CommandIssued(kind, subject, "person-" + rest % 3, minute * Watch.MINUTE, body));
    }

    private static String id(String[] fault, long onset) {
        return fault[0] + ":" + fault[1] + ":" + onset;
    }
}
