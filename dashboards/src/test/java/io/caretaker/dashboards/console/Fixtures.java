package io.caretaker.dashboards.console;

import io.caretaker.alerting.dispatch.TaskStore;
import io.caretaker.alerting.incident.IncidentStore;
import io.caretaker.alerting.notify.NotificationLog;
import io.caretaker.alerting.rule.DetectorKind;
import io.caretaker.alerting.rule.FaultCatalogue;
import io.caretaker.alerting.rule.ParameterSpec;
import io.caretaker.alerting.rule.Rule;
import io.caretaker.alerting.rule.RuleBook;
import io.caretaker.alerting.rule.RuleOverride;
import io.caretaker.alerting.rule.RuleStore;
import io.caretaker.alerting.rule.RuleVersion;
import io.caretaker.ingest.deadletter.DeadLetters;
import io.caretaker.ingest.downlink.DeviceCommands;
import io.caretaker.ingest.enrolment.Enrolment;
import io.caretaker.ingest.library.DeviceLibrary;
import io.caretaker.ingest.quality.QualityLog;
import io.caretaker.ingest.registry.Registry;
import io.caretaker.ingest.registry.audit.RegistryLog;
import io.caretaker.ingest.twin.Twins;
import io.caretaker.model.Text;
import io.caretaker.model.estate.AssetType;
import io.caretaker.model.estate.Family;
import io.caretaker.model.estate.Topology;
import io.caretaker.model.estate.TopologySource;
import io.caretaker.model.fault.FaultType;
import io.caretaker.model.fault.Severity;
import io.caretaker.model.incident.Incident;
import io.caretaker.model.journal.Commands;
import io.caretaker.model.journal.JournalEntry.CommandIssued;
import io.caretaker.model.notify.Notification;
import io.caretaker.model.people.Person;
import io.caretaker.model.people.Role;
import io.caretaker.model.reading.ReadingHistory;
import io.caretaker.model.work.Crew;
import io.caretaker.model.work.RepairTask;
import io.caretaker.model.work.TaskState;
import io.smallrye.mutiny.Multi;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/** Everything that the application provides, in memory. */
@jakarta.enterprise.context.ApplicationScoped
public class Fixtures {
    static final String CSRF = "token-of-the-test-session";
    static final List<CommandIssued> ISSUED = new CopyOnWriteArrayList<>();
    static final Person LI_NA = new Person(
            "li-na",
            "李娜",
            Set.of(Role.ADMIN, Role.OPERATOR),
            Locale.forLanguageTag("zh-CN"),
            Optional.of("li@example.org"),
            Optional.empty());
    private static final List<Person> PEOPLE = List.of(
            LI_NA,
            person("zhang-wei", "张伟", Role.ON_CALL),
            person("wang-min", "王敏", Role.CREW),
            person("sun-qi", "孙琦", Role.OPERATOR),
            person("audit", "周查", Role.AUDITOR));

    private static Person person(String id, String name, Role role) {
        return new Person(id, name, Set.of(role), Locale.forLanguageTag("zh-CN"), Optional.empty(), Optional.empty());
    }

    /** The cookie {@code as} names who looks; {@code nobody} is not signed in. */
    @RequestScoped
    static class CookieViewer implements Viewer {
        private final HttpHeaders headers;

        CookieViewer(HttpHeaders headers) {
            this.headers = headers;
        }

        @Override
        public Optional<Person> person() {
            Cookie as = headers.getCookies().get("as");
            return as == null
                    ? Optional.of(LI_NA)
                    : PEOPLE.stream().filter(p -> p.id().equals(as.getValue())).findFirst();
        }

        @Override
        public String csrf() {
            return CSRF;
        }
    }

    @Singleton
    @Produces
    Clock clock() {
        return Clock.fixed(World.NOW, ZoneOffset.UTC);
    }

    @Singleton
    @Produces
    TopologySource topology() {
        Topology topology = World.topology();
        return () -> topology;
    }

    /** Not as a topology source: that is what most pages ask, and there is one already. */
    @Singleton
    @Produces
    @Typed(Registry.class)
    Registry registry() {
        return RegistryWorld.registry();
    }

    @Singleton
    @Produces
    @Typed(Twins.class)
    Twins twins() {
        return RegistryWorld.twins();
    }

    @Singleton
    @Produces
    DeadLetters letters() {
        return RegistryWorld.letters();
    }

    @Singleton
    @Produces
    RegistryLog deeds() {
        return RegistryWorld.log();
    }

    @Singleton
    @Produces
    Enrolment enrolment(Registry registry, RegistryLog log) {
        return RegistryWorld.enrolment(registry, log);
    }

    @Singleton
    @Produces
    DeviceCommands deviceCommands() {
        return RegistryWorld.commands();
    }

    @Singleton
    @Produces
    ReadingHistory history() {
        return new Readings();
    }

    @Singleton
    @Produces
    QualityLog quality() {
        return new CountedFlaws();
    }

    @Singleton
    @Produces
    Happenings happenings() {
        return new Happenings();
    }

    @Singleton
    @Produces
    IncidentStore incidents(Happenings happenings) {
        return new IncidentStore() {
            @Override
            public Optional<Incident> find(String id) {
                return happenings.incidents.stream()
                        .filter(i -> i.id().equals(id))
                        .findFirst();
            }

            @Override
            public List<Incident> list(Query query) {
                return happenings.incidents.stream()
                        .filter(i -> query.states().isEmpty() || query.states().contains(i.state()))
                        .filter(i -> query.estate().map(i.estate()::equals).orElse(true))
                        .filter(i -> query.asset()
                                .map(a -> i.faults().stream()
                                        .anyMatch(f -> f.asset().equals(a)))
                                .orElse(true))
                        .sorted(Comparator.comparing(Incident::changedMicros).reversed())
                        .limit(query.limit())
                        .toList();
            }

            @Override
            public List<Count> counts() {
                return happenings.incidents.stream()
                        .map(i -> new Count(i.estate(), i.state(), 1))
                        .toList();
            }
        };
    }

    @Singleton
    @Produces
    TaskStore tasks(Happenings happenings) {
        return new TaskStore() {
            @Override
            public Optional<RepairTask> find(String id) {
                return happenings.tasks.stream().filter(t -> t.id().equals(id)).findFirst();
            }

            @Override
            public List<RepairTask> list(
                    Set<TaskState> states, Optional<String> estate, int limit, Optional<String> after) {
                return happenings.tasks.stream()
                        .filter(t -> states.isEmpty() || states.contains(t.state()))
                        .filter(t -> estate.map(t.estate()::equals).orElse(true))
                        .sorted(Comparator.comparing(RepairTask::dueMicros))
                        .limit(limit)
                        .toList();
            }

            @Override
            public List<RepairTask> ofIncident(String incident) {
                return happenings.tasks.stream()
                        .filter(t -> t.incident().equals(incident))
                        .toList();
            }

            @Override
            public List<Crew> crews() {
                return List.of(
                        new Crew(
                                "crew-water", new Text("Water crew", "供排水班"), Set.of("pipe-fitter", "drain"), Set.of()),
                        new Crew(
                                "crew-light",
                                new Text("Electric crew", "电工班"),
                                Set.of("lighting-electrician", "water-treatment"),
                                Set.of()),
                        new Crew(
                                "crew-fire",
                                new Text("Fire crew", "消防维保班"),
                                Set.of("fire-technician"),
                                Set.of("wangjiang")));
            }
        };
    }

    @Singleton
    @Produces
    NotificationLog log(Happenings happenings) {
        return new NotificationLog() {
            @Override
            public List<Notification> ofIncident(String incident) {
                return happenings.notifications.stream()
                        .filter(n -> n.incident().equals(incident))
                        .toList();
            }

            @Override
            public List<Notification> list(int limit, Optional<String> after) {
                return happenings.notifications;
            }
        };
    }

    @Singleton
    @Produces
    FaultCatalogue catalogue() {
        return new FaultCatalogue(List.of(
                type(
                        "pipe-burst",
                        Family.WATER,
                        Severity.S1,
                        "Pipe burst",
                        "水管爆裂",
                        "Water pipe leaking",
                        "水管漏水",
                        "Close the zone valve in the basement (B12, key at the gate), then warn the households.",
                        "先关分区总阀（地下一层 B12，钥匙在门岗），再通知住户停水。"),
                type(
                        "supply-low-pressure",
                        Family.WATER,
                        Severity.S2,
                        "Low supply pressure",
                        "供水压力不足",
                        "Weak water pressure",
                        "水压偏低",
                        "Check the valve and the booster pump.",
                        "检查阀门与加压泵。"),
                type(
                        "roof-tank-low",
                        Family.WATER,
                        Severity.S2,
                        "Roof tank low",
                        "屋顶水箱水位低",
                        "Tank is low",
                        "水箱水位低",
                        "Check the inflow.",
                        "检查进水。"),
                type(
                        "pipe-leak-hidden",
                        Family.WATER,
                        Severity.S3,
                        "Hidden leak (night flow)",
                        "夜间最小流量超限",
                        "Small leak",
                        "水管渗漏",
                        "Listen along the pipe at night.",
                        "夜间沿管听漏定位。"),
                type(
                        "sewer-blockage",
                        Family.WATER,
                        Severity.S2,
                        "Sewer blockage",
                        "污水管堵塞",
                        "Drain blocked",
                        "下水道堵塞",
                        "Jet the section below the manhole.",
                        "高压疏通下游管段。"),
                type(
                        "light-cabinet-outage",
                        Family.LIGHTING,
                        Severity.S2,
                        "Cabinet power lost",
                        "路灯箱失电",
                        "Street lights out",
                        "路灯整片不亮",
                        "Check the incoming supply before opening the cabinet.",
                        "先验进线电源，再开箱检查接触器。"),
                type(
                        "lamp-out",
                        Family.LIGHTING,
                        Severity.S3,
                        "Lamp out",
                        "路灯不亮",
                        "Lamp out",
                        "路灯不亮",
                        "Bring a driver and a fuse.",
                        "带驱动电源和熔断器。"),
                type(
                        "lamp-day-burning",
                        Family.LIGHTING,
                        Severity.S3,
                        "Lamp burns by day",
                        "白天亮灯",
                        "Lamp on by day",
                        "白天亮灯",
                        "Check the relay.",
                        "检查继电器。"),
                type(
                        "corridor-lamp-no-response",
                        Family.LIGHTING,
                        Severity.S3,
                        "Corridor lamp dead",
                        "楼道灯无响应",
                        "Corridor lamp dead",
                        "楼道灯不亮",
                        "Replace the lamp.",
                        "更换灯具。"),
                type(
                        "dispenser-filter-exhausted",
                        Family.DISPENSER,
                        Severity.S3,
                        "Filter used up",
                        "滤芯到期",
                        "Filter change due",
                        "正在换滤芯",
                        "Bring the PP and carbon cartridges.",
                        "带 PP 棉与活性炭滤芯。"),
                type(
                        "fire-main-low-pressure",
                        Family.FIRE,
                        Severity.S1,
                        "Fire main pressure low",
                        "消防管网压力低",
                        "Fire water under repair",
                        "消防设施检修",
                        "Confirm on site within 15 minutes; post a fire watch.",
                        "15 分钟内到场确认，安排消防巡查值守。"),
                type(
                        "hydrant-open",
                        Family.FIRE,
                        Severity.S2,
                        "Hydrant opened",
                        "消火栓被打开",
                        "Hydrant open",
                        "消火栓异常",
                        "Close it, check for illegal draw.",
                        "关闭并核查是否违规取水。"),
                type(
                        "device-stale",
                        Family.COMMON,
                        Severity.S3,
                        "Device silent",
                        "设备失联",
                        "Sensor silent",
                        "传感器失联",
                        "Check battery and signal.",
                        "检查电池与信号。"),
                type(
                        "sensor-stuck",
                        Family.COMMON,
                        Severity.S4,
                        "Sensor stuck",
                        "传感器恒值",
                        "Sensor stuck",
                        "传感器异常",
                        "Inspect the sensor.",
                        "检查传感器。")));
    }

    private static FaultType type(
            String id,
            Family family,
            Severity severity,
            String en,
            String zh,
            String residentEn,
            String residentZh,
            String actionEn,
            String actionZh) {
        return new FaultType(
                id,
                family,
                severity,
                new Text(en, zh),
                new Text(residentEn, residentZh),
                new Text(actionEn, actionZh),
                Duration.ofHours(2),
                "pipe-fitter",
                Duration.ofMinutes(90));
    }

    @Singleton
    @Produces
    RuleStore rules() {
        List<Rule> rules = List.of(
                new Rule(
                        "pipe-burst",
                        "pipe-burst",
                        DetectorKind.FLOW_PRESSURE_STEP,
                        AssetType.ZONE_INLET,
                        "water_flow",
                        Map.of("flow_step", 3.0, "flow_share", 0.25, "on_delay_s", 120.0),
                        Optional.empty(),
                        true),
                new Rule(
                        "supply-low-pressure",
                        "supply-low-pressure",
                        DetectorKind.THRESHOLD,
                        AssetType.PIPE_SECTION,
                        "water_pressure",
                        Map.of("limit", 220.0, "deadband", 10.0, "on_delay_s", 300.0),
                        Optional.empty(),
                        true),
                new Rule(
                        "pipe-leak-hidden",
                        "pipe-leak-hidden",
                        DetectorKind.MINIMUM_NIGHT_FLOW,
                        AssetType.ZONE_INLET,
                        "water_flow",
                        Map.of("limit", 2.5),
                        Optional.empty(),
                        true),
                new Rule(
                        "fire-main-low-pressure",
                        "fire-main-low-pressure",
                        DetectorKind.THRESHOLD,
                        AssetType.FIRE_MAIN,
                        "fire_pressure",
                        Map.of("limit", 450.0, "deadband", 20.0, "on_delay_s", 60.0),
                        Optional.empty(),
                        true),
                new Rule(
                        "light-cabinet-outage",
                        "light-cabinet-outage",
                        DetectorKind.THRESHOLD,
                        AssetType.LIGHTING_CABINET,
                        "circuit_voltage",
                        Map.of("limit", 180.0, "deadband", 10.0, "on_delay_s", 60.0),
                        Optional.empty(),
                        true),
                new Rule(
                        "lamp-out",
                        "lamp-out",
                        DetectorKind.LIGHT_EXPECTATION,
                        AssetType.LAMP,
                        "lamp_power",
                        Map.of("share", 0.1, "on_delay_s", 900.0),
                        Optional.empty(),
                        true),
                new Rule(
                        "dispenser-filter-exhausted",
                        "dispenser-filter-exhausted",
                        DetectorKind.COUNTER,
                        AssetType.DISPENSER,
                        "filter_volume_total",
                        Map.of("share", 1.0),
                        Optional.empty(),
                        false));
        RuleBook book = new RuleBook(
                rules,
                List.of(
                        new RuleOverride(
                                "supply-low-pressure",
                                RuleOverride.Level.ESTATE,
                                "qixia",
                                Map.of("limit", 205.0),
                                Optional.empty()),
                        new RuleOverride(
                                "supply-low-pressure",
                                RuleOverride.Level.DEVICE,
                                "qixia-z1-p8.dev",
                                Map.of("limit", 190.0),
                                Optional.empty())));
        return new RuleStore() {
            @Override
            public RuleBook current() {
                return book;
            }

            @Override
            public List<RuleVersion> versions(String rule) {
                return rule.equals("supply-low-pressure")
                        ? List.of(
                                new RuleVersion(
                                        12,
                                        rule,
                                        "li-na",
                                        "栖霞苑末端压力常年偏低，夜间误报多",
                                        Happenings.ago(3000),
                                        "{\"rule\":\"supply-low-pressure\",\"level\":\"ESTATE\",\"target\":\"qixia\",\"parameters\":{\"limit\":205.0}}"))
                        : List.of();
            }
        };
    }

    @Singleton
    @Produces
    ParameterCatalogue parameters() {
        ParameterSpec limit = new ParameterSpec("limit", "", 0, 2500, new Text("Limit", "限值"));
        ParameterSpec deadband = new ParameterSpec("deadband", "", 0, 500, new Text("Deadband", "回差"));
        ParameterSpec delay = new ParameterSpec("on_delay_s", "s", 0, 86400, new Text("Must hold for", "持续时间"));
        ParameterSpec share = new ParameterSpec("share", "1", 0, 2, new Text("Share of rated", "占额定比例"));
        return kind -> switch (kind) {
            case THRESHOLD -> List.of(limit, deadband, delay);
            case MINIMUM_NIGHT_FLOW -> List.of(limit);
            case LIGHT_EXPECTATION, COUNTER -> List.of(share, delay);
            default ->
                List.of(
                        new ParameterSpec("flow_step", "m3/h", 0.5, 50, new Text("Step of flow", "流量突增")),
                        new ParameterSpec("flow_share", "1", 0, 2, new Text("Step as share", "突增比例")),
                        delay);
        };
    }

    @Singleton
    @Produces
    RuleTrial trial() {
        RuleTrial.TrialResult result = new RuleTrial.TrialResult(
                Duration.ofDays(7),
                141_120,
                new RuleTrial.Side(21, 9, 5, List.of(2L, 4L, 3L, 1L, 5L, 3L, 3L)),
                new RuleTrial.Side(8, 2, 3, List.of(1L, 1L, 2L, 0L, 2L, 1L, 1L)),
                List.of(
                        new RuleTrial.Example(
                                "qixia-z1-p8", "supply-low-pressure", Happenings.ago(400), 208, 220, false),
                        new RuleTrial.Example(
                                "wangjiang-z1-p3", "supply-low-pressure", Happenings.ago(2400), 214, 220, false)));
        return new RuleTrial() {
            @Override
            public TrialResult tryOverride(RuleOverride change, Duration span) {
                return result;
            }

            @Override
            public TrialResult tryRule(Rule change, Duration span) {
                return result;
            }
        };
    }

    @Singleton
    @Produces
    Commands commands() {
        return new Commands() {
            @Override
            public CompletionStage<Void> issue(CommandIssued command) {
                ISSUED.add(command);
                return CompletableFuture.completedFuture(null);
            }
        };
    }

    @Singleton
    @Produces
    LiveUpdates updates() {
        return () -> Multi.createFrom()
                .ticks()
                .every(Duration.ofMillis(400))
                .onOverflow()
                .drop()
                .map(n -> n % 2 == 0 ? "incidents" : "estate:qixia");
    }

    @Singleton
    @Produces
    ClockInfo clockInfo() {
        return new ClockInfo() {
            @Override
            public boolean simulated() {
                return true;
            }

            @Override
            public double speed() {
                return 60;
            }
        };
    }

    @Singleton
    @Produces
    DeviceLibrary library() {
        return DeviceLibrary.shipped();
    }

    @Singleton
    @Produces
    CodecDesk codecs() {
        return new Workbench();
    }

    @Singleton
    @Produces
    ModelRegistry models() {
        return profile -> {
            Workbench.INSTALLED.add(profile);
            return Set.of("qixia");
        };
    }

    @Singleton
    @Produces
    PeopleDirectory people() {
        return id -> PEOPLE.stream().filter(p -> p.id().equals(id)).findFirst();
    }

    @Singleton
    @Produces
    ActionLinks links(Happenings happenings) {
        return new ActionLinks() {
            @Override
            public Optional<ActionView> view(String token) {
                return token.equals("good")
                        ? Optional.of(new ActionView(
                                "incident.acknowledge", happenings.incidents.get(0), PEOPLE.get(1), false))
                        : Optional.empty();
            }

            @Override
            public Optional<ActionView> act(String token) {
                return view(token).map(v -> new ActionView(v.action(), v.incident(), v.person(), true));
            }
        };
    }
}
