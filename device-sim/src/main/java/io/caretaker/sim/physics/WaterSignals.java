package io.caretaker.sim.physics;

import io.caretaker.model.estate.Asset;
import io.caretaker.model.estate.AssetType;
import io.caretaker.sim.estate.EstatePlan;
import io.caretaker.sim.fault.FaultBoard;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongToDoubleFunction;

/** What the water devices of an estate see. Noise from the metric table of the field guide. */
final class WaterSignals {
    private final Map<String, PressureZone> zones = new HashMap<>();

    WaterSignals(
            EstatePlan plan,
            long seed,
            FaultBoard board,
            LongToDoubleFunction hydrantFlow,
            Map<String, SignalSource> sources) {
        LongToDoubleFunction hydrants = hydrantFlow;
        for (Asset zoneAsset : plan.assets(AssetType.PRESSURE_ZONE)) {
            PressureZone zone = new PressureZone(plan, zoneAsset, seed, board, hydrants);
            hydrants = second -> 0; // hydrants hang on the first zone only
            zones.put(zoneAsset.id(), zone);
            add(plan, zoneAsset.id(), zone, board, sources);
        }
    }

    /** Pressure at the inlet of the zone, or of the only one, kPa. */
    double inletKpa(String zone, long second) {
        PressureZone found = zones.get(zone);
        found.advanceTo(second);
        return found.inletKpa();
    }

    private static void add(
            EstatePlan plan, String id, PressureZone zone, FaultBoard board, Map<String, SignalSource> sources) {
        for (Asset inlet : plan.children(id, AssetType.ZONE_INLET)) {
            sources.put(inlet.id(), (t, out) -> {
                zone.advanceTo(t);
                double flow = zone.inletFlowM3h();
                out.analog("water_flow", flow, Math.max(0.02, 0.01 * flow), 2);
                out.analog("water_pressure", zone.inletKpa(), 2, 1);
            });
        }
        for (Asset section : plan.children(id, AssetType.PIPE_SECTION)) {
            sources.put(section.id(), (t, out) -> {
                zone.advanceTo(t);
                out.analog("water_pressure", zone.pressureKpa(section.id()), 2, 1);
            });
        }
        for (Asset tankAsset : plan.children(id, AssetType.ROOF_TANK)) {
            RoofTank tank = zone.tank(tankAsset.id());
            sources.put(tankAsset.id(), (t, out) -> {
                zone.advanceTo(t);
                out.analog("tank_level", tank.levelM(), 0.005, 3);
                out.analog("water_flow", tank.inflowM3h(), 0.01 * tank.inflowM3h(), 2);
            });
        }
        List<Asset> manholes = plan.children(id, AssetType.SEWER_MANHOLE);
        SewerLine sewer = new SewerLine(manholes, zone, board);
        for (Asset manhole : manholes) {
            sources.put(manhole.id(), (t, out) -> out.analog("sewer_level", sewer.levelM(manhole, t), 0.01, 3));
        }
    }
}
