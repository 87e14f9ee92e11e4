package io.caretaker.dashboards.grafana;

import static io.caretaker.dashboards.grafana.Panels.bars;
import static io.caretaker.dashboards.grafana.Panels.curve;
import static io.caretaker.dashboards.grafana.Panels.states;
import static io.caretaker.model.estate.AssetType.*;

import io.caretaker.dashboards.grafana.Panel.StateWords;
import io.caretaker.model.Text;
import java.time.ZoneId;
import java.util.List;

/** Fire mains, tanks, pumps, valves and hydrants, and the drinking-water dispensers. */
final class SafetyDashboard {
    private SafetyDashboard() {}

    static Dashboard of(ZoneId zone) {
        return new Dashboard(
                "caretaker-safety",
                new Text("Caretaker: fire and dispensers", "消防与直饮水"),
                new Text(
                        "Fire pressure, tanks, pumps, valves and hydrants; water quality and condition of the drinking-water"
                                + " dispensers. Caretaker observes; it never replaces the fire panel.",
                        "消防压力、水箱、水泵、阀门与消火栓；直饮机水质与状态。本系统只作观察，不能代替火灾报警控制器。"),
                List.of(
                        Variable.estates(),
                        Variable.assets("main", new Text("Fire main", "消防管网"), FIRE_MAIN),
                        Variable.assets("fire_tank", new Text("Fire tank", "消防水箱"), FIRE_TANK),
                        Variable.assets("pump", new Text("Fire pump", "消防泵"), FIRE_PUMP),
                        Variable.assets("valve", new Text("Fire valve", "消防阀门"), FIRE_VALVE),
                        Variable.assets("hydrant", new Text("Hydrant", "消火栓"), HYDRANT),
                        Variable.assets("dispenser", new Text("Dispenser", "直饮机"), DISPENSER),
                        new Variable.Choice(
                                "design_min_kpa",
                                new Text("Design minimum, kPa", "设计最低压力（kPa）"),
                                List.of("70", "100", "150", "250", "350")),
                        new Variable.Choice(
                                "tank_required_m",
                                new Text("Required tank level, m", "水箱要求水位（米）"),
                                List.of("3", "2", "2.5", "4")),
                        new Variable.Choice(
                                "uv_commissioned",
                                new Text("UV at commissioning, µW/cm²", "紫外调试强度（µW/cm²）"),
                                List.of("8000", "5000", "10000")),
                        new Variable.Choice(
                                "filter_rated_l",
                                new Text("Rated filter volume, L", "滤芯额定水量（升）"),
                                List.of("4000", "2000", "6000", "10000")),
                        Variable.console()),
                List.of(Annotation.nightWindow(zone)),
                List.of(fireWater(), firePumps(), valves(), waterQuality(), dispensers(), devices()));
    }

    private static Row fireWater() {
        Selection pressure = Selection.of(MetricNames.FIRE_PRESSURE, FIRE_MAIN).chosenBy("main");
        Selection level = Selection.of(MetricNames.FIRE_TANK_LEVEL, FIRE_TANK).chosenBy("fire_tank");
        return Row.of(
                "Fire mains and tanks",
                "消防管网与水箱",
                curve(
                                "Fire pressure",
                                "消防压力",
                                "Lowest value of each interval, with the design minimum chosen above. At the worst"
                                        + " hydrant: 70 kPa high-rise housing, 100 kPa public buildings and sprinklers,"
                                        + " 150 kPa with a stabilising pump.",
                                "每个间隔的最低值，以及上方所选设计最低压力。最不利点：高层住宅 70 kPa，公共建筑与喷淋 100 kPa，设稳压泵时 150 kPa。",
                                Unit.KILOPASCAL,
                                pressure.lowest("$tag_asset"),
                                pressure.line("${design_min_kpa}", "design minimum · 设计最低"))
                        .size(24, 9),
                curve(
                                "Fire tank level",
                                "消防水箱水位",
                                "In percent of the level chosen above, which holds the required volume. Below 90 % is a"
                                        + " fault, below 50 % an emergency.",
                                "以上方所选要求水位的百分比表示。低于 90 % 为故障，低于 50 % 为紧急。",
                                Unit.PERCENT,
                                level.percentOf("${tank_required_m}"))
                        .limits(Threshold.lowIsBad(Limits.FIRE_TANK_HALF, Limits.FIRE_TANK_LOW))
                        .every("5m"),
                bars(
                                "Fire tank level now",
                                "当前消防水箱水位",
                                "Newest level of each tank.",
                                "各消防水箱最新水位。",
                                Unit.METRE,
                                level.last())
                        .every("5m"));
    }

    private static Row firePumps() {
        return Row.of(
                "Fire pumps",
                "消防泵",
                states(
                        "Selector at automatic",
                        "选择开关在自动位",
                        "Not at automatic, the pump will not start by itself; allowed only in a maintenance window.",
                        "不在自动位时水泵无法自动启动；仅允许在维护时段内。",
                        Panels.YES_IS_GOOD,
                        pump(MetricNames.PUMP_MODE_AUTO)),
                states(
                        "Pump power",
                        "水泵电源",
                        "Supply of the pump's cabinet.",
                        "水泵控制柜电源。",
                        Panels.YES_IS_GOOD,
                        pump(MetricNames.PUMP_POWER_OK)),
                states(
                        "Pump running",
                        "水泵运行",
                        "A run outside the weekly test is a fire, a leak or a mistake.",
                        "每周试泵以外的运行意味着火警、漏水或误操作。",
                        Panels.ON_OFF,
                        pump(MetricNames.FIRE_PUMP_RUNNING)),
                curve(
                                "Jockey pump starts",
                                "稳压泵启动次数",
                                "Starts in each hour; more than 15 point at a leak or a bad check valve, more than 30"
                                        + " are urgent.",
                                "每小时启动次数；超过 15 次说明漏水或止回阀失效，超过 30 次须尽快处理。",
                                Unit.PER_HOUR,
                                pump(MetricNames.JOCKEY_STARTS_TOTAL).hourlyGrowth())
                        .limits(Threshold.highIsBad(Limits.JOCKEY_STARTS_HIGH, Limits.JOCKEY_STARTS_VERY_HIGH)));
    }

    private static Row valves() {
        Selection hydrant = Selection.of(MetricNames.HYDRANT_PRESSURE, HYDRANT).chosenBy("hydrant");
        return Row.of(
                "Valves and hydrants",
                "阀门与消火栓",
                states(
                                "Fire valve open",
                                "消防阀门开启",
                                "A closed valve leaves a part of the house without fire water.",
                                "阀门关闭将使部分楼栋失去消防用水。",
                                new StateWords(new Text("closed", "关闭"), new Text("open", "开启"), true),
                                Selection.of(MetricNames.VALVE_OPEN, FIRE_VALVE).chosenBy("valve"))
                        .size(8, 8),
                curve(
                                "Hydrant pressure",
                                "消火栓压力",
                                "Lines: 140 kPa in normal operation, 100 kPa in a fire.",
                                "界线：平时 140 kPa，火灾时 100 kPa。",
                                Unit.KILOPASCAL,
                                hydrant.mean())
                        .limits(Threshold.lowIsBad(Limits.HYDRANT_LEAST, Limits.HYDRANT_NORMAL))
                        .size(8, 8),
                states(
                                "Hydrant cap open",
                                "消火栓盖打开",
                                "Open without a fire or a permit: illegal draw or vandalism.",
                                "非火灾、无许可打开：盗水或破坏。",
                                Panels.YES_IS_BAD,
                                Selection.of(MetricNames.HYDRANT_CAP_OPEN, HYDRANT)
                                        .chosenBy("hydrant"))
                        .size(8, 8));
    }

    private static Row waterQuality() {
        Selection in = dispenser(MetricNames.TDS_IN);
        Selection out = dispenser(MetricNames.TDS_OUT);
        return Row.of(
                "Dispensers: water quality",
                "直饮机：水质",
                curve(
                                "Dissolved solids",
                                "溶解性总固体",
                                "Before and behind the membrane. Behind: suspect from 50 mg/L, unsafe from 500 mg/L.",
                                "膜前与膜后。膜后达到 50 mg/L 应怀疑膜失效，达到 500 mg/L 不安全。",
                                Unit.MILLIGRAM_PER_LITRE,
                                in.mean("$tag_asset in · 进水"),
                                out.mean("$tag_asset out · 出水"))
                        .limits(Threshold.highIsBad(Limits.TDS_MEMBRANE, Limits.TDS_UNSAFE)),
                curve(
                                "Membrane rejection",
                                "膜脱盐率",
                                "1 - out/in. A new membrane holds back more than 90 %; below 80 % it has failed. Without"
                                        + " meaning for machines that do not remove salts.",
                                "1 - 出水/进水。新膜高于 90 %；低于 80 % 为失效。不脱盐的机型无此指标。",
                                Unit.PERCENT,
                                in.mean("").hide(),
                                out.mean("").hide(),
                                new Target.Expression("(1 - $B / $A) * 100"))
                        .limits(Threshold.lowIsBad(Limits.REJECTION_FAILED, Limits.REJECTION_SOUND))
                        .every("15m"),
                curve(
                                "Turbidity",
                                "浊度",
                                "Behind all stages; from 1 NTU the dispenser must lock.",
                                "出水浊度；达到 1 NTU 必须停机。",
                                Unit.NTU,
                                dispenser(MetricNames.TURBIDITY_OUT).highest("$tag_asset"))
                        .limits(Threshold.highIsBad(Limits.TURBIDITY_UNSAFE)),
                curve(
                                "UV intensity",
                                "紫外强度",
                                "In percent of the value at commissioning chosen above; failed below 70 %.",
                                "以上方所选调试强度的百分比表示；低于 70 % 为失效。",
                                Unit.PERCENT,
                                dispenser(MetricNames.UV_INTENSITY).percentOf("${uv_commissioned}"))
                        .limits(Threshold.lowIsBad(Limits.UV_FAILED)));
    }

    private static Row dispensers() {
        return Row.of(
                "Dispensers: condition",
                "直饮机：状态",
                bars(
                                "Filter use",
                                "滤芯使用率",
                                "Volume since the last change in percent of the rated volume chosen above.",
                                "自上次更换以来的水量占上方所选额定水量的百分比。",
                                Unit.PERCENT,
                                dispenser(MetricNames.FILTER_VOLUME_TOTAL).percentOf("${filter_rated_l}"))
                        .limits(Threshold.highIsBad(Limits.FILTER_WARN, Limits.FILTER_EXHAUSTED))
                        .size(8, 8),
                curve(
                                "Filter volume",
                                "滤芯累计水量",
                                "Falls back to zero when the cartridge is changed.",
                                "更换滤芯后归零。",
                                Unit.LITRE,
                                dispenser(MetricNames.FILTER_VOLUME_TOTAL).highest("$tag_asset"))
                        .size(8, 8),
                curve(
                                "Hot water",
                                "热水温度",
                                "Above 102 °C the thermostat has failed; ten below its setting, the element.",
                                "高于 102 °C 为温控故障；低于设定 10 °C 为加热故障。",
                                Unit.CELSIUS,
                                dispenser(MetricNames.WATER_TEMPERATURE_HOT).mean())
                        .limits(Threshold.highIsBad(Limits.HOT_OVERHEAT))
                        .size(8, 8),
                curve(
                                "Dispense flow",
                                "出水流量",
                                "Highest of each interval: a falling peak is a clogging filter.",
                                "每个间隔的最大值：峰值下降说明滤芯堵塞。",
                                Unit.LITRE_PER_MINUTE,
                                dispenser(MetricNames.DISPENSE_FLOW).highest("$tag_asset"))
                        .size(8, 8),
                curve(
                                "Dispenser tank",
                                "直饮机水箱",
                                "Empty below 10 %: no water.",
                                "低于 10 % 即无水。",
                                Unit.PERCENT,
                                dispenser(MetricNames.TANK_LEVEL_PCT).mean())
                        .limits(Threshold.lowIsBad(Limits.DISPENSER_TANK_LOW))
                        .size(8, 8),
                states(
                                "Leak detected",
                                "漏水",
                                "Contact below the dispenser.",
                                "机底漏水触点。",
                                Panels.YES_IS_BAD,
                                dispenser(MetricNames.LEAK_DETECTED))
                        .size(8, 8));
    }

    private static Row devices() {
        return Row.of(
                "Devices",
                "设备",
                Panels.liveness("fire mains", "消防管网", FIRE_MAIN, "main", "15m").size(8, 8),
                Panels.liveness("fire pumps", "消防泵", FIRE_PUMP, "pump", "45m").size(8, 8),
                Panels.liveness("dispensers", "直饮机", DISPENSER, "dispenser", "15m")
                        .size(8, 8),
                Panels.lastSeen(List.of(FIRE_MAIN, FIRE_TANK, FIRE_PUMP, FIRE_VALVE, HYDRANT, DISPENSER)));
    }

    private static Selection pump(String metric) {
        return Selection.of(metric, FIRE_PUMP).chosenBy("pump");
    }

    private static Selection dispenser(String metric) {
        return Selection.of(metric, DISPENSER).chosenBy("dispenser");
    }
}
