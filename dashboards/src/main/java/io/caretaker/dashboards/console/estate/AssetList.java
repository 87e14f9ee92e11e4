package io.caretaker.dashboards.console.estate;

import io.caretaker.dashboards.console.shell.Links;
import io.caretaker.dashboards.console.text.Say;
import io.caretaker.model.estate.Asset;
import io.caretaker.model.estate.Estate;
import io.caretaker.model.estate.Family;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The assets of an estate as a page of a table, worst first: the plan without pictures. */
record AssetList(
        String estate,
        String name,
        Filter filter,
        List<Option> families,
        List<Option> conditions,
        List<Row> rows,
        int first,
        int last,
        int total,
        String previous,
        String next) {
    static final int PAGE = 100;

    /** Each field empty for no restriction. */
    record Filter(String family, String condition, String text, int from) {
        boolean fits(EstateIndex.Placed placed, Conditions conditions, Say say) {
            Asset asset = placed.asset();
            String wanted = text.toLowerCase(Locale.ROOT);
            return (family.isEmpty() || family.equals(placed.family().name()))
                    && (condition.isEmpty()
                            || condition.equals(
                                    conditions.of(asset.id()).condition().name()))
                    && (wanted.isEmpty()
                            || asset.id().contains(wanted)
                            || say.text(asset.name()).toLowerCase(Locale.ROOT).contains(wanted));
        }

        String from(int start) {
            return "?family=" + Links.escaped(family) + "&condition=" + Links.escaped(condition) + "&q="
                    + Links.escaped(text) + "&from=" + start;
        }
    }

    record Option(String value, String label, boolean selected) {}

    record Row(
            String href,
            String id,
            String name,
            String type,
            String group,
            Condition condition,
            String conditionLabel) {}

    static AssetList of(Estate estate, List<EstateIndex.Placed> assets, Conditions conditions, Filter filter, Say say) {
        List<EstateIndex.Placed> fitting = assets.stream()
                .filter(p -> filter.fits(p, conditions, say))
                .sorted(Comparator.comparing((EstateIndex.Placed p) ->
                                conditions.of(p.asset().id()).condition())
                        .reversed())
                .toList();
        int first = Math.min(filter.from(), Math.max(0, fitting.size() - 1));
        int last = Math.min(fitting.size(), first + PAGE);
        return new AssetList(
                estate.id(),
                say.text(estate.name()),
                filter,
                Arrays.stream(Family.values())
                        .map(f -> new Option(
                                f.name(), say.word("family", f), f.name().equals(filter.family())))
                        .toList(),
                Arrays.stream(Condition.values())
                        .map(c -> new Option(
                                c.name(), say.word("condition", c), c.name().equals(filter.condition())))
                        .toList(),
                fitting.subList(first, last).stream()
                        .map(p -> row(p, conditions, say))
                        .toList(),
                fitting.isEmpty() ? 0 : first + 1,
                last,
                fitting.size(),
                first == 0 ? "" : filter.from(Math.max(0, first - PAGE)),
                last == fitting.size() ? "" : filter.from(last));
    }

    private static Row row(EstateIndex.Placed placed, Conditions conditions, Say say) {
        Asset asset = placed.asset();
        Condition condition = conditions.of(asset.id()).condition();
        return new Row(
                Links.asset(asset.id()),
                asset.id(),
                say.text(asset.name()),
                say.word("asset", asset.type()),
                placed.group().map(g -> say.text(g.name())).orElse(""),
                condition,
                say.word("condition", condition));
    }
}
