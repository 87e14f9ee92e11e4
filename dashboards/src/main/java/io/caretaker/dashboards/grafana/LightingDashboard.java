package io.caretaker.dashboards.grafana;

import static io.caretaker.dashboards.grafana.Panels.bars;
import static io.caretaker.dashboards.grafana.Panels.curve;
import static io.caretaker.dashboards.grafana.Panels.number;
import static io.caretaker.dashboards.grafana.Panels.states;
import static io.caretaker.model.estate.AssetType.*;

import io.caretaker.model.Text;
import java.time.ZoneId;
import java.util.List;

/** Street-light cabinets, lamps and corridor lamps. */
final class LightingDashboard {
    private static final String RATED = "${rated_power_w}";

    private LightingDashboard() {}

    static Dashboard of(ZoneId zone) {
        return new Dashboard(
                "caretaker-lighting",
                new Text("Caretaker: lighting", "照明"),
                new Text("Circuits of the street-light cabinets, street lamps and corridor lamps.", "路灯控制箱回路、路灯与楼道灯。"),
                List.of(
                        Variable.estates(),
                        Variable.assets("cabinet", new Text("Cabinet", "控制箱"), LIGHTING_CABINET),
                        Variable.assets("lamp", new Text("Lamp", "路灯"), LAMP),
                        Variable.assets("corridor", new Text("Corridor lamp", "楼道灯"), CORRIDOR_LAMP),
                        new Variable.Choice(
                                "rated_power_w",
                                new Text("Rated lamp power, W", "路灯额定功率（瓦）"),
                                List.of("60", "30", "100", "150")),
                        Variable.console()),
                List.of(Annotation.nightWindow(zone)),
                List.of(circuits(), lamps(), corridors(), devices()));
    }

    private static Row circuits() {
        return Row.of(
                "Circuits",
                "回路",
                curve(
                        "Circuit current",
                        "回路电流",
                        "A step down at night is a lost stretch of cable; zero with the contactor closed is a trip.",
                        "夜间电流突降表示一段线路失电；接触器闭合而电流为零表示跳闸。",
                        Unit.AMPERE,
                        cabinet(MetricNames.CIRCUIT_CURRENT).mean()),
                curve(
                                "Circuit voltage",
                                "回路电压",
                                "Supply of the circuit; 220 V +7 % / -10 %. Zero means the cabinet has lost its mains.",
                                "回路供电电压；220 V +7 % / -10 %。为零表示控制箱失电。",
                                Unit.VOLT,
                                cabinet(MetricNames.CIRCUIT_VOLTAGE).mean())
                        .limits(Threshold.band(Limits.VOLTAGE_LOW, Limits.VOLTAGE_HIGH)),
                curve(
                                "Residual current",
                                "剩余电流",
                                "Lines: warn from 100 mA, trip from 300 mA. Rises in rain point at a wet joint: the pole"
                                        + " may be live.",
                                "界线：100 mA 预警，300 mA 跳闸。雨天升高说明接头受潮：灯杆可能带电。",
                                Unit.MILLIAMPERE,
                                cabinet(MetricNames.RESIDUAL_CURRENT).highest("$tag_asset"))
                        .limits(Threshold.highIsBad(Limits.RESIDUAL_WARN, Limits.RESIDUAL_TRIP)),
                states(
                                "Contactor closed",
                                "接触器闭合",
                                "Whether the cabinet feeds its lamps.",
                                "控制箱是否向路灯供电。",
                                Panels.ON_OFF,
                                cabinet(MetricNames.CONTACTOR_CLOSED))
                        .size(6, 8),
                states(
                                "Cabinet door open",
                                "箱门打开",
                                "Contact of the cabinet door.",
                                "控制箱门触点。",
                                Panels.YES_IS_BAD,
                                cabinet(MetricNames.CABINET_DOOR_OPEN))
                        .size(6, 8));
    }

    private static Row lamps() {
        Selection power = Selection.of(MetricNames.LAMP_POWER, LAMP).chosenBy("lamp");
        String dark = "< " + RATED + " * " + Limits.LAMP_DARK / 100;
        String lit = "> " + RATED + " * " + Limits.LAMP_LIT / 100;
        return Row.of(
                "Street lamps",
                "路灯",
                number(
                                "Dark lamps",
                                "不亮的路灯",
                                "Lamps whose newest power is below 10 % of the rated power chosen above. By day that is"
                                        + " every lamp.",
                                "最新功率低于上方所选额定功率 10 % 的路灯数。白天应为全部。",
                                Unit.NONE,
                                power.countNewest(dark))
                        .size(4, 8),
                curve(
                                "Lit and dark lamps",
                                "亮灯与灭灯数",
                                "Lit from 30 % of the rated power, dark below 10 %. At night no lamp should be dark, by"
                                        + " day none lit; a lamp dimmed in between is in neither.",
                                "功率高于额定 30 % 计为亮，低于 10 % 计为灭。夜间不应有灭灯，白天不应有亮灯；其间的调光路灯均不计入。",
                                Unit.NONE,
                                power.countOfMeans(lit, "30m", "lit · 亮"),
                                power.countOfMeans(dark, "30m", "dark · 灭"))
                        .size(20, 8),
                curve(
                                "Lamp power",
                                "路灯功率",
                                "In percent of the rated power chosen above; compare with the dimming command.",
                                "以上方所选额定功率的百分比表示；请与调光指令对照。",
                                Unit.PERCENT,
                                power.percentOf(RATED))
                        .limits(Threshold.lowIsBad(Limits.LAMP_DARK, Limits.LAMP_LIT))
                        .every("15m"),
                curve(
                                "Dimming command",
                                "调光指令",
                                "What the lamp was told, not what it gives.",
                                "控制器下发的指令值，不是实际输出。",
                                Unit.PERCENT,
                                Selection.of(MetricNames.LAMP_DIM, LAMP)
                                        .chosenBy("lamp")
                                        .each("last(\"value\")", "$tag_asset"))
                        .every("15m"),
                curve(
                                "Lamp voltage",
                                "路灯电压",
                                "A dark lamp with voltage is broken itself; without, look at its circuit.",
                                "有电压而不亮为灯具故障；无电压请检查回路。",
                                Unit.VOLT,
                                Selection.of(MetricNames.LAMP_VOLTAGE, LAMP)
                                        .chosenBy("lamp")
                                        .mean())
                        .limits(Threshold.band(Limits.VOLTAGE_LOW, Limits.VOLTAGE_HIGH))
                        .every("15m"),
                bars(
                                "Lamp power now",
                                "当前路灯功率",
                                "Newest power of each lamp in percent of the rated power chosen above.",
                                "各路灯最新功率占上方所选额定功率的百分比。",
                                Unit.PERCENT,
                                power.percentOf(RATED))
                        .limits(Threshold.lowIsBad(Limits.LAMP_DARK, Limits.LAMP_LIT))
                        .every("15m"),
                Panels.table(
                        "Lamps, newest values",
                        "路灯最新值",
                        "Power in W, voltage in V, dimming command in %.",
                        "功率（W）、电压（V）、调光指令（%）。",
                        Unit.NONE,
                        power.newest("power W"),
                        Selection.of(MetricNames.LAMP_VOLTAGE, LAMP)
                                .chosenBy("lamp")
                                .newest("voltage V"),
                        Selection.of(MetricNames.LAMP_DIM, LAMP)
                                .chosenBy("lamp")
                                .newest("dim %")));
    }

    private static Row corridors() {
        return Row.of(
                "Corridor lamps",
                "楼道灯",
                states(
                                "Corridor lamp on",
                                "楼道灯点亮",
                                "On without end: sensor welded or a noise source.",
                                "长时间点亮：传感器粘连或有噪声源。",
                                Panels.ON_OFF,
                                corridor(MetricNames.CORRIDOR_LAMP_ON))
                        .every("1h"),
                curve(
                                "Triggers in an hour",
                                "每小时触发次数",
                                "Triggers without light mean a dead lamp; no trigger for days, where other floors have"
                                        + " many, a dead microphone.",
                                "有触发而不亮说明灯具损坏；多日无触发而其他楼层正常，说明拾音器损坏。",
                                Unit.PER_HOUR,
                                corridor(MetricNames.SOUND_TRIGGER_TOTAL).hourlyGrowth())
                        .every("1h"));
    }

    private static Row devices() {
        return Row.of(
                "Devices",
                "设备",
                Panels.liveness("cabinets", "控制箱", LIGHTING_CABINET, "cabinet", "15m"),
                Panels.liveness("lamps", "路灯", LAMP, "lamp", "45m"),
                Panels.liveness("corridor lamps", "楼道灯", CORRIDOR_LAMP, "corridor", "3h"),
                Panels.lastSeen(List.of(LIGHTING_CABINET, LAMP, CORRIDOR_LAMP)));
    }

    private static Selection cabinet(String metric) {
        return Selection.of(metric, LIGHTING_CABINET).chosenBy("cabinet");
    }

    private static Selection corridor(String metric) {
        return Selection.of(metric, CORRIDOR_LAMP).chosenBy("corridor");
    }
}
