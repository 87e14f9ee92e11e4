package io.caretaker.alerting.detect;

import io.caretaker.model.fault.Evidence;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/**
 * A single series of which nothing is known, judged by three questions: is it harder to predict than usual (short mean of
 * the error of an EWMA forecast against all errors so far), does it lie further from the usual at this time of day than it
 * ever tends to, and is its course one that was not seen before ({@link Novelty}). It raises where the course is newer than
 * anything in memory, or where one of the other two finds it odd and the course is at least somewhat new: what is odd but
 * comes again and again is left alone. After an alarm the next one has to wait, so that one disturbance speaks once.
 */
final class AdaptiveSeries extends Detector {
    private static final double FORECAST_WEIGHT = 0.3;
    /** Readings of the short mean of forecast errors. */
    private static final int SHORT = 3;
    /** Standard deviations of the short mean; errors are heavy-tailed, so far more than a normal one would need. */
    private static final double ERROR_LIMIT = 8;
    /** Standard deviations of the distance from the usual at the time of day. */
    private static final double DAY_LIMIT = 5;

    private static final int BINS = 48;
    private static final long BIN = 1_800_000_000L;
    private static final int BIN_MEMORY = 60;
    private static final int BIN_KNOWN = 6;
    /** Share of the greatest novelty in memory from which on what is odd is not merely a repetition. */
    private static final double SOMEWHAT_NEW = 0.3;
    /** Readings that have to pass between two alarms. */
    private static final int REFRACTORY = 150;

    private final Series series;
    private final RunningScale errors = new RunningScale();
    private final RunningScale distances = new RunningScale();
    private final Novelty novelty = new Novelty();
    private final double[] usual = new double[BINS];
    private final byte[] seen = new byte[BINS];
    private double forecast = Double.NaN;
    private double shortError;
    private double score;
    private int sinceAlarm = REFRACTORY;
    private int goodRun;

    AdaptiveSeries(Settings settings, Series series) {
        super(settings, series.device);
        this.series = series;
    }

    @Override
    boolean reading(long time, FaultRegister faults) {
        if (time != series.time) {
            return raised;
        }
        double value = series.value;
        novelty.add(value);
        int bin = (int) Math.floorMod(Math.floorDiv(time, BIN), (long) BINS);
        double error = Double.isNaN(forecast) ? 0 : Math.abs(value - forecast);
        shortError += (error - shortError) / SHORT;
        score = errors.count() < settings.value("warmup") ? 0 : score(value, bin);
        sinceAlarm = Math.min(sinceAlarm + 1, 2 * REFRACTORY);
        judge(worthNotice(), time, faults);
        learn(value, error, bin);
        return score > 1;
    }

    private double score(double value, int bin) {
        double surprise = errors.above(shortError, 1 / Math.sqrt(SHORT)) / ERROR_LIMIT;
        boolean dayKnown = seen[bin] >= BIN_KNOWN && distances.count() > settings.value("warmup");
        double oddness = dayKnown ? distances.above(Math.abs(value - usual[bin]), 1) / DAY_LIMIT : 0;
        return Math.max(surprise, oddness) * settings.value("sensitivity");
    }

    private boolean worthNotice() {
        if (novelty.readings() <= settings.value("warmup")) {
            return false;
        }
        double sensitivity = settings.value("sensitivity");
        return novelty.newest() * sensitivity > 1 || score > 1 && novelty.recent() * sensitivity > SOMEWHAT_NEW;
    }

    private void judge(boolean worthNotice, long time, FaultRegister faults) {
        if (raised) {
            goodRun = worthNotice || score > 1 ? 0 : goodRun + 1;
            if (goodRun >= settings.value("hold")) {
                clear(time, faults);
            }
        } else if (worthNotice && sinceAlarm > REFRACTORY && !series.late) {
            sinceAlarm = 0;
            goodRun = 0;
            raise(time, time, faults);
        }
    }

    private void learn(double value, double error, int bin) {
        forecast = Double.isNaN(forecast) ? value : forecast + FORECAST_WEIGHT * (value - forecast);
        errors.add(error);
        if (seen[bin] >= BIN_KNOWN) {
            distances.add(Math.abs(value - usual[bin]));
        }
        seen[bin] = (byte) Math.min(seen[bin] + 1, BIN_MEMORY);
        usual[bin] += (value - usual[bin]) / seen[bin];
    }

    @Override
    List<Evidence> evidence() {
        int bin = (int) Math.floorMod(Math.floorDiv(series.time, BIN), (long) BINS);
        return List.of(
                evidence("oddness", score, 1, "1"),
                evidence("novelty", novelty.recent(), 1, "1"),
                evidence(series.metric, series.value, Double.NaN, series.unit),
                evidence(series.metric + "_usual", usual[bin], Double.NaN, series.unit));
    }

    @Override
    void write(DataOutput out) throws IOException {
        super.write(out);
        novelty.write(out);
        errors.write(out);
        distances.write(out);
        for (int i = 0; i < BINS; i++) {
            out.writeDouble(usual[i]);
            out.writeByte(seen[i]);
        }
        out.writeDouble(forecast);
        out.writeDouble(shortError);
        out.writeDouble(score);
        out.writeInt(sinceAlarm);
        out.writeInt(goodRun);
    }

    @Override
    void read(DataInput in) throws IOException {
        super.read(in);
        novelty.read(in);
        errors.read(in);
        distances.read(in);
        for (int i = 0; i < BINS; i++) {
            usual[i] = in.readDouble();
            seen[i] = in.readByte();
        }
        forecast = in.readDouble();
        shortError = in.readDouble();
        score = in.readDouble();
        sinceAlarm = in.readInt();
        goodRun = in.readInt();
    }
}
