package io.caretaker.alerting.detect;

import io.caretaker.model.fault.Evidence;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A burst: inflow of the zone steps up and stays (3 of 4 samples) while pressure falls, and the water does not go into a
 * tank or out of a known open hydrant. The step is measured against the mean of the half hour before it and, once a day
 * was seen, the usual flow at this time of day: whichever expects more, so that neither the morning rise of the first day
 * nor a calm morning later looks like a burst. Largest fall of pressure first in the evidence: the break is nearest to it.
 */
final class BurstDetector extends Detector {
    private static final long MINUTE = 60_000_000L;
    /** Newest readings that do not count as "before": the step is among them. */
    private static final int LAG_SAMPLES = 4;

    private static final long LAG = 6 * MINUTE;
    private static final long SPAN = 30 * MINUTE;
    private static final int SPAN_SAMPLES = 6;
    private static final int GAP_INTERVALS = 5;
    private static final double TANK_RISE_M = 0.02;
    /** A break is felt through the whole zone, if less far away: the least share of the fall at the nearest sensor. */
    private static final double FELT_SHARE = 0.25;

    private final Series flow;
    private final Series[] pressures;
    private final Series[] tankLevels;
    private final Series[] tankInflows;
    private final Series[] hydrants;
    private final DayProfile profile;
    private final long lag;
    private final long span;
    private final double step;
    private final double stepShare;
    private final double fall;

    private int recent;
    private long stepSince = NONE;
    private double expectedFlow = Double.NaN;
    private double excessAtRaise;
    private int witness = -1;
    private double witnessBefore;
    private double dropAtRaise;
    private boolean steppedDown;
    private long backSince = NONE;

    BurstDetector(
            Settings settings,
            Series flow,
            Series[] pressures,
            Series[] tankLevels,
            Series[] tankInflows,
            Series[] hydrants,
            DayProfile profile) {
        super(settings, flow.device);
        this.flow = flow;
        this.pressures = pressures;
        this.tankLevels = tankLevels;
        this.tankInflows = tankInflows;
        this.hydrants = hydrants;
        this.profile = profile;
        this.step = settings.value("step");
        this.stepShare = settings.value("step_share");
        this.fall = settings.value("drop");
        this.lag = Math.max(LAG, LAG_SAMPLES * device.interval);
        this.span = Math.max(SPAN, SPAN_SAMPLES * device.interval);
    }

    /** How many values a series must remember so that the half hour before a step is among them. */
    static int remembered(long interval) {
        long needed = Math.max(LAG + SPAN, (LAG_SAMPLES + SPAN_SAMPLES) * interval) / interval + 3;
        return (int) Math.min(48, Math.max(8, needed));
    }

    @Override
    boolean reading(long time, FaultRegister faults) {
        if (flow.previousTime != NONE && time - flow.previousTime > GAP_INTERVALS * device.interval) {
            flow.history.clear();
            flow.history.add(time, flow.value);
            recent = 0;
        }
        double before = before(flow, time);
        if (raised) {
            judgeRepair(time, before, faults);
            return true;
        }
        boolean suspicious = false;
        if (!Double.isNaN(before)) {
            suspicious = judgeStep(time, before, faults);
        }
        if (!suspicious) {
            profile.learn(time, flow.value);
        }
        return suspicious;
    }

    private boolean judgeStep(long time, double before, FaultRegister faults) {
        expectedFlow = expected(time, before);
        double excess = flow.value - expectedFlow - tankInflow(time);
        boolean beyond = excess > limit(expectedFlow);
        if (beyond && ((recent & 1) == 0 || steppedUp())) {
            stepSince = time;
        }
        recent = (recent << 1 | (beyond ? 1 : 0)) & 0xF;
        if (beyond && Integer.bitCount(recent) >= 3 && !flow.late) {
            long onset = flow.history.time(31 - Integer.numberOfLeadingZeros(recent));
            if (tanksHeard(stepSince) && pressureFell(time, onset) && !tankRises(onset) && !hydrantOpen()) {
                excessAtRaise = excess;
                steppedDown = false;
                backSince = NONE;
                recent = 0;
                raise(onset, time, faults);
            }
        }
        return beyond;
    }

    /** Whether the newest reading alone is a step: a second tank that begins to fill has yet to be heard, too. */
    private boolean steppedUp() {
        return flow.history.size() > 1 && flow.value - flow.history.value(1) > limit(expectedFlow) / 2;
    }

    private double expected(long time, double before) {
        double usual = profile.expected(time);
        return Double.isNaN(usual) ? before : Math.max(before, usual);
    }

    private double limit(double expected) {
        return Math.max(step, stepShare * Math.abs(expected));
    }

    private double before(Series series, long time) {
        long samples = span / Math.max(1, series.device.interval);
        return series.history.mean(time - lag - span, time - lag, (int) Math.max(1, Math.min(3, samples / 2)));
    }

    /** How much more than before runs into tanks. */
    private double tankInflow(long time) {
        double more = 0;
        for (Series inflow : tankInflows) {
            double before = before(inflow, time);
            if (inflow.known() && !Double.isNaN(before)) {
                more += Math.max(0, inflow.value - before);
            }
        }
        return more;
    }

    /**
     * Whether every tank that reports its inflow has done so since the last step: tanks report less often than the inlet, and
     * the step of a filling tank is known for what it is only then.
     */
    private boolean tanksHeard(long since) {
        for (Series inflow : tankInflows) {
            boolean reporting = inflow.known() && flow.time - inflow.time <= 3 * inflow.device.interval;
            if (reporting && inflow.time < since) {
                return false;
            }
        }
        return true;
    }

    /** By one sensor enough, and by a second one felt: one alone may be a spike or a valve of its own. */
    private boolean pressureFell(long time, long onset) {
        witness = -1;
        dropAtRaise = 0;
        int heard = 0;
        int felt = 0;
        for (int i = 0; i < pressures.length; i++) {
            double drop = drop(pressures[i], time, onset);
            heard += Double.isNaN(drop) ? 0 : 1;
            felt += drop >= fall * FELT_SHARE ? 1 : 0;
            if (drop >= fall && drop > dropAtRaise) {
                witness = i;
                dropAtRaise = drop;
                witnessBefore = pressures[i].value + drop;
            }
        }
        return witness >= 0 && felt >= Math.min(2, heard);
    }

    private double drop(Series pressure, long time, long onset) {
        return pressure.known() && pressure.time >= onset ? before(pressure, time) - pressure.value : Double.NaN;
    }

    /** Asked only where the tank does not report its inflow. A tank that has yet to report after the step is waited for. */
    private boolean tankRises(long onset) {
        if (tankInflows.length > 0) {
            return false;
        }
        for (Series level : tankLevels) {
            boolean reporting = level.known() && flow.time - level.time <= 3 * level.device.interval;
            if (!reporting) {
                continue;
            }
            double before = level.history.mean(onset - lag - span, onset, 1);
            if (level.time < onset || level.value - before > TANK_RISE_M) {
                return true;
            }
        }
        return false;
    }

    private boolean hydrantOpen() {
        for (Series hydrant : hydrants) {
            if (hydrant.known() && hydrant.value > 0.5) {
                return true;
            }
        }
        return false;
    }

    private void judgeRepair(long time, double before, FaultRegister faults) {
        if (steppedDown(time, before)) {
            steppedDown = true;
        }
        double expected = expected(time, expectedFlow);
        boolean pressureBack = pressures[witness].value >= witnessBefore - dropAtRaise / 2;
        boolean back = steppedDown
                ? Double.isNaN(before) || flow.value - before <= limit(expectedFlow)
                : pressureBack && flow.value - expected < limit(expected) / 2;
        if (!back) {
            backSince = NONE;
            steppedDown = false;
            return;
        }
        backSince = backSince == NONE ? time : backSince;
        if (time - backSince >= settings.micros("off_delay_s")) {
            backSince = NONE;
            clear(time, faults);
        }
    }

    /** Whether most of the excess vanished at once while pressure rose: what a repair looks like at any time of day. */
    private boolean steppedDown(long time, double before) {
        double pressureBefore = before(pressures[witness], time);
        return before - flow.value >= excessAtRaise / 2
                && pressures[witness].value - pressureBefore >= 0.3 * dropAtRaise;
    }

    @Override
    List<Evidence> evidence() {
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(evidence(flow.metric, flow.value, expectedFlow + limit(expectedFlow), flow.unit));
        evidence.add(evidence(flow.metric + "_usual", expectedFlow, Double.NaN, flow.unit));
        List<Evidence> drops = new ArrayList<>();
        for (Series pressure : pressures) {
            double drop = drop(pressure, flow.time, flow.time - lag);
            if (!Double.isNaN(drop)) {
                drops.add(new Evidence(
                        pressure.device.id,
                        pressure.metric + "_drop",
                        drop,
                        fall,
                        pressure.unit,
                        settings.judgement().rule()));
            }
        }
        drops.sort(Comparator.comparingDouble(Evidence::value).reversed().thenComparing(Evidence::device));
        evidence.addAll(drops);
        return evidence;
    }

    @Override
    void write(DataOutput out) throws IOException {
        super.write(out);
        out.writeInt(recent);
        out.writeLong(stepSince);
        out.writeDouble(expectedFlow);
        out.writeDouble(excessAtRaise);
        out.writeInt(witness);
        out.writeDouble(witnessBefore);
        out.writeDouble(dropAtRaise);
        out.writeBoolean(steppedDown);
        out.writeLong(backSince);
        profile.write(out);
    }

    @Override
    void read(DataInput in) throws IOException {
        super.read(in);
        recent = in.readInt();
        stepSince = in.readLong();
        expectedFlow = in.readDouble();
        excessAtRaise = in.readDouble();
        witness = Math.min(in.readInt(), pressures.length - 1);
        witnessBefore = in.readDouble();
        dropAtRaise = in.readDouble();
        steppedDown = in.readBoolean();
        backSince = in.readLong();
        profile.read(in);
    }
}
