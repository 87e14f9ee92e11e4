package io.caretaker.sim.estate;

import io.caretaker.model.Text;
import io.caretaker.model.people.OnCallRota;
import io.caretaker.model.people.Person;
import io.caretaker.model.people.Role;
import io.caretaker.model.work.Crew;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Who looks after the estates: crews shared by all of them, and for every five estates a person on call and a second.
 */
public record Staff(List<Crew> crews, List<Person> people, List<OnCallRota> rotas) {
    private static final int ESTATES_PER_GROUP = 5;
    private static final Duration ESCALATE_AFTER = Duration.ofMinutes(5);
    /** Pinyin and the language each reads; the sixth and later groups start again with a number. */
    private static final List<String> NAMES =
            List.of("Wang Fang", "Li Wei", "Zhang Min", "Chen Jie", "Liu Yang", "Zhao Lei");

    public Staff {
        crews = List.copyOf(crews);
        people = List.copyOf(people);
        rotas = List.copyOf(rotas);
    }

    public static Staff of(List<EstatePlan> plans) {
        Set<String> everywhere = new LinkedHashSet<>();
        plans.forEach(p -> everywhere.add(p.estate().id()));
        List<Person> people = new ArrayList<>();
        List<OnCallRota> rotas = new ArrayList<>();
        for (int i = 0; i < plans.size(); i++) {
            int group = i / ESTATES_PER_GROUP;
            if (i % ESTATES_PER_GROUP == 0) {
                people.add(onCall(2 * group));
                people.add(onCall(2 * group + 1));
            }
            rotas.add(new OnCallRota(
                    plans.get(i).estate().id(),
                    List.of(
                            people.get(2 * group).id(),
                            people.get(2 * group + 1).id()),
                    ESCALATE_AFTER));
        }
        return new Staff(crews(everywhere), people, rotas);
    }

    private static List<Crew> crews(Set<String> estates) {
        return List.of(
                crew("crew-pipes-1", "Pipe fitters 1", "管道抢修一班", estates, "pipe-fitter", "drain"),
                crew("crew-pipes-2", "Pipe fitters 2", "管道抢修二班", estates, "pipe-fitter", "pump-electrician"),
                crew("crew-light-1", "Lighting electricians 1", "路灯维修一班", estates, "lighting-electrician"),
                crew(
                        "crew-light-2",
                        "Lighting electricians 2",
                        "路灯维修二班",
                        estates,
                        "lighting-electrician",
                        "pump-electrician"),
                crew("crew-water", "Water treatment", "净水设备组", estates, "water-treatment"),
                crew("crew-fire", "Fire technicians", "消防维保组", estates, "fire-technician"),
                crew("crew-iot", "IoT technicians", "物联网运维组", estates, "iot-technician"));
    }

    private static Crew crew(String id, String en, String zh, Set<String> estates, String... skills) {
        return new Crew(id, new Text(en, zh), Set.of(skills), estates);
    }

    private static Person onCall(int index) {
        String name = NAMES.get(index % NAMES.size());
        String id = name.toLowerCase(Locale.ROOT).replace(' ', '-')
                + (index < NAMES.size() ? "" : "-" + (index / NAMES.size() + 1));
        return new Person(
                id,
                name,
                Set.of(Role.ON_CALL, Role.OPERATOR),
                Locale.forLanguageTag(index % 2 == 0 ? "zh-CN" : "en"),
                Optional.of(id + "@example.org"),
                Optional.empty());
    }
}
