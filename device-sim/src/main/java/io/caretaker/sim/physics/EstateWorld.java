package io.caretaker.sim.physics;

import io.caretaker.model.estate.Asset;
import io.caretaker.model.estate.AssetType;
import io.caretaker.sim.clock.Sun;
import io.caretaker.sim.estate.EstatePlan;
import io.caretaker.sim.fault.FaultBoard;
import java.util.HashMap;
import java.util.Map;

/** The true state of everything in one estate, by asset. Not thread-safe; sample in the order of time. */
public final class EstateWorld {
    private final Map<String, SignalSource> sources = new HashMap<>();
    private final Sun sun;

    public EstateWorld(EstatePlan plan, long seed, FaultBoard board) {
        sun = new Sun(plan.estate().latitude(), plan.estate().longitude());
        FireSignals fire = new FireSignals(plan, seed, board);
        WaterSignals water = new WaterSignals(plan, seed, board, fire::hydrantFlow, sources);
        String firstZone = plan.assets(AssetType.PRESSURE_ZONE).get(0).id();
        fire.add(sources, t -> water.inletKpa(firstZone, t));
        LightSignals.add(plan, seed, board, sun, sources);
        for (Asset dispenser : plan.assets(AssetType.DISPENSER)) {
            String zone = dispenser.parent().orElse(firstZone);
            sources.put(
                    dispenser.id(),
                    new Dispenser(dispenser, plan.estate().zone(), seed, board, t -> water.inletKpa(zone, t)));
        }
    }

    /** What a device on the asset measures. */
    public SignalSource source(String asset) {
        return sources.get(asset);
    }

    public Sun sun() {
        return sun;
    }
}
