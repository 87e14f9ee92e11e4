package io.caretaker.alerting.detect;

import io.caretaker.model.Times;
import io.caretaker.model.fault.Evidence;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;

/**
 * Minimum night flow (UKWIR 99/WM/08/21): the least rolling hour between 02:00 and 05:00 local, held against the 20th
 * percentile of the last seven honest nights. Judged once a night; nights with less than 80 % of their samples, or with a
 * tank at its overflow, are not judged; nights with excess are not learned.
 */
final class NightFlowDetector extends Detector {
    private static final int FROM_SECOND = 2 * 3600;
    private static final int TO_SECOND = 5 * 3600;
    private static final int SLOT_SECONDS = 300;
    private static final int SLOTS = (TO_SECOND - FROM_SECOND) / SLOT_SECONDS;
    private static final int HOUR_SLOTS = 3600 / SLOT_SECONDS;
    private static final int KEPT_NIGHTS = 7;
    private static final double ENOUGH = 0.8;
    private static final double TANK_FULL = 0.98;
    /** Reports of a tank that its rise is judged over: more than the noise of two neighbouring ones. */
    static final int TANK_REPORTS = 3;

    private static final double TANK_RISE_M = 0.04;
    /** Stands for the count of a slot in which a tank was filled. */
    private static final short FILLING = -1;

    private final Series flow;
    private final Series[] tanks;
    private final ZoneId zone;
    private final LocalSeconds clock;

    private final float[] sums = new float[SLOTS];
    private final short[] counts = new short[SLOTS];
    private long night = NONE;
    private boolean tankFull;

    private final double[] honest = new double[KEPT_NIGHTS];
    private int honestNights;
    private int excessNights;
    private int goodNights;
    private long firstExcess = NONE;
    private double flowOfNight = Double.NaN;
    private double usual = Double.NaN;

    NightFlowDetector(Settings settings, Series flow, Series[] tanks, ZoneId zone) {
        super(settings, flow.device);
        this.flow = flow;
        this.tanks = tanks;
        this.zone = zone;
        this.clock = LocalSeconds.of(zone);
    }

    @Override
    boolean reading(long time, FaultRegister faults) {
        long local = clock.at(time);
        long day = Math.floorDiv(local, 86_400L);
        int second = (int) Math.floorMod(local, 86_400L);
        if (night != NONE && (day != night || second >= TO_SECOND)) {
            judgeNight(time, faults);
            night = NONE;
        }
        if (second >= FROM_SECOND && second < TO_SECOND) {
            collect(day, second);
        }
        return excessNights > 0 || raised;
    }

    private void collect(long day, int second) {
        if (night != day) {
            Arrays.fill(sums, 0);
            Arrays.fill(counts, (short) 0);
            night = day;
            tankFull = false;
        }
        int slot = (second - FROM_SECOND) / SLOT_SECONDS;
        for (Series tank : tanks) {
            double height = tank.device.asset.attribute("height_m", Double.NaN);
            tankFull |= tank.known() && tank.value > TANK_FULL * height;
            if (fills(tank)) {
                long since = (flow.time - tank.history.time(TANK_REPORTS - 1)) / 1_000_000L;
                int first = (int) Math.max(0, slot - since / SLOT_SECONDS);
                Arrays.fill(counts, first, slot + 1, FILLING);
            }
        }
        if (counts[slot] != FILLING) {
            sums[slot] += (float) flow.value;
            counts[slot]++;
        }
    }

    /** Whether the tank rose over its last reports: then the inlet's flow is no measure of what leaks. */
    private boolean fills(Series tank) {
        History levels = tank.history;
        return levels != null
                && levels.size() >= TANK_REPORTS
                && flow.time - levels.time(TANK_REPORTS - 1) <= 2 * TANK_REPORTS * tank.device.interval
                && levels.value(0) - levels.value(TANK_REPORTS - 1) > TANK_RISE_M;
    }

    private void judgeNight(long time, FaultRegister faults) {
        int samples = 0;
        for (short count : counts) {
            samples += count == FILLING ? (int) (SLOT_SECONDS * 1_000_000L / device.interval) : count;
        }
        double due = (TO_SECOND - FROM_SECOND) * 1e6 / device.interval;
        if (samples < ENOUGH * due || tankFull || flow.late) {
            return;
        }
        flowOfNight = leastHour();
        if (Double.isNaN(flowOfNight)) {
            return;
        }
        if (honestNights < settings.value("baseline_nights")) {
            learn(flowOfNight);
            return;
        }
        usual = usual();
        double excess = flowOfNight - usual;
        if (raised) {
            judgeRepair(excess, time, faults);
        } else {
            judgeExcess(excess, time, faults);
        }
    }

    private void judgeExcess(double excess, long time, FaultRegister faults) {
        if (excess <= limit("excess", "excess_share")) {
            excessNights = 0;
            learn(flowOfNight);
            return;
        }
        if (excessNights++ == 0) {
            firstExcess = startOfNight();
        }
        if (excessNights >= settings.value("nights") || excess > limit("large_excess", "large_share")) {
            excessNights = 0;
            goodNights = 0;
            raise(firstExcess, time, faults);
        }
    }

    private void judgeRepair(double excess, long time, FaultRegister faults) {
        boolean back = excess <= Math.max(settings.value("clear_share") * usual, settings.value("excess") / 4);
        goodNights = back ? goodNights + 1 : 0;
        if (goodNights >= settings.value("clear_nights")) {
            learn(flowOfNight);
            clear(time, faults);
        }
    }

    private long startOfNight() {
        long local = night * 86_400L + FROM_SECOND;
        return Times.micros(java.time.LocalDateTime.ofEpochSecond(local, 0, java.time.ZoneOffset.UTC)
                .atZone(zone)
                .toInstant());
    }

    private double limit(String absolute, String share) {
        return Math.max(settings.value(absolute), settings.value(share) * usual);
    }

    private double leastHour() {
        double least = Double.NaN;
        for (int first = 0; first + HOUR_SLOTS <= SLOTS; first++) {
            double sum = 0;
            int count = 0;
            boolean filling = false;
            for (int i = first; i < first + HOUR_SLOTS; i++) {
                filling |= counts[i] == FILLING;
                sum += sums[i];
                count += counts[i];
            }
            if (!filling && count > 0 && !(sum / count >= least)) {
                least = sum / count;
            }
        }
        return least;
    }

    private void learn(double value) {
        honest[honestNights % KEPT_NIGHTS] = value;
        honestNights++;
        if (honestNights == 2 * KEPT_NIGHTS) {
            honestNights = KEPT_NIGHTS;
        }
    }

    /** 20th percentile of the kept nights, between the two nearest. */
    private double usual() {
        double[] sorted = Arrays.copyOf(honest, Math.min(honestNights, KEPT_NIGHTS));
        Arrays.sort(sorted);
        double position = 0.2 * (sorted.length - 1);
        int left = (int) position;
        int right = Math.min(left + 1, sorted.length - 1);
        return sorted[left] + (position - left) * (sorted[right] - sorted[left]);
    }

    @Override
    List<Evidence> evidence() {
        double limit = usual + (raised ? limit("excess", "excess_share") : settings.value("clear_share") * usual);
        return List.of(
                evidence("minimum_night_flow", flowOfNight, limit, flow.unit),
                evidence("minimum_night_flow_usual", usual, Double.NaN, flow.unit));
    }

    @Override
    void write(DataOutput out) throws IOException {
        super.write(out);
        for (int i = 0; i < SLOTS; i++) {
            out.writeFloat(sums[i]);
            out.writeShort(counts[i]);
        }
        out.writeLong(night);
        out.writeBoolean(tankFull);
        for (double value : honest) {
            out.writeDouble(value);
        }
        out.writeInt(honestNights);
        out.writeInt(excessNights);
        out.writeInt(goodNights);
        out.writeLong(firstExcess);
        out.writeDouble(flowOfNight);
        out.writeDouble(usual);
    }

    @Override
    void read(DataInput in) throws IOException {
        super.read(in);
        for (int i = 0; i < SLOTS; i++) {
            sums[i] = in.readFloat();
            counts[i] = in.readShort();
        }
        night = in.readLong();
        tankFull = in.readBoolean();
        for (int i = 0; i < honest.length; i++) {
            honest[i] = in.readDouble();
        }
        honestNights = in.readInt();
        excessNights = in.readInt();
        goodNights = in.readInt();
        firstExcess = in.readLong();
        flowOfNight = in.readDouble();
        usual = in.readDouble();
    }
}
