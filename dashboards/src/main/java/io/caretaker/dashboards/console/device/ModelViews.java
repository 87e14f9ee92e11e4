package io.caretaker.dashboards.console.device;

import io.caretaker.dashboards.console.device.ModelView.Choice;
import io.caretaker.dashboards.console.device.ModelView.Codec;
import io.caretaker.dashboards.console.device.ModelView.Detail;
import io.caretaker.dashboards.console.device.ModelView.Installed;
import io.caretaker.dashboards.console.device.ModelView.Listing;
import io.caretaker.dashboards.console.device.ModelView.Metric;
import io.caretaker.dashboards.console.device.ModelView.Option;
import io.caretaker.dashboards.console.device.ModelView.Row;
import io.caretaker.dashboards.console.device.ModelView.Setting;
import io.caretaker.dashboards.console.device.ModelView.Source;
import io.caretaker.dashboards.console.device.ModelView.Tab;
import io.caretaker.dashboards.console.shell.Links;
import io.caretaker.dashboards.console.text.Numbers;
import io.caretaker.dashboards.console.text.Say;
import io.caretaker.ingest.library.Choices;
import io.caretaker.ingest.library.DeviceLibrary;
import io.caretaker.ingest.library.DeviceModel;
import io.caretaker.ingest.library.Shelf;
import io.caretaker.model.estate.Device;
import io.caretaker.model.estate.FieldMapping;
import io.caretaker.model.estate.MetricSpec;
import io.caretaker.model.estate.Profile;
import io.caretaker.model.estate.Topology;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Puts device models into the words of the reader. For one request. */
final class ModelViews {
    static final String INSTALLED = "installed";

    private final Say say;
    private final DeviceLibrary library;
    private final Topology topology;
    private final Map<String, Integer> codecs;
    private final Map<String, Long> devices;

    /** @param codecs version of each stored codec */
    ModelViews(Say say, DeviceLibrary library, Topology topology, Map<String, Integer> codecs) {
        this.say = say;
        this.library = library;
        this.topology = topology;
        this.codecs = codecs;
        this.devices =
                topology.devices().stream().collect(Collectors.groupingBy(Device::profile, Collectors.counting()));
    }

    Listing listing(String shelf, String query, boolean mayInstall) {
        boolean installedTab = shelf.equals(INSTALLED);
        String wanted = query.strip().toLowerCase(Locale.ROOT);
        List<Row> rows = (installedTab
                        ? topology.profiles().stream()
                                .sorted(Comparator.comparing(Profile::id))
                                .map(this::installedRow)
                        : models(shelf).map(this::row))
                .filter(r -> wanted.isEmpty()
                        || (r.id() + " " + r.name() + " " + r.maker() + " " + r.metrics())
                                .toLowerCase(Locale.ROOT)
                                .contains(wanted))
                .toList();
        int missing = (int) rows.stream()
                .filter(r -> r.codec().needed() && !r.codec().present())
                .count();
        return new Listing(tabs(shelf), installedTab, rows, query, shelf, missing, mayInstall);
    }

    private List<Tab> tabs(String current) {
        List<Tab> tabs = new ArrayList<>();
        tabs.add(tab(INSTALLED, topology.profiles().size(), current));
        for (Shelf shelf : Shelf.values()) {
            String name = shelf.name().toLowerCase(Locale.ROOT);
            tabs.add(tab(name, (int) models(name).count(), current));
        }
        return tabs;
    }

    private Tab tab(String name, int count, String current) {
        return new Tab("/models?shelf=" + name, say.words().of("shelf", name), count, name.equals(current));
    }

    private Stream<DeviceModel> models(String shelf) {
        return library.models().stream()
                .filter(m -> m.shelf().name().toLowerCase(Locale.ROOT).equals(shelf));
    }

    private Row row(DeviceModel model) {
        return new Row(
                "/models/" + Links.escaped(model.id()),
                model.id(),
                say.text(model.name()),
                maker(model),
                names(model.metrics()),
                codec(model.codec()),
                topology.profile(model.id()).isPresent(),
                count(model.id()));
    }

    private Row installedRow(Profile profile) {
        Optional<DeviceModel> model = library.model(profile.id());
        return new Row(
                model.map(m -> "/models/" + Links.escaped(m.id())).orElse(""),
                profile.id(),
                say.text(profile.name()),
                model.map(this::maker).orElse(""),
                names(profile.metrics()),
                codec(profile.codec()),
                true,
                count(profile.id()));
    }

    Codec codec(String id) {
        return new Codec(id, codecs.getOrDefault(id, 0), !id.isEmpty(), "/bench?codec=" + Links.escaped(id));
    }

    private int count(String profile) {
        return devices.getOrDefault(profile, 0L).intValue();
    }

    private String maker(DeviceModel model) {
        return (model.vendor() + " " + model.model()).strip();
    }

    private String names(List<MetricSpec> metrics) {
        return say.list(metrics.stream().map(m -> say.metric(m.name())).toList());
    }

    Detail detail(
            DeviceModel model, String profile, Choices choices, String problem, boolean done, boolean mayInstall) {
        Profile shown = problem.isEmpty() ? model.profile(model.id(), choices) : model.profile();
        return new Detail(
                model.id(),
                say.text(model.name()),
                maker(model),
                say.words().of("shelf", model.shelf().name().toLowerCase(Locale.ROOT)),
                say.span(model.interval()),
                say.list(model.assets().stream().map(a -> say.word("asset", a)).toList()),
                codec(model.codec()),
                shown.metrics().stream().map(this::metric).toList(),
                shown.mapping().stream().map(f -> source(f, shown)).toList(),
                "/models/" + Links.escaped(model.id()) + "/install",
                profile,
                settings(model, choices),
                choices(model, choices),
                topology.profile(profile).map(p -> new Installed(p.id(), Integer.toString(count(p.id())))),
                problem,
                done,
                mayInstall);
    }

    private Metric metric(MetricSpec spec) {
        return new Metric(
                spec.name(),
                say.metric(spec.name()),
                Numbers.unit(spec.unit()),
                Numbers.plain(spec.min()) + " – " + Numbers.plain(spec.max()));
    }

    private Source source(FieldMapping field, Profile profile) {
        String words = new TreeMap<>(field.words())
                .entrySet().stream()
                        .map(e -> e.getKey() + " = " + Numbers.plain(e.getValue()))
                        .collect(Collectors.joining(", "));
        String unit = field.unit().isEmpty()
                ? profile.metric(field.metric()).map(MetricSpec::unit).orElse("")
                : field.unit();
        return new Source(field.source(), say.metric(field.metric()), formula(field, Numbers.unit(unit)), words);
    }

    private static String formula(FieldMapping field, String unit) {
        String scale = field.scale() == 1 ? "" : "× " + Numbers.plain(field.scale());
        String offset =
                field.offset() == 0 ? "" : (field.offset() < 0 ? "− " : "+ ") + Numbers.plain(Math.abs(field.offset()));
        return Stream.of(scale, offset, unit).filter(s -> !s.isEmpty()).collect(Collectors.joining(" "));
    }

    private List<Setting> settings(DeviceModel model, Choices choices) {
        return model.settings().stream()
                .map(s -> new Setting(
                        s.name(),
                        say.text(s.label()),
                        Numbers.unit(s.unit()),
                        Numbers.plain(choices.settings().getOrDefault(s.name(), s.initial())),
                        Numbers.plain(s.min()) + " – " + Numbers.plain(s.max())))
                .toList();
    }

    private List<Choice> choices(DeviceModel model, Choices choices) {
        return model.alternatives().entrySet().stream()
                .map(e -> new Choice(
                        e.getKey(),
                        say.metric(e.getKey()),
                        Stream.concat(Stream.of(e.getKey()), e.getValue().stream())
                                .map(m -> new Option(
                                        m,
                                        say.metric(m),
                                        m.equals(choices.metrics().getOrDefault(e.getKey(), e.getKey()))))
                                .toList()))
                .toList();
    }
}
