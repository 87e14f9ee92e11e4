package io.caretaker.service.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.caretaker.service.road.Api;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each route, called by everybody, answers as {@code docs/api-roles.md} says. */
@QuarkusTest
@WithTestResource(value = ContractStores.class, scope = TestResourceScope.MATCHING_RESOURCES)
class RoutesAndRolesTest {
    private static final java.nio.file.Path TABLE = java.nio.file.Path.of("../docs/api-roles.md");
    private static final Pattern ROW = Pattern.compile("\\| ([A-Z]+) \\| `([^`]+)` \\| ([^|]+) \\|");
    private static final List<String> ROLES =
            List.of("admin", "operator", "engineer", "on-call", "dispatcher", "crew", "auditor");
    private static final String EVERYBODY = "everybody";
    private static final String SIGNED_IN = "signed-in";
    private static final String DEVICE = "device";
    /** Routes of the platform, which are no methods of ours. */
    private static final Set<String> PLATFORM =
            Set.of("GET /q/health", "GET /q/health/live", "GET /q/health/ready", "GET /q/openapi", "GET /q/metrics");

    /** Routes of InfluxDB's API, which stand on the router itself. */
    private static final Set<String> INFLUX = Set.of(
            "POST /write",
            "POST /api/v2/write",
            "GET /ping",
            "HEAD /ping",
            "GET /health",
            "GET /ready",
            "GET /query",
            "POST /query");

    @Test
    void everyRouteOfTheCodeHasARowAndEveryRowARoute() throws IOException {
        Set<String> routes = new TreeSet<>(routesOfTheCode());
        routes.addAll(PLATFORM);
        routes.addAll(INFLUX);

        assertThat(table().keySet()).containsExactlyInAnyOrderElementsOf(routes);
    }

    @Test
    void everyRouteIsOpenToExactlyThoseOfItsRow() throws IOException {
        Map<String, Set<String>> expected = table();
        Map<String, Set<String>> found = new TreeMap<>();
        Map<String, String> sessions = new LinkedHashMap<>();
        Map<String, String> tokens = new LinkedHashMap<>();
        for (String role : ROLES) {
            People.add("role-" + role, role);
            sessions.put(role, People.signIn("role-" + role));
            tokens.put(role, People.formToken(sessions.get(role)));
        }
        String device = Api.post("registry", ESTATE).getString("tokens.roles-sensor");

        List<String> order = new ArrayList<>(expected.keySet());
        // Signing out ends the sessions that all others need.
        order.sort(Comparator.comparing((String route) -> route.endsWith("/sign-out")));
        for (String route : order) {
            Set<String> open = new TreeSet<>();
            if (opens(route, Map.of("Content-Type", type(route)), body(route, ""))) {
                open.add("nobody");
            }
            if (opens(
                    route, Map.of("Authorization", "Bearer " + device, "Content-Type", type(route)), body(route, ""))) {
                open.add(DEVICE);
            }
            for (String role : ROLES) {
                if (opens(route, People.browser(sessions.get(role), type(route)), body(route, tokens.get(role)))) {
                    open.add(role);
                }
            }
            found.put(route, open);
        }

        assertThat(expected.keySet().stream()
                        .filter(route -> !found.get(route).equals(expected.get(route)))
                        .map(route ->
                                route + " is open to " + found.get(route) + ", its row says " + expected.get(route)))
                .isEmpty();
    }

    @Test
    void theAdministrationTokenSpeaksForAnyDeviceAndReadsAnything() {
        assertThat(Service.asAdmin("GET", "/api/v1/dead-letters", "").status()).isEqualTo(200);
        assertThat(Service.asAdmin("POST", "/api/v1/telemetry", "[]").status()).isEqualTo(202);
    }

    /** Whether the caller gets past the door; what is wrong behind it does not matter here. */
    private static boolean opens(String route, Map<String, String> headers, String body) {
        String method = route.substring(0, route.indexOf(' '));
        String path = route.substring(route.indexOf(' ') + 1).replaceAll("\\{[^}]+}", "no-such-thing");
        int status = path.endsWith("/events")
                ? Service.status(method, path, headers, body)
                : Service.call(method, path, headers, body).status();
        assertThat(status).as(route).isLessThan(500);
        return status != 401 && status != 403;
    }

    private static boolean isForm(String route) {
        return route.startsWith("POST ") && !route.contains("/api/");
    }

    private static String type(String route) {
        return isForm(route) ? "application/x-www-form-urlencoded" : "application/json";
    }

    private static String body(String route, String formToken) {
        if (route.startsWith("GET ") || route.startsWith("DELETE ")) {
            return "";
        }
        return isForm(route) ? "csrf=" + formToken : "{}";
    }

    /** Who may call, by route, with the words for groups of people spelled out. */
    private static Map<String, Set<String>> table() throws IOException {
        Map<String, Set<String>> table = new TreeMap<>();
        for (String line : Files.readAllLines(TABLE)) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                table.put(row.group(1) + " " + row.group(2), who(row.group(3)));
            }
        }
        return table;
    }

    private static Set<String> who(String words) {
        Set<String> who = new TreeSet<>();
        for (String word : words.strip().split(",\\s*")) {
            switch (word) {
                case EVERYBODY -> {
                    who.addAll(ROLES);
                    who.add("nobody");
                }
                case SIGNED_IN -> who.addAll(ROLES);
                default -> who.add(word);
            }
        }
        Set<String> unknown = new TreeSet<>(who);
        unknown.removeAll(ROLES);
        unknown.removeAll(Set.of("nobody", DEVICE));
        assertThat(unknown).as("words that are no roles").isEmpty();
        return who;
    }

    private static Set<String> routesOfTheCode() {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("io.caretaker").stream()
                        .filter(type -> type.isAnnotatedWith(Path.class))
                        .flatMap(type -> type.getMethods().stream().flatMap(method -> route(type, method).stream()))
                        .collect(Collectors.toSet());
    }

    private static Optional<String> route(JavaClass type, JavaMethod method) {
        return method.getAnnotations().stream()
                .map(a -> a.getRawType().tryGetAnnotationOfType(HttpMethod.class))
                .flatMap(Optional::stream)
                .findFirst()
                .map(verb -> verb.value() + " "
                        + path(
                                type.getAnnotationOfType(Path.class).value(),
                                method.tryGetAnnotationOfType(Path.class)
                                        .map(Path::value)
                                        .orElse("")));
    }

    private static String path(String ofType, String ofMethod) {
        return Stream.of(ofType, ofMethod)
                .map(part -> part.replaceAll("^/|/$", ""))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("/", "/", ""));
    }

    private static final String ESTATE = """
            {"estates":[{"id":"roles","name":{"en":"Roles","zh":"角色"},"latitude":31.2,"longitude":121.5,
                         "zone":"Asia/Shanghai","households":1}],
             "profiles":[{"id":"roles-valve","name":{"en":"Valve contact","zh":"阀门触点"},
                          "metrics":[{"name":"valve_open","unit":"1","min":0,"max":1}]}],
             "assets":[{"id":"roles-v1","estate":"roles","type":"FIRE_VALVE","name":{"en":"Valve","zh":"阀"}}],
             "devices":[{"id":"roles-sensor","estate":"roles","asset":"roles-v1","profile":"roles-valve","interval":"PT1M"}]}
            """;
}
