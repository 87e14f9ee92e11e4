package io.caretaker.dashboards.console.estate;

import io.caretaker.dashboards.console.estate.EstateIndex.Placed;
import io.caretaker.dashboards.console.shell.Links;
import io.caretaker.dashboards.console.text.Say;
import io.caretaker.model.estate.Asset;
import io.caretaker.model.estate.AssetType;
import io.caretaker.model.estate.Family;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The schematic plan of an estate: each system is a one-line diagram, its head on the left, its members along lines in
 * the order of the pipe or cable. Pure: the same registry gives the same drawing.
 */
final class EstatePlan {
    /** Members in one line; with the head this fits the width of a phone. */
    private static final int PER_LINE = 16;

    private static final int STEP = 18;
    private static final int LINE_HEIGHT = 22;
    private static final int LEFT = 44;
    private static final int TOP = 14;
    private static final int HEAD_X = 15;

    private final Say say;
    private final Conditions conditions;

    EstatePlan(Say say, Conditions conditions) {
        this.say = say;
        this.conditions = conditions;
    }

    record FamilyPart(String id, String label, int total, int faults, int repairs, int silent, List<Drawing> drawings) {
        public boolean calm() {
            return faults + repairs + silent == 0;
        }
    }

    record Drawing(
            String name,
            Optional<Dot> head,
            int members,
            int bad,
            int width,
            int height,
            List<Line> lines,
            List<Dot> dots) {}

    record Line(int x1, int y1, int x2, int y2) {}

    /** @param shape {@code c} circle, {@code r} square, {@code d} diamond, {@code h} square of a head */
    record Dot(String href, int x, int y, String shape, Condition condition, String title) {
        /** Corner of the square, which is larger for a head. */
        public int left() {
            return x - ("h".equals(shape) ? 9 : 5);
        }

        public int top() {
            return y - ("h".equals(shape) ? 9 : 5);
        }

        /** Upper tip of the diamond. */
        public int tip() {
            return y - 6;
        }
    }

    List<FamilyPart> draw(List<Placed> assets) {
        Map<Family, List<Placed>> byFamily = new EnumMap<>(Family.class);
        assets.forEach(p ->
                byFamily.computeIfAbsent(p.family(), k -> new ArrayList<>()).add(p));
        List<FamilyPart> parts = new ArrayList<>();
        byFamily.forEach((family, members) -> parts.add(part(family, members)));
        return parts;
    }

    private FamilyPart part(Family family, List<Placed> members) {
        Map<Optional<String>, List<Placed>> groups = new LinkedHashMap<>();
        members.forEach(p -> groups.computeIfAbsent(p.group().map(Asset::id), k -> new ArrayList<>())
                .add(p));
        List<Drawing> drawings =
                groups.values().stream().map(g -> drawing(family, g)).toList();
        return new FamilyPart(
                family.name(),
                say.word("family", family),
                members.size(),
                count(members, Condition.FAULT),
                count(members, Condition.REPAIR),
                count(members, Condition.SILENT),
                drawings);
    }

    private int count(List<Placed> members, Condition condition) {
        return (int) members.stream()
                .filter(p -> conditions.of(p.asset().id()).condition() == condition)
                .count();
    }

    private Drawing drawing(Family family, List<Placed> group) {
        Optional<Asset> head = group.get(0).group();
        boolean headIsMember = head.filter(h -> h.type().family() == family && h.type() != AssetType.BUILDING)
                .isPresent();
        List<Asset> members = group.stream()
                .map(Placed::asset)
                .filter(a -> !headIsMember || !a.id().equals(head.get().id()))
                .toList();
        List<List<Asset>> rows = rows(members);
        List<Dot> dots = new ArrayList<>();
        List<Line> lines = new ArrayList<>();
        int left = headIsMember ? LEFT : 12;
        int widest = 0;
        for (int row = 0; row < rows.size(); row++) {
            int y = TOP + row * LINE_HEIGHT;
            List<Asset> line = rows.get(row);
            int end = left + (line.size() - 1) * STEP;
            widest = Math.max(widest, end);
            lines.add(new Line(headIsMember ? LEFT - 14 : left, y, end, y));
            for (int i = 0; i < line.size(); i++) {
                dots.add(dot(line.get(i), left + i * STEP, y, shape(line.get(i).type())));
            }
        }
        int bottom = TOP + Math.max(0, rows.size() - 1) * LINE_HEIGHT;
        if (headIsMember && rows.size() > 1) {
            lines.add(new Line(LEFT - 14, TOP, LEFT - 14, bottom));
        }
        if (headIsMember && !rows.isEmpty()) {
            lines.add(new Line(HEAD_X, TOP, LEFT - 14, TOP));
        }
        int bad = (int) members.stream()
                .filter(a -> conditions.of(a.id()).condition().isWorseThan(Condition.PROVING))
                .count();
        return new Drawing(
                head.map(h -> say.text(h.name())).orElse(say.word("family", family)),
                headIsMember ? head.map(h -> dot(h, HEAD_X, TOP, "h")) : Optional.empty(),
                members.size(),
                bad,
                Math.max(widest + 12, left),
                bottom + TOP,
                lines,
                dots);
    }

    /** A line for each circuit where there are circuits, else the members along the pipe; long lines are broken. */
    private static List<List<Asset>> rows(List<Asset> members) {
        Map<String, List<Asset>> byParent = new LinkedHashMap<>();
        boolean circuits = members.stream().anyMatch(a -> a.type() == AssetType.LIGHT_CIRCUIT);
        for (Asset asset : members) {
            boolean circuit = asset.type() == AssetType.LIGHT_CIRCUIT;
            String key = !circuits ? "" : circuit ? asset.id() : asset.parent().orElse("");
            byParent.computeIfAbsent(key, k -> new ArrayList<>()).add(asset);
        }
        List<List<Asset>> rows = new ArrayList<>();
        for (List<Asset> line : byParent.values()) {
            List<Asset> ordered = line.stream().sorted(ALONG_THE_LINE).toList();
            for (int from = 0; from < ordered.size(); from += PER_LINE) {
                rows.add(ordered.subList(from, Math.min(ordered.size(), from + PER_LINE)));
            }
        }
        return rows;
    }

    private static final Comparator<Asset> ALONG_THE_LINE = Comparator.comparing(Asset::type)
            .thenComparing(a -> a.attribute("distance_m", 0))
            .thenComparing(a -> a.id().length())
            .thenComparing(Asset::id);

    private Dot dot(Asset asset, int x, int y, String shape) {
        Condition condition = conditions.of(asset.id()).condition();
        String name = say.text(asset.name());
        return new Dot(
                Links.asset(asset.id()),
                x,
                y,
                shape,
                condition,
                condition == Condition.OK ? name : name + " · " + say.word("condition", condition));
    }

    private static String shape(AssetType type) {
        if (type.isScope() && type != AssetType.DISPENSER || type == AssetType.LIGHT_CIRCUIT) {
            return "r";
        }
        return switch (type.family()) {
            case DISPENSER, COMMON -> "r";
            case FIRE -> "d";
            case WATER, LIGHTING -> "c";
        };
    }
}
