package io.caretaker.sim.physics;

import io.caretaker.model.estate.Asset;
import io.caretaker.model.estate.AssetType;
import io.caretaker.sim.estate.EstatePlan;
import io.caretaker.sim.fault.FaultBoard;
import io.caretaker.sim.fault.FaultKind;
import io.caretaker.sim.fault.InjectedFault;
import io.caretaker.sim.seed.Seeds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongToDoubleFunction;
import java.util.random.RandomGenerator;

/**
 * Hydraulics of one zone in steps of a minute: demand, leakage, tanks and bursts give the inlet flow; source pressure,
 * friction ({@code R Q^1.852}, Hazen-Williams), height and bursts give the pressure at each point. Not thread-safe; time
 * never goes back, and the state at a minute does not depend on when it was asked for.
 */
final class PressureZone {
    private static final double FRICTION_EXPONENT = 1.852;
    private static final double KPA_PER_M = 9.81;
    /** Of a burst's pressure drop, what reaches every point of the zone; the rest fades with distance. */
    private static final double SHARED_DROP = 0.35;

    private static final double FADE_M = 200;
    /** Drop at the break per m3/h lost: 14 to 28 m3/h give 63 to 126 kPa, inside the 20 to 150 of the field guide. */
    private static final double DROP_KPA_PER_M3H = 4.5;
    /** Below it the tanks' float valves give nothing. */
    private static final double TANK_NEEDS_KPA = 80;

    private static final int SEWER_DELAY_MINUTES = 30;

    private record Point(Asset asset, double distance, double rise) {}

    private final String zone;
    private final List<Point> points = new ArrayList<>();
    private final Map<String, RoofTank> tanks = new HashMap<>();
    private final List<RoofTank> tankOrder = new ArrayList<>();
    private final Map<String, Double> pressures = new HashMap<>();
    private final FaultBoard board;
    private final LongToDoubleFunction hydrantFlow;
    private final Demand demand;
    private final RandomGenerator random;
    private final double households;
    private final double sourceKpa;
    private final double friction;
    private final double length;
    private final double leakageAt500;
    private final double[] multipliers = new double[SEWER_DELAY_MINUTES];
    private long minute = Long.MIN_VALUE;
    private double sourceNoise;
    private double meanKpa = 300;
    private double inletFlow;
    private double inletKpa;

    /** @param hydrantFlow what open hydrants take at a time, m3/h */
    PressureZone(EstatePlan plan, Asset zone, long seed, FaultBoard board, LongToDoubleFunction hydrantFlow) {
        this.zone = zone.id();
        this.board = board;
        this.hydrantFlow = hydrantFlow;
        this.random = Seeds.generator(seed, "zone/" + zone.id());
        this.households = zone.attribute("households", 500);
        this.demand = new Demand(seed, "demand/" + zone.id(), plan.estate().zone(), households);
        this.sourceKpa = random.nextDouble(350, 375);
        this.leakageAt500 = random.nextDouble(0.3, 1.0) * households / 1000;
        for (Asset a : plan.children(zone.id(), AssetType.PIPE_SECTION)) {
            points.add(new Point(a, a.attribute("distance_m", 100), a.attribute("rise_m", 0)));
        }
        this.length = points.stream().mapToDouble(Point::distance).max().orElse(1);
        for (Asset a : plan.children(zone.id(), AssetType.ROOF_TANK)) {
            RoofTank tank = new RoofTank(a, seed, board);
            tanks.put(a.id(), tank);
            tankOrder.add(tank);
        }
        double peak = 1.85 * households * Demand.HOUSEHOLD_M3H + 8;
        this.friction = random.nextDouble(32, 45) / Math.pow(peak, FRICTION_EXPONENT);
    }

    void advanceTo(long second) {
        long asked = Math.floorDiv(second, 60);
        if (minute == Long.MIN_VALUE) {
            minute = asked - 1;
        }
        while (minute < asked) {
            step(++minute * 60);
        }
    }

    double inletFlowM3h() {
        return inletFlow;
    }

    double inletKpa() {
        return inletKpa;
    }

    double pressureKpa(String section) {
        return pressures.get(section);
    }

    RoofTank tank(String asset) {
        return tanks.get(asset);
    }

    /** Demand as a multiple of its mean, half an hour ago: what sewers carry now. */
    double delayedMultiplier() {
        return multipliers[(int) Math.floorMod(minute + 1, (long) SEWER_DELAY_MINUTES)];
    }

    private void step(long second) {
        double multiplier = demand.multiplier(second);
        multipliers[(int) Math.floorMod(minute, (long) SEWER_DELAY_MINUTES)] = multiplier;
        sourceNoise = 0.995 * sourceNoise + Math.sqrt(1 - 0.995 * 0.995) * 8 * random.nextGaussian();
        double head = sourceKpa + sourceNoise - board.effect(FaultKind.SUPPLY_LOW_PRESSURE, zone, second);

        double drawn = households * Demand.HOUSEHOLD_M3H * multiplier * Math.min(1, Math.sqrt(meanKpa / 150));
        double flow = drawn / 2 + hydrantFlow.applyAsDouble(second) + leakageAt500 * Math.pow(meanKpa / 500, 1.5);
        for (RoofTank tank : tankOrder) {
            tank.step(second, drawn / 2 / tankOrder.size(), inletKpa > TANK_NEEDS_KPA || inletKpa == 0);
            flow += tank.inflowM3h();
        }
        for (Point point : points) {
            flow += board.effect(FaultKind.PIPE_LEAK_HIDDEN, point.asset().id(), second)
                    * Math.pow(meanKpa / 300, 1.25);
        }
        double friction0 = friction * Math.pow(Math.max(0, flow), FRICTION_EXPONENT);
        List<Burst> bursts = bursts(second);
        double sum = 0;
        for (Point point : points) {
            double loss = friction0 * point.distance() / length;
            double kpa = head - loss - KPA_PER_M * point.rise() - drop(bursts, point.distance());
            kpa = Math.max(5, kpa);
            pressures.put(point.asset().id(), kpa);
            sum += kpa;
        }
        inletKpa = Math.max(5, head - drop(bursts, 0));
        for (Burst burst : bursts) {
            flow += burst.flow() * Math.sqrt(Math.max(0, meanKpa) / 300);
        }
        inletFlow = flow;
        meanKpa = points.isEmpty() ? inletKpa : sum / points.size();
    }

    private record Burst(double flow, double distance) {}

    private List<Burst> bursts(long second) {
        List<Burst> bursts = new ArrayList<>();
        for (Point point : points) {
            Optional<InjectedFault> fault =
                    board.find(FaultKind.PIPE_BURST, point.asset().id(), second);
            fault.ifPresent(f -> bursts.add(new Burst(f.effect(second), point.distance())));
        }
        return bursts;
    }

    private static double drop(List<Burst> bursts, double distance) {
        double drop = 0;
        for (Burst burst : bursts) {
            double near = Math.exp(-Math.abs(distance - burst.distance()) / FADE_M);
            drop += DROP_KPA_PER_M3H * burst.flow() * (SHARED_DROP + (1 - SHARED_DROP) * near);
        }
        return drop;
    }
}
