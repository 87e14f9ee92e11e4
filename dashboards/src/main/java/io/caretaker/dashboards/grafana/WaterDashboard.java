package io.caretaker.dashboards.grafana;

import static io.caretaker.dashboards.grafana.Panels.bars;
import static io.caretaker.dashboards.grafana.Panels.curve;
import static io.caretaker.model.estate.AssetType.*;

import io.caretaker.model.Text;
import java.time.ZoneId;
import java.util.List;

/** Supply zones, pipes, roof tanks and sewers. */
final class WaterDashboard {
    private WaterDashboard() {}

    static Dashboard of(ZoneId zone) {
        return new Dashboard(
                "caretaker-water",
                new Text("Caretaker: water", "供水与排水"),
                new Text("Flow and pressure of the supply zones, roof tanks and sewers.", "供水分区的流量与压力、屋顶水箱与污水井。"),
                List.of(
                        Variable.estates(),
                        Variable.assets("inlet", new Text("Zone inlet", "分区入口"), ZONE_INLET),
                        Variable.assets("pipe", new Text("Pipe section", "管段"), PIPE_SECTION),
                        Variable.assets("tank", new Text("Roof tank", "屋顶水箱"), ROOF_TANK),
                        Variable.assets("manhole", new Text("Manhole", "污水井"), SEWER_MANHOLE),
                        new Variable.Choice(
                                "tank_height_m", new Text("Tank height, m", "水箱高度（米）"), List.of("3", "2", "4", "5")),
                        new Variable.Choice(
                                "sewer_depth_m", new Text("Manhole depth, m", "井深（米）"), List.of("3", "2", "2.5", "4")),
                        Variable.console()),
                List.of(Annotation.nightWindow(zone)),
                List.of(zones(zone), pipes(), tanks(), sewers(), devices()));
    }

    private static Row zones(ZoneId zone) {
        Selection flow = Selection.of(MetricNames.WATER_FLOW, ZONE_INLET).chosenBy("inlet");
        Selection pressure =
                Selection.of(MetricNames.WATER_PRESSURE, ZONE_INLET).chosenBy("inlet");
        return Row.of(
                "Supply zones",
                "供水分区",
                curve(
                                "Inlet flow",
                                "进水流量",
                                "A burst steps up and stays; a hidden leak lifts the whole night, week by week."
                                        + " The shaded hours are the night window.",
                                "爆管表现为流量突升且不回落；暗漏使整夜流量逐周抬高。阴影为夜间窗口。",
                                Unit.CUBIC_METRES_PER_HOUR,
                                flow.mean())
                        .size(24, 9),
                curve(
                                "Inlet pressure",
                                "进水压力",
                                "Lines: low for a zone (100 kPa), high at a household inlet (350 kPa), highest static"
                                        + " pressure (450 kPa).",
                                "界线：分区低压 100 kPa，入户高限 350 kPa，静压上限 450 kPa。",
                                Unit.KILOPASCAL,
                                pressure.mean())
                        .limits(pressureBands()),
                curve(
                        "Minimum night flow",
                        "夜间最小流量",
                        "Lowest hourly mean of each local day. An alarm needs three nights in a row above the"
                                + " baseline by 0.5 m³/h or 20 %. Choose a range of at least a week.",
                        "每个自然日的最低小时平均流量。连续三夜高出基线 0.5 m³/h 或 20 % 才报警。请选择一周以上的时间范围。",
                        Unit.CUBIC_METRES_PER_HOUR,
                        flow.lowestHourOfDay(zone)));
    }

    private static Row pipes() {
        Selection pressure =
                Selection.of(MetricNames.WATER_PRESSURE, PIPE_SECTION).chosenBy("pipe");
        return Row.of(
                "Pipe sections",
                "管段",
                curve(
                                "Pipe pressure",
                                "管段压力",
                                "The section with the largest drop is the nearest to a burst.",
                                "降幅最大的管段离爆点最近。",
                                Unit.KILOPASCAL,
                                pressure.mean())
                        .limits(pressureBands())
                        .every("5m"),
                curve(
                                "Pressure swing",
                                "压力波动",
                                "Highest less lowest of each hour: water hammer and failing reducing valves.",
                                "每小时最高值减最低值：水锤与减压阀故障。",
                                Unit.KILOPASCAL,
                                pressure.each("max(\"value\") - min(\"value\")", "$tag_asset"))
                        .every("1h"));
    }

    private static Row tanks() {
        Selection level = Selection.of(MetricNames.TANK_LEVEL, ROOF_TANK).chosenBy("tank");
        return Row.of(
                "Roof tanks",
                "屋顶水箱",
                curve(
                                "Tank level",
                                "水箱水位",
                                "In percent of the height chosen above. Below 25 % the reserve is gone; at 98 % with"
                                        + " inflow it overflows.",
                                "以上方所选高度的百分比表示。低于 25 % 储备不足；达到 98 % 且仍在进水即溢流。",
                                Unit.PERCENT,
                                level.percentOf("${tank_height_m}"))
                        .limits(Threshold.steps(
                                Threshold.Colour.RED,
                                Limits.TANK_LOW,
                                Threshold.Colour.GREEN,
                                Limits.TANK_OVERFLOW,
                                Threshold.Colour.RED))
                        .every("5m"),
                curve(
                                "Tank inflow",
                                "水箱进水",
                                "Inflow that never ends at night is a float valve that does not close.",
                                "夜间持续不断的进水说明浮球阀未关闭。",
                                Unit.CUBIC_METRES_PER_HOUR,
                                Selection.of(MetricNames.WATER_FLOW, ROOF_TANK)
                                        .chosenBy("tank")
                                        .mean())
                        .every("5m"));
    }

    private static Row sewers() {
        Selection level = Selection.of(MetricNames.SEWER_LEVEL, SEWER_MANHOLE).chosenBy("manhole");
        return Row.of(
                "Sewers",
                "污水井",
                curve(
                                "Sewer level",
                                "污水井水位",
                                "In percent of the depth chosen above. The blockage lies between the first high and"
                                        + " the first low manhole.",
                                "以上方所选井深的百分比表示。堵塞位于第一个高水位井与第一个低水位井之间。",
                                Unit.PERCENT,
                                level.percentOf("${sewer_depth_m}"))
                        .limits(Threshold.highIsBad(Limits.SEWER_HIGH, Limits.SEWER_NEAR_OVERFLOW))
                        .every("15m")
                        .size(16, 8),
                bars(
                                "Sewer level now",
                                "当前污水井水位",
                                "Newest level of each manhole, above the invert.",
                                "各污水井最新水位（自井底）。",
                                Unit.METRE,
                                level.last())
                        .size(8, 8));
    }

    private static Row devices() {
        return Row.of(
                "Devices",
                "设备",
                Panels.liveness("zone inlets", "分区入口", ZONE_INLET, "inlet", "5m"),
                Panels.liveness("pipe sections", "管段", PIPE_SECTION, "pipe", "15m"),
                Panels.liveness("roof tanks", "屋顶水箱", ROOF_TANK, "tank", "15m"),
                Panels.liveness("manholes", "污水井", SEWER_MANHOLE, "manhole", "45m"),
                Panels.lastSeen(List.of(ZONE_INLET, PIPE_SECTION, ROOF_TANK, SEWER_MANHOLE)));
    }

    private static List<Threshold> pressureBands() {
        return Threshold.steps(
                Threshold.Colour.RED,
                Limits.ZONE_PRESSURE_LOW,
                Threshold.Colour.GREEN,
                Limits.HOUSEHOLD_PRESSURE_HIGH,
                Threshold.Colour.YELLOW,
                Limits.STATIC_PRESSURE_HIGH,
                Threshold.Colour.RED);
    }
}
