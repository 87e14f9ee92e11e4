package io.caretaker.dashboards.grafana;

import io.caretaker.dashboards.grafana.Panel.Kind;
import io.caretaker.dashboards.grafana.Panel.StateWords;
import io.caretaker.model.Text;
import io.caretaker.model.estate.AssetType;
import java.util.List;

/** Shapes of panels that several dashboards share. */
final class Panels {
    static final StateWords YES_IS_BAD = new StateWords(new Text("no", "否"), new Text("yes", "是"), false);
    static final StateWords YES_IS_GOOD = new StateWords(new Text("no", "否"), new Text("yes", "是"), true);
    static final StateWords ON_OFF = new StateWords(new Text("off", "关"), new Text("on", "开"), null);

    private Panels() {}

    static Panel curve(String en, String zh, String about, String aboutZh, Unit unit, Target... targets) {
        return Panel.of(Kind.TIME_SERIES, new Text(en, zh), new Text(about, aboutZh), unit, targets);
    }

    static Panel number(String en, String zh, String about, String aboutZh, Unit unit, Target target) {
        return Panel.of(Kind.STAT, new Text(en, zh), new Text(about, aboutZh), unit, target)
                .size(4, 4);
    }

    static Panel bars(String en, String zh, String about, String aboutZh, Unit unit, Target... targets) {
        return Panel.of(Kind.BAR_GAUGE, new Text(en, zh), new Text(about, aboutZh), unit, targets);
    }

    static Panel states(String en, String zh, String about, String aboutZh, StateWords words, Selection selection) {
        return Panel.of(Kind.STATE_TIMELINE, new Text(en, zh), new Text(about, aboutZh), Unit.NONE, selection.last())
                .states(words);
    }

    static Panel table(String en, String zh, String about, String aboutZh, Unit unit, Target... targets) {
        return Panel.of(Kind.TABLE, new Text(en, zh), new Text(about, aboutZh), unit, targets)
                .size(24, 9);
    }

    /**
     * Samples of each device, interval by interval.
     *
     * @param interval at least twice the reporting interval of the devices, so that one late message is no gap
     */
    static Panel liveness(String en, String zh, AssetType type, String variable, String interval) {
        Selection heartbeat = Selection.of(MetricNames.heartbeat(type), type).chosenBy(variable);
        return Panel.of(
                        Kind.STATE_TIMELINE,
                        new Text("Alive: " + en, "在线：" + zh),
                        new Text(
                                "Messages of each device in each " + interval + "; red where it was silent.",
                                "每台设备每 " + interval + " 的上报数；红色表示没有上报。"),
                        Unit.NONE,
                        heartbeat.samples())
                .limits(Threshold.steps(Threshold.Colour.RED, 1.0, Threshold.Colour.GREEN))
                .every(interval);
    }

    /** One table of the newest message of every device of these types. */
    static Panel lastSeen(List<AssetType> types) {
        Target[] targets = types.stream()
                .map(type -> Selection.of(MetricNames.heartbeat(type), type).lastSeen())
                .toArray(Target[]::new);
        return table(
                "Last seen",
                "最近上报",
                "When each device was last heard of within the time range; silent for longer, it is missing here.",
                "所选时间内每台设备最近一次上报的时间；更早的设备不在此表中。",
                Unit.NONE,
                targets);
    }
}
