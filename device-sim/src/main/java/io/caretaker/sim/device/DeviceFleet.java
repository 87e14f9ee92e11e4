package io.caretaker.sim.device;

import io.caretaker.model.estate.Asset;
import io.caretaker.model.estate.AssetType;
import io.caretaker.model.estate.Device;
import io.caretaker.model.estate.Topology;
import io.caretaker.sim.clock.Sun;
import io.caretaker.sim.estate.EstatePlan;
import io.caretaker.sim.estate.Profiles;
import io.caretaker.sim.fault.FaultBoard;
import io.caretaker.sim.fault.FaultKind;
import io.caretaker.sim.fault.InjectedFault;
import io.caretaker.sim.physics.EstateWorld;
import io.caretaker.sim.seed.Seeds;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.random.RandomGenerator;

/**
 * All devices of all estates on one virtual clock. What {@link #until} returns over a span does not depend on the steps it
 * was asked in. Not thread-safe.
 */
public final class DeviceFleet {
    private static final double LAST_GASP_SHARE = 0.7;
    /** A contact that changed is reported at once and repeated, so that one lost message does not hide it. */
    private static final long[] REPEATS_S = {2, 62, 122};

    private record Due(long second, int device, boolean regular, boolean lastGasp) {}

    private record Sent(Message message, long order) {}

    private final long seed;
    private final Topology topology;
    private final Map<String, EstateWorld> worlds = new HashMap<>();
    private final List<SimulatedDevice> devices = new ArrayList<>();
    private final Map<String, List<Integer>> byAsset = new HashMap<>();
    private final PriorityQueue<Due> due = new PriorityQueue<>(
            Comparator.comparingLong(Due::second).thenComparingInt(Due::device).thenComparing(Due::regular));
    private final PriorityQueue<Sent> network = new PriorityQueue<>(
            Comparator.<Sent>comparingLong(s -> s.message().second()).thenComparingLong(Sent::order));
    private long sent;

    /**
     * @param board where faults are looked up; the caller injects into it
     * @param begin nothing is reported at or before this second
     */
    public DeviceFleet(
            List<EstatePlan> plans, Topology topology, FaultBoard board, long seed, boolean defects, long begin) {
        this.seed = seed;
        this.topology = topology;
        TelemetryJson json = new TelemetryJson();
        for (EstatePlan plan : plans) {
            EstateWorld world = new EstateWorld(plan, seed, board);
            worlds.put(plan.estate().id(), world);
            for (Device device : plan.devices()) {
                SimulatedDevice simulated = new SimulatedDevice(
                        device,
                        Profiles.of(device.profile()),
                        world.source(device.asset()),
                        cabinetsAbove(device.asset()),
                        board,
                        seed,
                        defects,
                        json);
                int index = devices.size();
                devices.add(simulated);
                byAsset.computeIfAbsent(device.asset(), a -> new ArrayList<>()).add(index);
                due.add(new Due(simulated.nextReport(begin), index, true, false));
            }
        }
    }

    public Sun sunAt(String asset) {
        return worlds.get(topology.asset(asset).orElseThrow().estate()).sun();
    }

    /** Lets devices report at once what the fault does to a contact or to their power. */
    public void faultInjected(InjectedFault fault) {
        if (!fault.kind().reportsAtOnce()) {
            return;
        }
        boolean powerLost = fault.kind() == FaultKind.LIGHT_CABINET_OUTAGE;
        for (int device : byAsset.getOrDefault(fault.asset(), List.of())) {
            for (long repeat : REPEATS_S) {
                due.add(new Due(fault.start() + repeat, device, false, powerLost));
            }
        }
        if (powerLost) {
            RandomGenerator random = Seeds.generator(seed, "last-gasp/" + fault.id());
            for (Asset circuit : topology.childrenOf(fault.asset())) {
                for (Asset lamp : topology.childrenOf(circuit.id())) {
                    if (random.nextDouble() < LAST_GASP_SHARE) {
                        byAsset.getOrDefault(lamp.id(), List.of())
                                .forEach(d -> due.add(new Due(fault.start() + random.nextLong(1, 4), d, false, true)));
                    }
                }
            }
        }
    }

    /** Everything handed to the network up to and including the second, in that order, that was not returned before. */
    public List<Message> until(long second) {
        while (!due.isEmpty() && due.peek().second() <= second) {
            Due next = due.poll();
            SimulatedDevice device = devices.get(next.device());
            device.report(
                    next.second(),
                    next.lastGasp(),
                    (at, payload) -> network.add(
                            new Sent(new Message(device.device().id(), device.topic(), at, payload), sent++)));
            if (next.regular()) {
                due.add(new Due(device.nextReport(next.second()), next.device(), true, false));
            }
        }
        List<Message> messages = new ArrayList<>();
        while (!network.isEmpty() && network.peek().message().second() <= second) {
            messages.add(network.poll().message());
        }
        return messages;
    }

    private List<String> cabinetsAbove(String asset) {
        return topology.asset(asset).map(topology::pathUp).orElse(List.of()).stream()
                .filter(a -> a.type() == AssetType.LIGHTING_CABINET)
                .map(Asset::id)
                .toList();
    }
}
