package io.caretaker.sim.physics;

import static org.assertj.core.api.Assertions.assertThat;

import io.caretaker.model.estate.Asset;
import io.caretaker.model.estate.AssetType;
import io.caretaker.model.estate.Topology;
import io.caretaker.sim.SimulatedEstates;
import io.caretaker.sim.clock.Sun;
import io.caretaker.sim.estate.EstatePlan;
import io.caretaker.sim.fault.FaultBoard;
import io.caretaker.sim.fault.FaultKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class EstateWorldTest {
    private static final long BEGIN = SimulatedEstates.BEGIN;
    private static final long HOUR = 3600;
    private static final long DAY = 86_400;

    /** Reads true values: no noise, no rounding. */
    private static final class TrueValues implements Sensors {
        final Map<String, Double> values = new HashMap<>();

        @Override
        public void analog(String metric, double trueValue, double sigma, int decimals) {
            values.put(metric, trueValue);
        }

        @Override
        public void state(String metric, boolean on) {
            values.put(metric, on ? 1.0 : 0.0);
        }

        @Override
        public void counter(String metric, double total, int decimals) {
            values.put(metric, total);
        }
    }

    @Property(tries = 12)
    void aBurstRaisesTheFlowAndLowersPressureMostNearTheBreak(
            @ForAll @IntRange(min = 0, max = 100_000) int seed, @ForAll @IntRange(min = 1, max = 8) int section) {
        SimulatedEstates estates = new SimulatedEstates(1, seed, false);
        EstateWorld calm = world(estates, seed, new FaultBoard(Topology.empty()));
        estates.inject(FaultKind.PIPE_BURST, "e01-pz1-p" + section, BEGIN + HOUR);
        EstateWorld burst = world(estates, seed, estates.board());
        long during = BEGIN + HOUR + 300;
        List<Asset> sections = estates.plans().get(0).children("e01-pz1", AssetType.PIPE_SECTION);

        double extra = value(burst, "e01-pz1-inlet", "water_flow", during)
                - value(calm, "e01-pz1-inlet", "water_flow", during);
        assertThat(extra).isBetween(8.0, 32.0);
        double broken = sections.get(section - 1).attribute("distance_m", 0);
        Map<Double, Double> dropByDistance = new TreeMap<>();
        for (Asset point : sections) {
            double drop = value(calm, point.id(), "water_pressure", during)
                    - value(burst, point.id(), "water_pressure", during);
            assertThat(drop).isBetween(15.0, 150.0);
            dropByDistance.put(Math.abs(point.attribute("distance_m", 0) - broken), drop);
        }
        assertThat(List.copyOf(dropByDistance.values()))
                .isSortedAccordingTo((a, b) -> Math.abs(a - b) < 3 ? 0 : Double.compare(b, a));
    }

    @Property(tries = 6)
    void lampsFollowTheSun(@ForAll @IntRange(min = 0, max = 100_000) int seed) {
        SimulatedEstates estates = new SimulatedEstates(1, seed, false);
        EstateWorld world = world(estates, seed, estates.board());
        Sun sun = world.sun();
        for (long t = BEGIN; t < BEGIN + DAY; t += 900) {
            double watts = value(world, "e01-lc1-k1-l05", "lamp_power", t);
            boolean darkForLong = sun.elevation(t) < -6 && sun.elevation(t - 900) < -6;
            boolean lightForLong = sun.elevation(t) > 1 && sun.elevation(t - 1800) > 1;
            if (darkForLong) {
                assertThat(watts).isGreaterThan(10);
            } else if (lightForLong) {
                assertThat(watts).isLessThan(1);
            }
        }
    }

    @Example
    void aDeadLampStaysDarkWhileItsNeighbourBurns() {
        SimulatedEstates estates = new SimulatedEstates(1, 3, false);
        estates.inject(FaultKind.LAMP_OUT, "e01-lc1-k1-l05", BEGIN);
        EstateWorld world = world(estates, 3, estates.board());

        assertThat(value(world, "e01-lc1-k1-l05", "lamp_power", BEGIN + HOUR)).isLessThan(1);
        assertThat(value(world, "e01-lc1-k1-l05", "lamp_voltage", BEGIN + HOUR)).isGreaterThan(200);
        assertThat(value(world, "e01-lc1-k1-l06", "lamp_power", BEGIN + HOUR)).isGreaterThan(25);
    }

    @Property(tries = 6)
    void anOrdinaryWeekStaysInsideTheLimitsOfTheCatalogue(@ForAll @IntRange(min = 0, max = 100_000) int seed) {
        SimulatedEstates estates = new SimulatedEstates(1, seed, false);
        EstatePlan plan = estates.plans().get(0);
        EstateWorld world = world(estates, seed, estates.board());
        for (long t = BEGIN; t < BEGIN + 7 * DAY; t += 600) {
            for (Asset a : plan.assets()) {
                switch (a.type()) {
                    case PIPE_SECTION ->
                        assertThat(value(world, a.id(), "water_pressure", t)).isBetween(150.0, 450.0);
                    case ROOF_TANK ->
                        assertThat(value(world, a.id(), "tank_level", t) / a.attribute("height_m", 1))
                                .isBetween(0.5, 0.95);
                    case SEWER_MANHOLE ->
                        assertThat(value(world, a.id(), "sewer_level", t) / a.attribute("depth_m", 1))
                                .isBetween(0.05, 0.25);
                    case FIRE_TANK ->
                        assertThat(value(world, a.id(), "fire_tank_level", t))
                                .isGreaterThan(a.attribute("required_level_m", 0));
                    case LIGHTING_CABINET ->
                        assertThat(value(world, a.id(), "residual_current", t)).isLessThan(50);
                    case DISPENSER ->
                        assertThat(value(world, a.id(), "filter_volume_total", t))
                                .isLessThan(0.95 * a.attribute("filter_rated_l", 0));
                    default -> {}
                }
            }
        }
    }

    @Example
    void anEmptyingTankFallsBelowItsReserveWithinItsRamp() {
        SimulatedEstates estates = new SimulatedEstates(1, 3, false);
        long ramp =
                estates.inject(FaultKind.ROOF_TANK_LOW, "e01-pz1-tank2", BEGIN).rampSeconds();
        EstateWorld world = world(estates, 3, estates.board());

        assertThat(value(world, "e01-pz1-tank2", "tank_level", BEGIN + ramp) / 2.5)
                .isLessThan(0.25);
        assertThat(value(world, "e01-pz1-tank2", "water_flow", BEGIN + ramp)).isZero();
    }

    @Example
    void aLowSupplyReachesTheCriticalPoint() {
        SimulatedEstates estates = new SimulatedEstates(1, 3, false);
        estates.inject(FaultKind.SUPPLY_LOW_PRESSURE, "e01-pz2", BEGIN);
        EstateWorld world = world(estates, 3, estates.board());

        double lowest = estates.plans().get(0).children("e01-pz2", AssetType.PIPE_SECTION).stream()
                .mapToDouble(a -> value(world, a.id(), "water_pressure", BEGIN + HOUR))
                .min()
                .orElseThrow();
        assertThat(lowest).isLessThan(95);
    }

    @Example
    void anExhaustedFilterPassesItsRatingAndStartsAnewAfterTheRepair() {
        SimulatedEstates estates = new SimulatedEstates(1, 3, false);
        estates.inject(FaultKind.DISPENSER_FILTER_EXHAUSTED, "e01-dw1", BEGIN);
        EstateWorld world = world(estates, 3, estates.board());

        assertThat(value(world, "e01-dw1", "filter_volume_total", BEGIN + HOUR)).isGreaterThan(10_000);
        estates.board().repair("e01-dw1", "dispenser-filter-exhausted", BEGIN + HOUR + 1);
        assertThat(value(world, "e01-dw1", "filter_volume_total", BEGIN + HOUR + 300))
                .isLessThan(100);
    }

    private static EstateWorld world(SimulatedEstates estates, long seed, FaultBoard board) {
        EstateWorld world = new EstateWorld(estates.plans().get(0), seed, board);
        value(world, "e01-pz1-inlet", "water_flow", BEGIN);
        value(world, "e01-pz2-inlet", "water_flow", BEGIN);
        return world;
    }

    private static double value(EstateWorld world, String asset, String metric, long second) {
        TrueValues values = new TrueValues();
        world.source(asset).sample(second, values);
        return values.values.get(metric);
    }
}
