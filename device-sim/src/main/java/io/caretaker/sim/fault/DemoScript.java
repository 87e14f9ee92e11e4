package io.caretaker.sim.fault;

import io.caretaker.model.estate.Asset;
import io.caretaker.model.estate.Estate;
import io.caretaker.model.estate.Topology;
import io.caretaker.sim.seed.Seeds;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The demo's first hour: one of each striking fault within five minutes, those first that take longest to show, some more after a quarter of an hour, spread over
 * the estates; then it hands over to a light random stream. Not thread-safe.
 */
public final class DemoScript implements Script {
    private record Scene(FaultKind kind, long minute) {}

    private static final List<Scene> SCENES = List.of(
            new Scene(FaultKind.DISPENSER_FILTER_EXHAUSTED, 1),
            new Scene(FaultKind.LAMP_OUT, 1),
            new Scene(FaultKind.PIPE_BURST, 2),
            new Scene(FaultKind.LIGHT_CABINET_OUTAGE, 3),
            new Scene(FaultKind.FIRE_MAIN_LOW_PRESSURE, 5),
            new Scene(FaultKind.FIRE_PUMP_UNAVAILABLE, 16),
            new Scene(FaultKind.DISPENSER_UV_FAILURE, 20),
            new Scene(FaultKind.ROOF_TANK_LOW, 24),
            new Scene(FaultKind.LIGHT_LEAKAGE_CURRENT, 32),
            new Scene(FaultKind.SEWER_BLOCKAGE, 40));

    private final Topology topology;
    private final FaultBoard board;
    private final Injector injector;
    private final Script afterwards;
    private final RandomGenerator random;
    private final long begin;
    private int scene;

    /** @param begin when the demo starts, seconds since 1970 */
    public DemoScript(
            long seed, Topology topology, FaultBoard board, Injector injector, long begin, Script afterwards) {
        this.topology = topology;
        this.board = board;
        this.injector = injector;
        this.afterwards = afterwards;
        this.random = Seeds.generator(seed, "script/demo");
        this.begin = begin;
    }

    @Override
    public void advance(long from, long to) {
        while (scene < SCENES.size() && begin + SCENES.get(scene).minute() * 60 <= to) {
            play(SCENES.get(scene));
            scene++;
        }
        afterwards.advance(from, to);
    }

    private void play(Scene next) {
        List<Estate> estates = new ArrayList<>(topology.estates());
        estates.sort(Comparator.comparing(Estate::id));
        for (int i = 0; i < estates.size(); i++) {
            String estate = estates.get((scene + i) % estates.size()).id();
            List<Asset> candidates = topology.assets().stream()
                    .filter(a ->
                            a.estate().equals(estate) && a.type() == next.kind().assetType())
                    .filter(a -> RandomScript.suits(next.kind(), a) && !board.disturbed(a.id()))
                    .sorted(Comparator.comparing(Asset::id))
                    .toList();
            if (!candidates.isEmpty()) {
                Asset asset = candidates.get(random.nextInt(candidates.size()));
                injector.inject(next.kind(), asset.id(), begin + next.minute() * 60);
                return;
            }
        }
    }
}
