package io.caretaker.sim;

import io.caretaker.model.estate.Topology;
import io.caretaker.sim.device.DeviceFleet;
import io.caretaker.sim.estate.EstateBuilder;
import io.caretaker.sim.estate.EstatePlan;
import io.caretaker.sim.estate.Profiles;
import io.caretaker.sim.fault.FaultBoard;
import io.caretaker.sim.fault.FaultKind;
import io.caretaker.sim.fault.InjectedFault;
import io.caretaker.sim.fault.Injector;
import java.time.Instant;
import java.util.List;

/** Estates with their faults and devices, for tests. */
public final class SimulatedEstates {
    /** A Tuesday at 18:00 local, dark. */
    public static final long BEGIN = Instant.parse("2026-11-24T10:00:00Z").getEpochSecond();

    private final List<EstatePlan> plans;
    private final FaultBoard board;
    private final DeviceFleet devices;
    private final Injector injector;

    public SimulatedEstates(int count, long seed, boolean defects) {
        this(count, seed, defects, BEGIN);
    }

    public SimulatedEstates(int count, long seed, boolean defects, long begin) {
        plans = new EstateBuilder(seed).build(count);
        Topology topology = new Topology(
                plans.stream().map(EstatePlan::estate).toList(),
                plans.stream().flatMap(p -> p.assets().stream()).toList(),
                plans.stream().flatMap(p -> p.devices().stream()).toList(),
                Profiles.all());
        board = new FaultBoard(topology);
        devices = new DeviceFleet(plans, topology, board, seed, defects, begin);
        injector = new Injector(seed, board, devices::sunAt, devices::faultInjected);
    }

    public List<EstatePlan> plans() {
        return plans;
    }

    public FaultBoard board() {
        return board;
    }

    public DeviceFleet devices() {
        return devices;
    }

    public InjectedFault inject(FaultKind kind, String asset, long start) {
        return injector.inject(kind, asset, start);
    }
}
