package io.caretaker.dashboards.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The files by which the whole is started: complete, pinned, and without a default password. */
class DeploymentFilesTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern SECRET = Pattern.compile(".*(PASSWORD|TOKEN|SECRET).*");
    private static final Pattern REQUIRED = Pattern.compile("\\$\\{(\\w+):\\?[^}]+}");
    private static final Pattern ANY_VARIABLE = Pattern.compile("\\$\\{(\\w+)[^}]*}");

    private final Map<String, Object> compose = map(yaml(read("docker-compose.yml")));
    private final Map<String, Object> services = map(compose.get("services"));

    @Test
    void everyServiceIsPinnedWatchedAndStartedAgain() {
        assertThat(services).containsOnlyKeys("caretaker", "postgres", "influxdb", "grafana", "mosquitto");

        services.forEach((name, definition) -> {
            Map<String, Object> service = map(definition);
            assertThat((String) service.get("image")).as(name).matches("[a-z/-]+:[0-9]+\\.[0-9.]+");
            assertThat(map(service.get("healthcheck"))).as(name).containsKey("test");
            assertThat(service).as(name).containsEntry("restart", "unless-stopped");
            assertThat(service.get("security_opt")).as(name).isEqualTo(List.of("no-new-privileges:true"));
        });
    }

    @Test
    void secretsComeFromTheEnvironmentAndHaveNoDefault() {
        Map<String, String> secrets = new TreeMap<>();
        services.forEach((name, service) -> environment(service).forEach((key, value) -> {
            if (SECRET.matcher(key).matches()) {
                secrets.put(name + " " + key, value);
            }
        }));

        assertThat(secrets).hasSizeGreaterThan(7);
        assertThat(secrets).allSatisfy((key, value) -> assertThat(value).matches("\\$\\{\\w+(:\\?[^}]+|:-)}"));
        assertThat(secrets.keySet().stream().filter(key -> secrets.get(key).endsWith(":-}")))
                .as("may stay empty, which switches it off")
                .containsExactly("caretaker CARETAKER_ADMIN_TOKEN");
    }

    @Test
    void exampleHoldsEveryVariableAndNoPassword() {
        Map<String, String> example = new TreeMap<>();
        read(".env.example").lines().filter(line -> line.matches("\\w+=.*")).forEach(line -> {
            int equals = line.indexOf('=');
            example.put(line.substring(0, equals), line.substring(equals + 1));
        });

        assertThat(example.keySet()).isEqualTo(matches(ANY_VARIABLE, read("docker-compose.yml")));
        for (String required : matches(REQUIRED, read("docker-compose.yml"))) {
            assertThat(example.get(required)).as(required).isEmpty();
        }
    }

    @Test
    void volumesNetworksAndMountedFilesExist() {
        services.forEach((name, definition) -> {
            Map<String, Object> service = map(definition);
            for (String mount : strings(service.get("volumes"))) {
                String source = mount.substring(0, mount.indexOf(':'));
                if (source.startsWith(".")) {
                    assertThat(ROOT.resolve(source)).as(name).exists();
                    assertThat(mount).as("mounted files are not written").endsWith(":ro");
                } else {
                    assertThat(map(compose.get("volumes"))).as(name).containsKey(source);
                }
            }
            assertThat(map(compose.get("networks")).keySet()).as(name).containsAll(strings(service.get("networks")));
        });
    }

    @Test
    void grafanaGetsWhatItsProvisioningAsksFor() {
        Set<String> asked = matches(ANY_VARIABLE, Provisioning.dataSource());

        assertThat(environment(services.get("grafana"))).containsKeys(asked.toArray(String[]::new));
        Map<String, Object> provider =
                map(((List<?>) map(yaml(Provisioning.dashboards())).get("providers")).get(0));
        assertThat(strings(map(services.get("grafana")).get("volumes")))
                .contains("./dashboards/grafana/dashboards:"
                        + map(provider.get("options")).get("path") + ":ro");
    }

    @Test
    void everySettingOfTheServiceIsDocumented() {
        Set<String> documented =
                matches(Pattern.compile("`((?:caretaker|quarkus)\\.[a-z0-9.-]+)`"), read("docs/configure.md"));
        Set<String> asVariables = new TreeSet<>(Set.of("CARETAKER_ADMIN_TOKEN"));
        documented.forEach(key -> asVariables.add(key.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_")));

        assertThat(asVariables)
                .containsAll(environment(services.get("caretaker")).keySet());
    }

    @Test
    void imageRunsAsItsOwnUserAndIsWatched() {
        String dockerfile = read("Dockerfile");

        assertThat(dockerfile).contains("eclipse-temurin:25-jdk AS build", "FROM eclipse-temurin:25-jre");
        assertThat(dockerfile).contains("\nUSER caretaker\n", "/q/health/ready", "VOLUME /data", "quarkus-app");
        assertThat(dockerfile.indexOf("USER caretaker")).isLessThan(dockerfile.indexOf("ENTRYPOINT"));
        assertThat(read(".dockerignore").lines()).contains(".git", ".env", "**/target");
    }

    private static Map<String, String> environment(Object service) {
        Map<String, String> environment = new TreeMap<>();
        map(service).forEach((key, value) -> {
            if (key.equals("environment")) {
                map(value).forEach((name, text) -> environment.put(name, String.valueOf(text)));
            }
        });
        return environment;
    }

    private static Set<String> matches(Pattern pattern, String text) {
        Set<String> found = new TreeSet<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        assertThat(value).isInstanceOf(Map.class);
        return (Map<String, Object>) value;
    }

    private static List<String> strings(Object list) {
        return list == null
                ? List.of()
                : ((List<?>) list).stream().map(String::valueOf).toList();
    }

    private static Object yaml(String text) {
        return new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
    }

    private static String read(String file) {
        try {
            return Files.readString(ROOT.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
