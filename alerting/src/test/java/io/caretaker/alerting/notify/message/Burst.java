package io.caretaker.alerting.notify.message;

import io.caretaker.alerting.rule.FaultCatalogue;
import io.caretaker.model.Text;
import io.caretaker.model.Times;
import io.caretaker.model.estate.Asset;
import io.caretaker.model.estate.AssetType;
import io.caretaker.model.estate.Estate;
import io.caretaker.model.estate.Family;
import io.caretaker.model.estate.Topology;
import io.caretaker.model.fault.Evidence;
import io.caretaker.model.fault.FaultType;
import io.caretaker.model.fault.Severity;
import io.caretaker.model.incident.ExplainedFault;
import io.caretaker.model.incident.Incident;
import io.caretaker.model.incident.IncidentState;
import io.caretaker.model.incident.TimelineEntry;
import io.caretaker.model.notify.Notification;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** A riser of building 3 breaks at 02:51 in Shanghai. */
final class Burst {
    static final long ONSET = Times.micros(Instant.parse("2026-11-23T18:51:00Z"));
    static final long OPENED = ONSET + 120_000_000L;

    private Burst() {}

    static Topology topology() {
        return new Topology(
                List.of(new Estate(
                        "sunny", new Text("Sunny Garden", "阳光小区"), 31.23, 121.47, ZoneId.of("Asia/Shanghai"), 820)),
                List.of(
                        asset("b3", Optional.empty(), AssetType.BUILDING, "Building 3", "3号楼"),
                        asset("riser", Optional.of("b3"), AssetType.PIPE_SECTION, "Riser 3-1", "3-1 立管"),
                        asset("lamp", Optional.of("b3"), AssetType.CORRIDOR_LAMP, "Lamp <b>9</b>", "9 <b>号灯</b>")),
                List.of(),
                List.of());
    }

    private static Asset asset(String id, Optional<String> parent, AssetType type, String en, String zh) {
        return new Asset(id, "sunny", parent, type, new Text(en, zh), Map.of());
    }

    static FaultCatalogue catalogue() {
        return new FaultCatalogue(List.of(new FaultType(
                "pipe-burst",
                Family.WATER,
                Severity.S1,
                new Text("Pipe burst", "水管爆裂"),
                new Text("Water pipe leaks", "水管漏水"),
                new Text("Shut the main valve of building 3 (basement, key at the gate)", "关 3 号楼总阀（地下一层，钥匙在门岗）"),
                Duration.ofHours(2),
                "pipe-fitter",
                Duration.ofHours(4))));
    }

    static Incident incident(IncidentState state, Optional<String> takenBy, Evidence... evidence) {
        ExplainedFault root = new ExplainedFault(
                "f1", "pipe-burst", "riser", Severity.S1, ONSET, OptionalLong.empty(), true, List.of(evidence));
        ExplainedFault symptom = new ExplainedFault(
                "f2", "low-pressure", "lamp", Severity.S2, ONSET, OptionalLong.empty(), false, List.of());
        TimelineEntry opened = new TimelineEntry(OPENED, "opened", "system", Map.of());
        return new Incident(
                "pipe-burst:riser:" + ONSET,
                "sunny",
                "b3",
                "riser",
                "pipe-burst",
                Severity.S1,
                state,
                ONSET,
                OPENED,
                OPENED,
                takenBy,
                List.of(root, symptom),
                List.of(opened),
                0);
    }

    static Evidence flow() {
        return new Evidence("meter-1", "water_flow", 6.8, 2.5, "m3/h", "burst-rule");
    }

    static Evidence pressure() {
        return new Evidence("meter-1", "water_pressure", 212.04, 250, "kPa", "burst-rule");
    }

    static Notification page(String person, String channel, int step, Notification.State state) {
        return new Notification(
                "pipe-burst:riser:" + ONSET + ":" + step + ":" + person + ":" + channel,
                "pipe-burst:riser:" + ONSET,
                person,
                channel,
                step,
                state,
                OPENED + step * 300_000_000L,
                0,
                0,
                Optional.empty(),
                Optional.empty());
    }
}
