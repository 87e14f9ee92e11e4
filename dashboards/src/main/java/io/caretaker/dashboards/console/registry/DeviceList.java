package io.caretaker.dashboards.console.registry;

import io.caretaker.dashboards.console.shell.Links;
import io.caretaker.dashboards.console.text.Say;
import io.caretaker.ingest.twin.DeviceQuery;
import io.caretaker.ingest.twin.Twins;
import io.caretaker.model.estate.Profile;
import io.caretaker.model.estate.Topology;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One page of the devices that fit the filter.
 *
 * @param after id of the last device of the page before, empty on the first
 * @param next id to go on after, empty on the last page
 */
record DeviceList(
        List<DeviceLine> lines,
        int count,
        String text,
        List<Option> profiles,
        List<Option> silences,
        List<Option> batteries,
        String after,
        String next,
        boolean mayImport,
        boolean mayKeys,
        boolean mayExport) {
    private static final int SHOWN = 50;
    private static final List<Integer> SILENT_HOURS = List.of(1, 6, 24, 168);
    private static final List<Integer> BATTERIES = List.of(50, 20, 10);

    record Option(String value, String label, boolean selected) {}

    /** What was asked for, as it came in the address; whatever is no choice counts as not chosen. */
    record Asked(String estate, String profile, String text, String silent, String battery, String after) {
        private OptionalInt hours() {
            return chosen(silent, SILENT_HOURS);
        }

        private OptionalInt percent() {
            return chosen(battery, BATTERIES);
        }

        private static OptionalInt chosen(String value, List<Integer> choices) {
            return choices.stream()
                    .filter(c -> c.toString().equals(value))
                    .mapToInt(Integer::intValue)
                    .findFirst();
        }

        private DeviceQuery query() {
            return new DeviceQuery(
                    Optional.of(estate).filter(e -> !e.isEmpty()),
                    Optional.of(profile).filter(p -> !p.isEmpty()),
                    text,
                    hours().stream().mapToObj(Duration::ofHours).findFirst(),
                    percent().stream().mapToObj(p -> (double) p).findFirst(),
                    Optional.empty());
        }
    }

    static DeviceList of(
            Asked asked,
            Topology topology,
            Twins twins,
            Say say,
            boolean mayImport,
            boolean mayKeys,
            boolean mayExport) {
        List<DeviceQuery.Found> found = asked.query().in(topology, twins, say.now());
        List<DeviceQuery.Found> page = found.stream()
                .filter(f -> f.device().id().compareTo(asked.after()) > 0)
                .limit(SHOWN + 1L)
                .toList();
        List<DeviceQuery.Found> shown = page.size() > SHOWN ? page.subList(0, SHOWN) : page;
        return new DeviceList(
                shown.stream().map(f -> DeviceLine.of(f, topology, say)).toList(),
                found.size(),
                asked.text(),
                topology.profiles().stream()
                        .sorted(Comparator.comparing(Profile::id))
                        .map(p -> new Option(p.id(), say.text(p.name()), p.id().equals(asked.profile())))
                        .toList(),
                SILENT_HOURS.stream()
                        .map(h -> new Option(
                                h.toString(),
                                say.span(Duration.ofHours(h)),
                                asked.hours().equals(OptionalInt.of(h))))
                        .toList(),
                BATTERIES.stream()
                        .map(p -> new Option(
                                p.toString(),
                                say.words().filled("battery.below", Map.of("0", p.toString())),
                                asked.percent().equals(OptionalInt.of(p))))
                        .toList(),
                asked.after(),
                page.size() > SHOWN ? shown.get(SHOWN - 1).device().id() : "",
                mayImport,
                mayKeys,
                mayExport);
    }

    /** Address of another page of the same list. */
    public String address(String estate, String from) {
        StringBuilder address = new StringBuilder("/registry?q=").append(Links.escaped(text));
        parameter(address, "estate", estate);
        parameter(address, "profile", chosen(profiles));
        parameter(address, "silent", chosen(silences));
        parameter(address, "battery", chosen(batteries));
        parameter(address, "after", from);
        return address.toString();
    }

    private static String chosen(List<Option> options) {
        return options.stream()
                .filter(Option::selected)
                .map(Option::value)
                .findFirst()
                .orElse("");
    }

    private static void parameter(StringBuilder address, String name, String value) {
        if (!value.isEmpty()) {
            address.append('&').append(name).append('=').append(Links.escaped(value));
        }
    }
}
