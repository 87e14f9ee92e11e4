package io.caretaker.sim.estate;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.caretaker.model.Text;
import io.caretaker.model.estate.Asset;
import io.caretaker.model.estate.Device;
import io.caretaker.model.estate.Estate;
import io.caretaker.model.estate.Profile;
import io.caretaker.model.people.OnCallRota;
import io.caretaker.model.people.Person;
import io.caretaker.model.work.Crew;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/** The body of {@code POST /api/v1/registry}: many at once. The same content gives the same bytes. */
public final class RegistryDocument {
    private final ObjectNode root;

    private RegistryDocument(ObjectNode root) {
        this.root = root;
    }

    public static RegistryDocument of(
            List<Estate> estates, List<Profile> profiles, List<Asset> assets, List<Device> devices, Staff staff) {
        ObjectNode root = new ObjectMapper().createObjectNode();
        ArrayNode list = root.putArray("estates");
        estates.forEach(e -> estate(list.addObject(), e));
        ArrayNode sheets = root.putArray("profiles");
        profiles.forEach(p -> profile(sheets.addObject(), p));
        ArrayNode things = root.putArray("assets");
        assets.forEach(a -> asset(things.addObject(), a));
        ArrayNode reporters = root.putArray("devices");
        devices.forEach(d -> device(reporters.addObject(), d));
        ArrayNode crews = root.putArray("crews");
        staff.crews().forEach(c -> crew(crews.addObject(), c));
        ArrayNode people = root.putArray("people");
        staff.people().forEach(p -> person(people.addObject(), p));
        ArrayNode rotas = root.putArray("rotas");
        staff.rotas().forEach(r -> rota(rotas.addObject(), r));
        return new RegistryDocument(root);
    }

    public static RegistryDocument of(List<EstatePlan> plans) {
        return of(
                plans.stream().map(EstatePlan::estate).toList(),
                Profiles.all(),
                plans.stream().flatMap(p -> p.assets().stream()).toList(),
                plans.stream().flatMap(p -> p.devices().stream()).toList(),
                Staff.of(plans));
    }

    public String json() {
        return root.toString();
    }

    private static void estate(ObjectNode node, Estate estate) {
        node.put("id", estate.id());
        name(node, estate.name());
        node.put("latitude", estate.latitude()).put("longitude", estate.longitude());
        node.put("zone", estate.zone().getId()).put("households", estate.households());
    }

    private static void profile(ObjectNode node, Profile profile) {
        node.put("id", profile.id());
        name(node, profile.name());
        ArrayNode metrics = node.putArray("metrics");
        profile.metrics()
                .forEach(m -> metrics.addObject()
                        .put("name", m.name())
                        .put("unit", m.unit())
                        .put("min", m.min())
                        .put("max", m.max()));
    }

    private static void asset(ObjectNode node, Asset asset) {
        node.put("id", asset.id()).put("estate", asset.estate());
        node.put("parent", asset.parent().orElse(null)).put("type", asset.type().name());
        name(node, asset.name());
        ObjectNode attributes = node.putObject("attributes");
        new TreeMap<>(asset.attributes()).forEach(attributes::put);
    }

    private static void device(ObjectNode node, Device device) {
        node.put("id", device.id()).put("estate", device.estate()).put("asset", device.asset());
        node.put("profile", device.profile()).put("interval", device.interval().toString());
    }

    private static void crew(ObjectNode node, Crew crew) {
        node.put("id", crew.id());
        name(node, crew.name());
        strings(node.putArray("skills"), new TreeSet<>(crew.skills()));
        strings(node.putArray("estates"), new TreeSet<>(crew.estates()));
    }

    private static void person(ObjectNode node, Person person) {
        node.put("id", person.id()).put("name", person.name());
        strings(
                node.putArray("roles"),
                person.roles().stream().map(Enum::name).sorted().toList());
        node.put("language", person.language().toLanguageTag());
        person.email().ifPresent(e -> node.put("email", e));
        person.webhook().ifPresent(w -> node.put("webhook", w));
    }

    private static void rota(ObjectNode node, OnCallRota rota) {
        node.put("estate", rota.estate());
        strings(node.putArray("persons"), rota.persons());
        node.put("escalateAfter", rota.escalateAfter().toString());
    }

    private static void name(ObjectNode node, Text name) {
        node.putObject("name").put("en", name.en()).put("zh", name.zh());
    }

    private static void strings(ArrayNode array, Collection<String> values) {
        values.forEach(array::add);
    }
}
