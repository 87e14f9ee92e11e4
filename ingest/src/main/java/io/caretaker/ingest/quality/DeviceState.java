package io.caretaker.ingest.quality;

import io.caretaker.model.estate.Topology;
import io.caretaker.model.reading.Quality;
import io.caretaker.model.reading.Reading;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What is remembered of one device, and the counts of its day. For one thread. */
final class DeviceState {
    private static final long NEVER = Long.MIN_VALUE;
    /** A profile has some dozens at most; more is a device that makes names up. */
    private static final int MOST_SERIES = 256;

    private final String device;
    private final List<SeriesState> series = new ArrayList<>(4);
    private final long[] flaws = new long[Flaw.count()];
    private int day = Integer.MIN_VALUE;
    private long messages;
    private long readings;
    private long offset = Long.MAX_VALUE;
    private long last = NEVER;
    private boolean changed;
    private Topology registry;
    private long intervalMicros;

    DeviceState(String device) {
        this.device = device;
    }

    /** Goes on where an earlier run stopped. */
    void resume(DeviceDay stored) {
        day = stored.day();
        messages = stored.messages();
        readings = stored.readings();
        offset = stored.offsetMicros();
        last = stored.lastMicros();
        for (int i = 0; i < flaws.length; i++) {
            flaws[i] = stored.count(Flaw.at(i));
        }
    }

    /** Whether what is known of the registry still holds: asked at every message, so by identity. */
    boolean isOf(Topology topology) {
        return registry == topology;
    }

    void registered(Topology topology, long interval) {
        registry = topology;
        intervalMicros = interval;
    }

    int day() {
        return day;
    }

    void begin(int newDay) {
        day = newDay;
        messages = 0;
        readings = 0;
        offset = Long.MAX_VALUE;
        Arrays.fill(flaws, 0);
    }

    void message(long arrival, List<Reading> received) {
        changed = true;
        messages++;
        readings += received.size();
        long newest = NEVER;
        for (int i = 0; i < received.size(); i++) {
            Reading reading = received.get(i);
            boolean good = reading.quality() == Quality.GOOD;
            newest = Math.max(newest, reading.timeMicros());
            Flaw flaw = series(reading.metric()).add(reading.timeMicros(), reading.value(), good);
            if (flaw != null) {
                flaws[flaw.ordinal()]++;
            }
            if (!good) {
                flaws[Flaw.ofReason(reading.reason()).ordinal()]++;
            }
        }
        if (newest != NEVER) {
            offset = Math.min(offset, arrival - newest);
            gap(newest);
        }
    }

    /** A message that comes after its turn fills one gap: it is late, no longer missing. */
    private void gap(long newest) {
        int missing = Flaw.MISSING.ordinal();
        if (newest > last) {
            if (last != NEVER && intervalMicros > 0) {
                // Half an interval of play: devices wake by clocks of their own.
                flaws[missing] += Math.max(0, (newest - last + intervalMicros / 2) / intervalMicros - 1);
            }
            last = newest;
        } else if (newest < last && flaws[missing] > 0) {
            flaws[missing]--;
        }
    }

    void converted(long count) {
        changed = true;
        flaws[Flaw.CONVERTED.ordinal()] += count;
    }

    private SeriesState series(String metric) {
        for (int i = 0; i < series.size(); i++) {
            if (series.get(i).isOf(metric)) {
                return series.get(i);
            }
        }
        SeriesState added = new SeriesState(metric);
        if (series.size() < MOST_SERIES) {
            series.add(added);
        }
        return added;
    }

    /** The counts when they have changed since the last call, else null. */
    DeviceDay takeChanged() {
        if (!changed) {
            return null;
        }
        changed = false;
        Map<Flaw, Long> found = new EnumMap<>(Flaw.class);
        for (int i = 0; i < flaws.length; i++) {
            if (flaws[i] > 0) {
                found.put(Flaw.at(i), flaws[i]);
            }
        }
        return new DeviceDay(
                device,
                day,
                messages,
                readings,
                found,
                offset == Long.MAX_VALUE ? 0 : offset,
                last == NEVER ? 0 : last);
    }
}
