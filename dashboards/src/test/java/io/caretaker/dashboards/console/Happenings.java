package io.caretaker.dashboards.console;

import io.caretaker.model.Times;
import io.caretaker.model.fault.Evidence;
import io.caretaker.model.fault.FaultEvent.FaultRaised;
import io.caretaker.model.fault.Severity;
import io.caretaker.model.incident.ExplainedFault;
import io.caretaker.model.incident.Incident;
import io.caretaker.model.incident.IncidentState;
import io.caretaker.model.incident.TimelineEntry;
import io.caretaker.model.notify.Notification;
import io.caretaker.model.work.RepairTask;
import io.caretaker.model.work.TaskState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** An evening of the three estates: a burst, a cabinet outage with 40 dark lamps, and smaller things in every state. */
final class Happenings {
    static final String BURST = "pipe-burst:qixia-z1-p5:1";
    static final String OUTAGE = "light-cabinet-outage:qixia-c2:1";

    final List<Incident> incidents = new ArrayList<>();
    final List<RepairTask> tasks = new ArrayList<>();
    final List<Notification> notifications = new ArrayList<>();

    static long ago(long minutes) {
        return Times.micros(World.NOW.minus(Duration.ofMinutes(minutes)));
    }

    Happenings() {
        incident(
                BURST,
                "qixia",
                "qixia-z1",
                "qixia-z1-p5",
                "pipe-burst",
                Severity.S1,
                IncidentState.OPEN,
                29,
                null,
                List.of(
                        fault(
                                "pipe-burst",
                                "qixia-z1-p5",
                                Severity.S1,
                                29,
                                -1,
                                true,
                                e("qixia-z1-in.dev", "water_flow", 41.8, 18.5, "m3/h", "pipe-burst"),
                                e("qixia-z1-p5.dev", "water_pressure", 188, 260, "kPa", "pipe-burst")),
                        fault(
                                "supply-low-pressure",
                                "qixia-z1-p6",
                                Severity.S2,
                                27,
                                -1,
                                false,
                                e("qixia-z1-p6.dev", "water_pressure", 196, 220, "kPa", "supply-low-pressure")),
                        fault("roof-tank-low", "qixia-z1-t1", Severity.S2, 12, -1, false)),
                List.of(
                        t(26, "opened", "system"),
                        t(26, "symptom-attached", "system", "fault", "supply-low-pressure", "asset", "qixia-z1-p6"),
                        t(26, "notified", "system", "person", "li-na", "channel", "email"),
                        t(21, "escalated", "system", "person", "zhang-wei"),
                        t(20, "notified", "system", "person", "zhang-wei", "channel", "webhook"),
                        t(11, "symptom-attached", "system", "fault", "roof-tank-low", "asset", "qixia-z1-t1")));
        told(BURST, "li-na", "email", 0, Notification.State.SENT, 26, null);
        told(BURST, "zhang-wei", "webhook", 1, Notification.State.FAILED, 20, "HTTP 503");
        task(
                BURST,
                "qixia",
                "qixia-z1-p5",
                "pipe-burst",
                "pipe-fitter",
                Severity.S1,
                TaskState.ASSIGNED,
                25,
                95,
                "crew-water",
                0,
                "");

        List<ExplainedFault> dark = new ArrayList<>();
        dark.add(fault(
                "light-cabinet-outage",
                "qixia-c2",
                Severity.S2,
                172,
                -1,
                true,
                e("qixia-c2.dev", "circuit_voltage", 0, 180, "V", "light-cabinet-outage")));
        List<TimelineEntry> story = new ArrayList<>(List.of(t(170, "opened", "system")));
        for (int l = 1; l <= 40; l++) {
            String lamp = "qixia-c2-k" + (l <= 20 ? 1 : 2) + "-l" + (l <= 20 ? l : l - 20);
            dark.add(fault("lamp-out", lamp, Severity.S3, 165 - l % 7, -1, false));
            story.add(t(165 - l % 7, "symptom-attached", "system", "fault", "lamp-out", "asset", lamp));
        }
        story.addAll(List.of(
                t(168, "notified", "system", "person", "li-na", "channel", "email"),
                t(160, "acknowledged", "li-na"),
                t(158, "task-created", "system"),
                t(150, "task-assigned", "dispatch", "crew", "crew-light"),
                t(96, "task-started", "wang-min", "crew", "crew-light"),
                t(90, "commented", "wang-min", "text", "进线失电，正在查 2# 配电间，门禁钥匙已取。")));
        incident(
                OUTAGE,
                "qixia",
                "qixia-c2",
                "qixia-c2",
                "light-cabinet-outage",
                Severity.S2,
                IncidentState.IN_REPAIR,
                172,
                "li-na",
                dark,
                story);
        told(OUTAGE, "li-na", "email", 0, Notification.State.SENT, 168, null);
        task(
                OUTAGE,
                "qixia",
                "qixia-c2",
                "light-cabinet-outage",
                "lighting-electrician",
                Severity.S2,
                TaskState.ON_SITE,
                158,
                1270,
                "crew-light",
                0,
                "");

        simple(
                "dispenser-filter-exhausted",
                "qixia",
                "qixia-b3-d",
                Severity.S3,
                IncidentState.ACKNOWLEDGED,
                640,
                e("qixia-b3-d.dev", "filter_volume_total", 10240, 10000, "L", "dispenser-filter-exhausted"),
                TaskState.ACCEPTED,
                2800,
                "crew-light",
                "");
        simple(
                "fire-main-low-pressure",
                "wangjiang",
                "wangjiang-fire-m2",
                Severity.S1,
                IncidentState.ACKNOWLEDGED,
                41,
                e("wangjiang-fire-m2.dev", "fire_pressure", 412, 450, "kPa", "fire-main-low-pressure"),
                TaskState.ASSIGNED,
                -8,
                "crew-fire",
                "");
        simple(
                "hydrant-open",
                "wangjiang",
                "wangjiang-fire-h4",
                Severity.S2,
                IncidentState.OPEN,
                6,
                e("wangjiang-fire-h4.dev", "hydrant_cap_open", 1, 0, "1", "hydrant-open"),
                TaskState.CREATED,
                1400,
                null,
                "");
        simple(
                "device-stale",
                "wangjiang",
                "wangjiang-z1-s2",
                Severity.S3,
                IncidentState.OPEN,
                190,
                e("wangjiang-z1-s2.dev", "age", 190, 45, "min", "device-stale"),
                TaskState.CREATED,
                4000,
                null,
                "");
        simple(
                "lamp-day-burning",
                "qixia",
                "qixia-c1-k1-l7",
                Severity.S3,
                IncidentState.IN_REPAIR,
                1500,
                e("qixia-c1-k1-l7.dev", "lamp_power", 58, 18, "W", "lamp-day-burning"),
                TaskState.DONE,
                2300,
                "crew-light",
                "已更换单灯控制器，待天亮验证。");
        simple(
                "pipe-leak-hidden",
                "qixia",
                "qixia-z2-p2",
                Severity.S3,
                IncidentState.RESOLVED,
                4100,
                e("qixia-z2-in.dev", "water_flow", 4.6, 2.5, "m3/h", "pipe-leak-hidden"),
                TaskState.DONE,
                600,
                "crew-water",
                "更换 DN100 抢修节一只。");
        simple(
                "sewer-blockage",
                "wangjiang",
                "wangjiang-z1-s1",
                Severity.S2,
                IncidentState.CLOSED,
                620,
                e("wangjiang-z1-s1.dev", "sewer_level", 1.7, 1.1, "m", "sewer-blockage"),
                TaskState.VERIFIED,
                900,
                "crew-water",
                "");
        simple(
                "corridor-lamp-no-response",
                "wangjiang",
                "wangjiang-b2-f4",
                Severity.S3,
                IncidentState.CLOSED,
                900,
                e("", "sound_trigger_total", 14, 3, "{count}", "corridor-lamp-no-response"),
                TaskState.VERIFIED,
                4000,
                "crew-light",
                "");
        simple(
                "sensor-stuck",
                "wangjiang",
                "wangjiang-evil",
                Severity.S4,
                IncidentState.OPEN,
                300,
                e("wangjiang-evil.dev", "hydrant_pressure", 320, Double.NaN, "kPa", "sensor-stuck"),
                TaskState.CREATED,
                9000,
                null,
                World.HOSTILE);
        simple(
                "lamp-out",
                "meadow",
                "meadow-c3-l12",
                Severity.S3,
                IncidentState.OPEN,
                75,
                e("meadow-c3-l12.dev", "lamp_power", 0.8, 6, "W", "lamp-out"),
                TaskState.CREATED,
                4200,
                null,
                "");
    }

    private void simple(
            String type,
            String estate,
            String asset,
            Severity severity,
            IncidentState state,
            long minutes,
            Evidence evidence,
            TaskState task,
            long dueIn,
            String crew,
            String note) {
        String id = type + ":" + asset + ":1";
        boolean over = state == IncidentState.CLOSED || state == IncidentState.RESOLVED;
        List<TimelineEntry> story = new ArrayList<>(List.of(
                t(minutes - 1, "opened", "system"),
                t(minutes - 2, "notified", "system", "person", "li-na", "channel", "email")));
        if (state != IncidentState.OPEN) {
            story.add(t(minutes - 4, "acknowledged", "li-na"));
        }
        if (over) {
            story.add(t(minutes / 3, "task-done", "wang-min", "note", note));
            story.add(t(minutes / 3, "resolved", "system"));
        }
        if (state == IncidentState.CLOSED) {
            story.add(t(minutes / 5, "task-verified", "system"));
            story.add(t(minutes / 5, "closed", "system"));
        }
        incident(
                id,
                estate,
                asset,
                asset,
                type,
                severity,
                state,
                minutes,
                state == IncidentState.OPEN ? null : "li-na",
                List.of(fault(type, asset, severity, minutes, over ? minutes / 3 : -1, true, evidence)),
                story);
        told(id, "li-na", "email", 0, Notification.State.SENT, minutes - 2, null);
        task(
                id,
                estate,
                asset,
                type,
                evidence.metric().contains("lamp") ? "lighting-electrician" : "pipe-fitter",
                severity,
                task,
                minutes - 2,
                dueIn,
                crew,
                task == TaskState.DONE && state == IncidentState.RESOLVED ? 1 : 0,
                note);
    }

    private void incident(
            String id,
            String estate,
            String scope,
            String asset,
            String type,
            Severity severity,
            IncidentState state,
            long minutes,
            String by,
            List<ExplainedFault> faults,
            List<TimelineEntry> story) {
        long changed = story.get(story.size() - 1).timeMicros();
        incidents.add(new Incident(
                id,
                estate,
                scope,
                asset,
                type,
                severity,
                state,
                ago(minutes),
                ago(minutes - 2),
                changed,
                Optional.ofNullable(by),
                faults,
                story,
                0));
    }

    private void told(
            String incident,
            String person,
            String channel,
            int step,
            Notification.State state,
            long minutes,
            String error) {
        notifications.add(new Notification(
                incident + ":" + step + ":" + person + ":" + channel,
                incident,
                person,
                channel,
                step,
                state,
                ago(minutes),
                1,
                0,
                state == Notification.State.SENT ? Optional.of(ago(minutes)) : Optional.empty(),
                Optional.ofNullable(error)));
    }

    private void task(
            String incident,
            String estate,
            String asset,
            String type,
            String trade,
            Severity severity,
            TaskState state,
            long createdAgo,
            long dueIn,
            String crew,
            int attempts,
            String note) {
        tasks.add(new RepairTask(
                "task-1-" + incident,
                incident,
                estate,
                asset,
                type,
                trade,
                severity,
                state,
                ago(createdAgo),
                ago(-dueIn),
                ago(createdAgo / 2),
                Optional.ofNullable(crew),
                0,
                attempts,
                note));
    }

    private static ExplainedFault fault(
            String type,
            String asset,
            Severity severity,
            long onset,
            long cleared,
            boolean root,
            Evidence... evidence) {
        return new ExplainedFault(
                FaultRaised.id(type, asset, ago(onset)),
                type,
                asset,
                severity,
                ago(onset),
                cleared < 0 ? OptionalLong.empty() : OptionalLong.of(ago(cleared)),
                root,
                List.of(evidence));
    }

    private static Evidence e(String device, String metric, double value, double limit, String unit, String rule) {
        return new Evidence(device, metric, value, limit, unit, rule);
    }

    private static TimelineEntry t(long minutes, String kind, String actor, String... details) {
        return new TimelineEntry(
                ago(minutes),
                kind,
                actor,
                details.length == 0
                        ? Map.of()
                        : details.length == 2
                                ? Map.of(details[0], details[1])
                                : Map.of(details[0], details[1], details[2], details[3]));
    }
}
