package io.caretaker.ingest.quality;

import io.caretaker.model.estate.Device;
import io.caretaker.model.estate.Topology;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts of some days, by device and by estate, the worst first. Pure.
 *
 * @param estates those with a device that sent anything
 * @param devices those that sent anything
 */
public record QualityReport(List<OfEstate> estates, List<OfDevice> devices) {
    private static final Comparator<OfDevice> WORST_DEVICE = Comparator.comparingDouble(
                    (OfDevice d) -> d.sum().flawedShare())
            .thenComparingLong(d -> d.sum().flawed())
            .reversed()
            .thenComparing(d -> d.device().id());
    private static final Comparator<OfEstate> WORST_ESTATE =
            Comparator.comparingDouble(OfEstate::flawedShare).reversed().thenComparing(OfEstate::estate);

    /** @param sum all days of the device as one */
    public record OfDevice(Device device, DeviceDay sum) {}

    /**
     * @param devices that sent anything
     * @param flawed of them those with any flaw
     * @param clocksOff of them those whose clock is off
     */
    public record OfEstate(
            String estate, int devices, int flawed, int clocksOff, long readings, Map<Flaw, Long> flaws) {
        public OfEstate {
            flaws = flaws.isEmpty() ? Map.of() : Map.copyOf(flaws);
        }

        public long count(Flaw flaw) {
            return flaws.getOrDefault(flaw, 0L);
        }

        /** As {@link DeviceDay#flawedShare}, over all its devices. */
        public double flawedShare() {
            long found = flaws.entrySet().stream()
                    .filter(e -> e.getKey() != Flaw.CONVERTED)
                    .mapToLong(Map.Entry::getValue)
                    .sum();
            long due = readings + count(Flaw.MISSING);
            return due == 0 ? 0 : Math.min(1, found / (double) due);
        }
    }

    /** @param days of devices of the topology; those of others are left out */
    public static QualityReport of(Topology topology, Collection<DeviceDay> days) {
        Map<String, DeviceDay> sums = new HashMap<>();
        days.forEach(day -> sums.merge(day.device(), day, DeviceDay::plus));
        List<OfDevice> devices = new ArrayList<>();
        Map<String, List<DeviceDay>> byEstate = new HashMap<>();
        sums.values()
                .forEach(sum -> topology.device(sum.device()).ifPresent(device -> {
                    devices.add(new OfDevice(device, sum));
                    byEstate.computeIfAbsent(device.estate(), e -> new ArrayList<>())
                            .add(sum);
                }));
        devices.sort(WORST_DEVICE);
        List<OfEstate> estates = new ArrayList<>();
        byEstate.forEach((estate, its) -> estates.add(sum(estate, its)));
        estates.sort(WORST_ESTATE);
        return new QualityReport(List.copyOf(estates), List.copyOf(devices));
    }

    private static OfEstate sum(String estate, List<DeviceDay> devices) {
        EnumMap<Flaw, Long> flaws = new EnumMap<>(Flaw.class);
        int flawed = 0;
        int clocksOff = 0;
        long readings = 0;
        for (DeviceDay device : devices) {
            device.flaws().forEach((flaw, count) -> flaws.merge(flaw, count, Long::sum));
            flawed += device.flawed() > 0 || device.clockIsOff() ? 1 : 0;
            clocksOff += device.clockIsOff() ? 1 : 0;
            readings += device.readings();
        }
        return new OfEstate(estate, devices.size(), flawed, clocksOff, readings, flaws);
    }
}
