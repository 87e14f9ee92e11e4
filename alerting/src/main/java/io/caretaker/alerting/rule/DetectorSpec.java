package io.caretaker.alerting.rule;

import io.caretaker.alerting.rule.InputSpec.Source;
import io.caretaker.model.Text;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What can be set on a detector kind. The one place where parameters are named; editor, validation and detectors go by it.
 * Ranges are sanity bounds and product defaults, not limits of a standard.
 *
 * @param required names without which a rule of the kind makes no sense
 */
public record DetectorSpec(
        DetectorKind kind, List<ParameterSpec> parameters, List<InputSpec> inputs, Set<String> required) {
    private static final double DAY_S = 86_400;
    private static final double ANY = 1e12;
    private static final Map<DetectorKind, DetectorSpec> ALL = new EnumMap<>(DetectorKind.class);

    static {
        add(new Draft(DetectorKind.THRESHOLD)
                .limits()
                .delays(0, 0)
                .parameter("min_samples", "1", 1, 100, 1, "Samples beyond the limit in a row", "连续超限样本数")
                .parameter("when_above", "", -ANY, ANY, Double.NaN, "Only while the other metric is above", "仅当另一指标高于")
                .parameter("when_below", "", -ANY, ANY, Double.NaN, "Only while the other metric is below", "仅当另一指标低于")
                .parameter("peer_share", "1", 0, 1, 0, "Share of peers that must be beyond too", "同区同类须同时超限的比例")
                .parameter(
                        "veto_share",
                        "1",
                        0,
                        1,
                        0,
                        "Not when this share of peers is beyond the veto limit",
                        "同区同类超过否决限的比例")
                .parameter("veto_limit", "", -ANY, ANY, Double.NaN, "Veto limit of the peers", "同区否决限值")
                .parameter("holds", "1", 0, 1, 0, "1: the state holds until the next message", "1：状态保持到下一条消息")
                .input("relative_to", Source.ATTRIBUTE, "Limits are shares of this attribute", "限值为该属性的比例")
                .input("ratio_to", Source.METRIC, "Judge the ratio to this metric", "按与该指标之比判断")
                .input("when", Source.METRIC, "The other metric of when_above and when_below", "条件所看的另一指标")
                .input("requires", Source.ATTRIBUTE, "Only where this attribute is above zero", "仅当该属性大于零"));
        add(new Draft(DetectorKind.RATE_OF_CHANGE)
                .limits()
                .delays(0, 600)
                .parameter("window_s", "s", 60, 7 * DAY_S, 3600, "Window of the line", "拟合窗口")
                .parameter("min_value", "", -ANY, ANY, Double.NaN, "Only while the value itself is above", "仅当数值本身高于")
                .parameter(
                        "veto_share",
                        "1",
                        0,
                        1,
                        0,
                        "Not when this share of peers is beyond the veto limit",
                        "同区同类超过否决限的比例")
                .parameter("veto_limit", "", -ANY, ANY, Double.NaN, "Veto limit of the peers", "同区否决限值")
                .input(
                        "relative_to",
                        Source.ATTRIBUTE,
                        "min_value and veto_limit are shares of this attribute",
                        "比例所依据的属性"));
        add(new Draft(DetectorKind.STALE)
                .parameter("intervals", "1", 1.1, 1000, 3, "Missed reporting intervals", "缺失的上报周期数")
                .parameter("jitter_s", "s", 0, DAY_S, 30, "Allowance on top", "额外宽限")
                .parameter(
                        "dark_share",
                        "1",
                        0,
                        1,
                        0,
                        "Only when this share of the scope's other devices is silent or dark",
                        "同区其他设备静默或熄灭的比例"));
        add(new Draft(DetectorKind.STUCK)
                .parameter("band", "", 0, ANY, Double.NaN, "Range below which the value counts as constant", "视为不变的范围")
                .parameter("window_s", "s", 600, 30 * DAY_S, 6 * 3600, "Constant for", "持续不变时间")
                .parameter("peer_moves", "1", 0, 1, 1, "1: only while a peer in the scope moves", "1：仅当同区同类在变化")
                .require("band"));
        add(new Draft(DetectorKind.PLAUSIBILITY)
                .parameter("count", "1", 1, 1000, 5, "Implausible values", "不合理值个数")
                .parameter("window_s", "s", 60, 7 * DAY_S, 3600, "Within", "时间范围")
                .parameter("off_delay_s", "s", 0, 30 * DAY_S, DAY_S, "Clean for, until cleared", "恢复前须持续正常"));
        add(new Draft(DetectorKind.LIGHT_EXPECTATION)
                .parameter("expect", "1", 0, 1, 1, "1: must burn at night, 0: must be off by day", "1：夜间应亮，0：白天应灭")
                .limits()
                .delays(1800, 0)
                .parameter("min_samples", "1", 1, 100, 2, "Samples beyond the limit in a row", "连续超限样本数")
                .parameter("supply_min", "V", 0, 1000, 100, "Supply voltage counts as present above", "视为有电的电压")
                .input("rated", Source.ATTRIBUTE, "Limits are shares of this rated power", "限值为该额定功率的比例")
                .input("dim", Source.METRIC, "Dimming command in %", "调光指令（%）")
                .input("supply", Source.METRIC, "Supply voltage", "供电电压"));
        add(new Draft(DetectorKind.MINIMUM_NIGHT_FLOW)
                .parameter("excess", "", 0, ANY, 0.5, "Excess over the usual night", "超过平常夜间流量")
                .parameter("excess_share", "1", 0, 10, 0.2, "Excess as a share of the usual night", "超过比例")
                .parameter("nights", "1", 1, 14, 3, "Nights in a row", "连续夜数")
                .parameter("large_excess", "", 0, ANY, 2, "Excess that raises at once", "立即报警的超量")
                .parameter("large_share", "1", 0, 10, 0.6, "Share that raises at once", "立即报警的比例")
                .parameter("clear_share", "1", 0, 10, 0.1, "Back within this share of the usual night", "恢复判定比例")
                .parameter("clear_nights", "1", 1, 14, 3, "Nights back in band", "恢复夜数")
                .parameter("baseline_nights", "1", 2, 7, 3, "Nights to learn before judging", "判断前须学习的夜数")
                .input("tank", Source.SCOPE_METRIC, "Level of tanks that may drip at the top", "可能溢流的水箱液位"));
        add(new Draft(DetectorKind.COUNTER)
                .limits()
                .delays(0, 0)
                .parameter("window_s", "s", 600, 7 * DAY_S, 3600, "Window of the rate", "计算速率的窗口")
                .parameter("modulus", "", 0, ANY, 0, "Value at which the counter wraps, 0 if never", "计数器回零值")
                .input(
                        "relative_to",
                        Source.ATTRIBUTE,
                        "Judge the total as a share of this attribute, not the rate",
                        "按累计值占该属性的比例判断"));
        add(new Draft(DetectorKind.FLOW_PRESSURE_STEP)
                .parameter("step", "", 0, ANY, 3, "Step of flow above the expected", "流量突增")
                .parameter("step_share", "1", 0, 10, 0.25, "Step as a share of the expected flow", "突增比例")
                .parameter("drop", "kPa", 0, ANY, 20, "Fall of pressure", "压力下降")
                .parameter("off_delay_s", "s", 0, 7 * DAY_S, 3600, "Back in band for, until cleared", "恢复前须持续正常")
                .input("pressure", Source.SCOPE_METRIC, "Pressure in the zone", "分区压力")
                .input("tank", Source.SCOPE_METRIC, "Level of tanks in the zone", "分区水箱液位")
                .input("open_hydrant", Source.SCOPE_METRIC, "State of hydrants of the estate", "小区消火栓状态"));
        add(new Draft(DetectorKind.ADAPTIVE)
                .parameter("min_metrics", "1", 1, 1000, 1, "Only for assets with at least so many metrics", "最少指标数")
                .parameter("max_metrics", "1", 1, 1000, 1, "Only for assets with at most so many metrics", "最多指标数")
                .parameter("warmup", "1", 30, 100_000, 400, "Readings to learn from", "学习样本数")
                .parameter("sensitivity", "1", 0.1, 10, 1, "Above 1 raises earlier", "大于 1 更敏感")
                .parameter("hold", "1", 1, 10_000, 10, "Readings back in band until cleared", "恢复前须正常的样本数"));
        add(new Draft(DetectorKind.CHANGE)
                .parameter("min_metrics", "1", 1, 1000, 2, "Only for assets with at least so many metrics", "最少指标数")
                .parameter("warmup", "1", 60, 100_000, 400, "Readings to learn from", "学习样本数")
                .parameter("sensitivity", "1", 0.1, 10, 1, "Above 1 raises earlier", "大于 1 更敏感")
                .parameter("hold", "1", 1, 10_000, 30, "Readings for which a change is shown", "变化提示持续的样本数"));
    }

    /** Whether rules of the kind look at every metric of a machine, so that their metric is {@code *}. */
    public boolean wholeMachine() {
        return kind == DetectorKind.ADAPTIVE || kind == DetectorKind.CHANGE;
    }

    /** The settings of the kind; every kind has one. */
    public static DetectorSpec of(DetectorKind kind) {
        return ALL.get(kind);
    }

    public Optional<ParameterSpec> parameter(String name) {
        return parameters.stream().filter(p -> p.name().equals(name)).findFirst();
    }

    public Optional<InputSpec> input(String name) {
        return inputs.stream().filter(i -> i.name().equals(name)).findFirst();
    }

    private static void add(Draft draft) {
        ALL.put(
                draft.kind,
                new DetectorSpec(
                        draft.kind,
                        List.copyOf(draft.parameters),
                        List.copyOf(draft.inputs),
                        Set.copyOf(draft.required)));
    }

    private static final class Draft {
        private final DetectorKind kind;
        private final List<ParameterSpec> parameters = new ArrayList<>();
        private final List<InputSpec> inputs = new ArrayList<>();
        private final List<String> required = new ArrayList<>();

        Draft(DetectorKind kind) {
            this.kind = kind;
        }

        /** Above when the clear limit lies below the limit, else below. */
        Draft limits() {
            return parameter("limit", "", -ANY, ANY, Double.NaN, "Limit", "限值")
                    .parameter("clear_limit", "", -ANY, ANY, Double.NaN, "Cleared at", "恢复值")
                    .require("limit")
                    .require("clear_limit");
        }

        Draft delays(double on, double off) {
            return parameter("on_delay_s", "s", 0, 7 * DAY_S, on, "Holds for, until raised", "触发延时")
                    .parameter("off_delay_s", "s", 0, 7 * DAY_S, off, "Back in band for, until cleared", "恢复延时");
        }

        Draft parameter(String name, String unit, double min, double max, double fallback, String en, String zh) {
            parameters.add(new ParameterSpec(name, unit, min, max, new Text(en, zh), fallback));
            return this;
        }

        Draft input(String name, Source source, String en, String zh) {
            inputs.add(new InputSpec(name, source, new Text(en, zh)));
            return this;
        }

        Draft require(String name) {
            required.add(name);
            return this;
        }
    }
}
