package io.caretaker.sim.physics;

import io.caretaker.model.estate.Asset;
import io.caretaker.sim.fault.FaultBoard;
import io.caretaker.sim.fault.FaultKind;
import io.caretaker.sim.fault.InjectedFault;
import java.util.List;
import java.util.Optional;

/** Manholes along one sewer, in flow order: backed up behind a blockage, half empty beyond it. Not thread-safe. */
final class SewerLine {
    private final List<Asset> manholes;
    private final PressureZone zone;
    private final FaultBoard board;

    SewerLine(List<Asset> manholes, PressureZone zone, FaultBoard board) {
        this.manholes = List.copyOf(manholes);
        this.zone = zone;
        this.board = board;
    }

    /** Metres above the invert; 8 to 20 % of the depth in dry weather, following the demand of half an hour ago. */
    double levelM(Asset manhole, long second) {
        zone.advanceTo(second);
        double share = 0.08 + 0.12 * Math.min(1, zone.delayedMultiplier() / 2.2);
        int own = manholes.indexOf(manhole);
        for (int i = 0; i < manholes.size(); i++) {
            Optional<InjectedFault> blocked =
                    board.find(FaultKind.SEWER_BLOCKAGE, manholes.get(i).id(), second);
            if (blocked.isPresent()) {
                double intensity = blocked.get().intensity(second);
                if (own > i) {
                    share *= 1 - 0.5 * intensity;
                } else {
                    double backedUp = blocked.get().magnitude() * Math.pow(0.75, i - own);
                    share += Math.max(0, backedUp - share) * intensity;
                }
            }
        }
        return share * manhole.attribute("depth_m", 2.5);
    }
}
