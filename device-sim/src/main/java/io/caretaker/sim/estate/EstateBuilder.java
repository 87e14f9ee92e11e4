package io.caretaker.sim.estate;

import io.caretaker.model.InvalidValue;
import io.caretaker.model.Text;
import io.caretaker.model.estate.AssetType;
import io.caretaker.model.estate.Estate;
import io.caretaker.sim.seed.Seeds;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Lays out housing estates around Hangzhou: 200 devices each, on average 2,499 residents, so that ten of them are 2,000
 * devices and 24,989 residents. The same seed gives the same estates, and the first n of more are the same n.
 */
public final class EstateBuilder {
    /** Most estates of one run: ids carry two digits. */
    public static final int MOST = 99;

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final double LATITUDE = 30.274;
    private static final double LONGITUDE = 120.155;
    private static final double PERSONS_PER_HOUSEHOLD = 2.6;
    /** Residents of ten estates; together 24,989. */
    private static final int[] RESIDENTS = {2_864, 2_412, 1_987, 3_105, 2_230, 2_678, 1_845, 2_951, 2_540, 2_377};

    private static final List<Text> NAMES = List.of(
            new Text("Osmanthus Garden", "桂花苑"),
            new Text("Willow Bank", "柳岸春晓"),
            new Text("Emerald Lake", "翠湖家园"),
            new Text("Sunrise Court", "朝阳新村"),
            new Text("Plum Blossom Lane", "梅苑小区"),
            new Text("Canal View", "运河人家"),
            new Text("Bamboo Grove", "竹径雅居"),
            new Text("Harmony New Town", "和睦新城"),
            new Text("Lotus Bay", "荷塘月色"),
            new Text("Pagoda Hill", "宝塔山庄"));

    private final long seed;

    public EstateBuilder(long seed) {
        this.seed = seed;
    }

    /** @throws InvalidValue when count is not 1 to {@value #MOST} */
    public List<EstatePlan> build(int count) {
        if (count < 1 || count > MOST) {
            throw new InvalidValue("estates", count, "1 to " + MOST);
        }
        List<EstatePlan> plans = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            plans.add(plan(i));
        }
        return plans;
    }

    private EstatePlan plan(int index) {
        Text name = name(index);
        String id = name.en().toLowerCase(Locale.ROOT).replace(' ', '-');
        RandomGenerator random = Seeds.generator(seed, "plan/" + id);
        int residents = RESIDENTS[index % RESIDENTS.length];
        int households = (int) Math.round(residents / PERSONS_PER_HOUSEHOLD);
        Estate estate = new Estate(
                id,
                name,
                rounded(LATITUDE + random.nextDouble(-0.06, 0.06)),
                rounded(LONGITUDE + random.nextDouble(-0.08, 0.08)),
                ZONE,
                households);
        PlanDraft draft = new PlanDraft(id, String.format(Locale.ROOT, "e%02d", index + 1));
        List<String> buildings = new ArrayList<>();
        for (int b = 1; b <= 8; b++) {
            buildings.add(draft.asset("b" + b, null, AssetType.BUILDING, "Building " + b, b + "号楼", Map.of()));
        }
        List<String> zones = WaterLayout.add(draft, random, households);
        LightingLayout.add(draft, random, buildings);
        DispenserLayout.add(draft, random, zones);
        FireLayout.add(draft, random);
        return new EstatePlan(estate, residents, draft.assets, draft.devices);
    }

    private static Text name(int index) {
        Text name = NAMES.get(index % NAMES.size());
        int phase = index / NAMES.size() + 1;
        return phase == 1 ? name : new Text(name.en() + " Phase " + phase, name.zh() + phase + "期");
    }

    private static double rounded(double degrees) {
        return Math.round(degrees * 1e5) / 1e5;
    }
}
