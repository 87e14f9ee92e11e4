package io.caretaker.dashboards.console;

import io.caretaker.ingest.quality.DeviceDay;
import io.caretaker.ingest.quality.Flaw;
import io.caretaker.ingest.quality.QualityLog;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A day of data quality as estates have it: most devices are fine, some are not, one has a wrong clock. */
final class CountedFlaws implements QualityLog {
    private static final int TODAY = (int) (World.NOW.getEpochSecond() / 86_400);

    @Override
    public Resume resume() {
        return new Resume(0, List.of());
    }

    @Override
    public void put(long nextOffset, List<DeviceDay> days, int keepFromDay) {
        throw new UnsupportedOperationException("pages only read");
    }

    @Override
    public List<DeviceDay> days(List<String> devices, int fromDay, int toDay) {
        return TODAY < fromDay || TODAY > toDay
                ? List.of()
                : devices.stream().map(CountedFlaws::day).toList();
    }

    private static DeviceDay day(String device) {
        Map<Flaw, Long> flaws = new EnumMap<>(Flaw.class);
        long offset = 400_000;
        int kind = Math.floorMod(device.hashCode(), 23);
        if (device.equals("qixia-z1-p5.dev")) {
            offset = 28_800_000_000L;
        } else if (kind == 1) {
            flaws.put(Flaw.MISSING, 37L);
            flaws.put(Flaw.OUT_OF_ORDER, 12L);
        } else if (kind == 2) {
            flaws.put(Flaw.DUPLICATE, 3L);
        } else if (kind == 3) {
            flaws.put(Flaw.OUT_OF_RANGE, 41L);
            flaws.put(Flaw.COUNTER_RESET, 2L);
            flaws.put(Flaw.CONVERTED, 288L);
        }
        long newest = World.NOW.getEpochSecond() * 1_000_000L - kind * 60_000_000L;
        return new DeviceDay(device, TODAY, 288, 288, flaws, offset, newest);
    }
}
