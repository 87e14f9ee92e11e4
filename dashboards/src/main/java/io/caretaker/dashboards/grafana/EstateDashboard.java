package io.caretaker.dashboards.grafana;

import static io.caretaker.dashboards.grafana.Panels.curve;
import static io.caretaker.dashboards.grafana.Panels.number;
import static io.caretaker.model.estate.AssetType.*;

import io.caretaker.dashboards.grafana.Panel.Kind;
import io.caretaker.model.Text;
import io.caretaker.model.estate.AssetType;
import java.time.ZoneId;
import java.util.List;

/** The first look in the morning: the worst value of each kind, what is used, who is silent. */
final class EstateDashboard {
    private EstateDashboard() {}

    static Dashboard of(ZoneId zone) {
        return new Dashboard(
                "caretaker-estate",
                new Text("Caretaker: estate overview", "小区总览"),
                new Text(
                        "The worst newest value of each kind in the chosen estates, what is used, and who is silent.",
                        "所选小区各类设施的最差最新值、用量，以及失联设备。"),
                List.of(Variable.estates(), Variable.console()),
                List.of(Annotation.nightWindow(zone)),
                List.of(now(), safetyNow(), use(), devices()));
    }

    private static Row now() {
        return Row.of(
                "Worst now: water and light",
                "当前最差值：供水与照明",
                number(
                                "Lowest zone pressure",
                                "最低分区压力",
                                "Lowest newest pressure of all zone inlets. Users need 50 kPa at the fitting.",
                                "各分区入口最新压力中的最低值。用户用水点至少 50 kPa。",
                                Unit.KILOPASCAL,
                                lowest(MetricNames.WATER_PRESSURE, ZONE_INLET))
                        .limits(Threshold.lowIsBad(Limits.ZONE_PRESSURE_LOW)),
                number(
                                "Lowest pipe pressure",
                                "最低管段压力",
                                "Lowest newest pressure of all pipe sections.",
                                "各管段最新压力中的最低值。",
                                Unit.KILOPASCAL,
                                lowest(MetricNames.WATER_PRESSURE, PIPE_SECTION))
                        .limits(Threshold.lowIsBad(Limits.ZONE_PRESSURE_LOW)),
                number(
                        "Lowest roof tank",
                        "最低屋顶水箱",
                        "Lowest newest level of all roof tanks.",
                        "各屋顶水箱最新水位中的最低值。",
                        Unit.METRE,
                        lowest(MetricNames.TANK_LEVEL, ROOF_TANK)),
                number(
                        "Highest sewer level",
                        "最高污水井水位",
                        "Highest newest level of all manholes, above the invert.",
                        "各污水井最新水位（自井底）中的最高值。",
                        Unit.METRE,
                        highest(MetricNames.SEWER_LEVEL, SEWER_MANHOLE)),
                number(
                                "Residual current",
                                "最大剩余电流",
                                "Highest newest residual current of all lighting cabinets: a pole may be live.",
                                "各照明控制箱最新剩余电流中的最大值：灯杆可能带电。",
                                Unit.MILLIAMPERE,
                                highest(MetricNames.RESIDUAL_CURRENT, LIGHTING_CABINET))
                        .limits(Threshold.highIsBad(Limits.RESIDUAL_WARN, Limits.RESIDUAL_TRIP)),
                number(
                                "Cabinet doors open",
                                "打开的控制箱门",
                                "Lighting cabinets whose door contact is open.",
                                "箱门处于打开状态的照明控制箱数。",
                                Unit.NONE,
                                Selection.of(MetricNames.CABINET_DOOR_OPEN, LIGHTING_CABINET)
                                        .overNewest("sum(\"newest\")"))
                        .limits(Threshold.highIsBad(1)));
    }

    private static Row safetyNow() {
        return Row.of(
                "Worst now: fire and drinking water",
                "当前最差值：消防与直饮水",
                number(
                                "Lowest fire pressure",
                                "最低消防压力",
                                "Lowest newest pressure of all fire mains. 70 kPa at the worst hydrant is the least"
                                        + " for high-rise housing.",
                                "各消防管网最新压力中的最低值。高层住宅最不利点至少 70 kPa。",
                                Unit.KILOPASCAL,
                                lowest(MetricNames.FIRE_PRESSURE, FIRE_MAIN))
                        .limits(Threshold.lowIsBad(Limits.FIRE_DESIGN_MIN)),
                number(
                                "Pumps not in automatic",
                                "非自动状态消防泵",
                                "Fire pumps whose selector is not at automatic: they will not start by themselves.",
                                "选择开关不在自动位置的消防泵数：无法自动启动。",
                                Unit.NONE,
                                zeros(MetricNames.PUMP_MODE_AUTO, FIRE_PUMP))
                        .limits(Threshold.highIsBad(1)),
                number(
                                "Valves closed",
                                "关闭的消防阀门",
                                "Signal valves of the fire system that report closed.",
                                "报告为关闭状态的消防信号阀数。",
                                Unit.NONE,
                                zeros(MetricNames.VALVE_OPEN, FIRE_VALVE))
                        .limits(Threshold.highIsBad(1)),
                number(
                                "Hydrant caps open",
                                "打开的消火栓盖",
                                "Hydrants whose cap contact is open.",
                                "栓盖处于打开状态的消火栓数。",
                                Unit.NONE,
                                Selection.of(MetricNames.HYDRANT_CAP_OPEN, HYDRANT)
                                        .overNewest("sum(\"newest\")"))
                        .limits(Threshold.highIsBad(1)),
                number(
                                "Worst turbidity",
                                "最高浊度",
                                "Highest newest turbidity at a dispenser. From 1 NTU the water is not safe.",
                                "各直饮机最新浊度中的最大值。达到 1 NTU 即不安全。",
                                Unit.NTU,
                                highest(MetricNames.TURBIDITY_OUT, DISPENSER))
                        .limits(Threshold.highIsBad(Limits.TURBIDITY_UNSAFE)),
                number(
                                "Dispensers leaking",
                                "漏水的直饮机",
                                "Dispensers whose leak contact is wet.",
                                "漏水触点动作的直饮机数。",
                                Unit.NONE,
                                Selection.of(MetricNames.LEAK_DETECTED, DISPENSER)
                                        .overNewest("sum(\"newest\")"))
                        .limits(Threshold.highIsBad(1)));
    }

    private static Row use() {
        return Row.of(
                "Use",
                "用量",
                curve(
                        "Inlet flow by estate",
                        "各小区进水流量",
                        "Sum of all zone inlets. What flows in the night window is mostly leakage.",
                        "所有分区入口流量之和。夜间窗口内的流量多为漏损。",
                        Unit.CUBIC_METRES_PER_HOUR,
                        Selection.of(MetricNames.WATER_FLOW, ZONE_INLET).sumByEstate()),
                curve(
                                "Lamp power by estate",
                                "各小区路灯功率",
                                "Sum of all lamps. It should fall to almost nothing at dawn.",
                                "所有路灯功率之和。天亮后应接近零。",
                                Unit.WATT,
                                Selection.of(MetricNames.LAMP_POWER, LAMP).sumByEstate())
                        .every("30m"));
    }

    private static Row devices() {
        Target[] targets = MetricNames.byType().keySet().stream()
                .map(EstateDashboard::reporting)
                .toArray(Target[]::new);
        return Row.of(
                "Devices",
                "设备",
                Panel.of(
                                Kind.TIME_SERIES,
                                new Text("Devices that reported", "上报的设备数"),
                                new Text(
                                        "Devices of each type with at least one message in each two hours.",
                                        "每两小时内至少上报一次的各类设备数。"),
                                Unit.NONE,
                                targets)
                        .size(24, 8),
                Panels.lastSeen(List.copyOf(MetricNames.byType().keySet())));
    }

    private static Target reporting(AssetType type) {
        return Selection.of(MetricNames.heartbeat(type), type).reportingDevices("2h", Selection.tag(type));
    }

    private static Target.Influx lowest(String metric, AssetType type) {
        return Selection.of(metric, type).overNewest("min(\"newest\")");
    }

    private static Target.Influx highest(String metric, AssetType type) {
        return Selection.of(metric, type).overNewest("max(\"newest\")");
    }

    /** How many states are 0; answers 0 too, unlike a condition, which would answer nothing. */
    private static Target.Influx zeros(String metric, AssetType type) {
        return Selection.of(metric, type).overNewest("count(\"newest\") - sum(\"newest\")");
    }
}
