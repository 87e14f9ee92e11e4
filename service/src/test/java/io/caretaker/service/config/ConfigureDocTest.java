package io.caretaker.service.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.WithDefault;
import io.smallrye.config.common.utils.StringUtil;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page that people configure by says what the code reads: every key, no other, each with its default. */
class ConfigureDocTest {
    private static final Path PAGE = Path.of("..", "docs", "configure.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(caretaker\\.[^`]+)` \\| (?:`([^`]*)`|none) \\|.*$");
    private static final Pattern ALL_KEYS = Pattern.compile("(?s)<!-- keys: begin.*?-->(.*)<!-- keys: end -->");
    private static final String NONE = "none";

    @Test
    void theTableOfAllKeysIsCompleteAndRight() throws IOException {
        Matcher table = ALL_KEYS.matcher(Files.readString(PAGE));
        assertThat(table.find()).as("the markers in " + PAGE).isTrue();

        assertThat(rows(table.group(1))).isEqualTo(keys());
    }

    @Test
    void theTablesByTopicAgreeWithTheCode() throws IOException {
        assertThat(keys()).containsAllEntriesOf(rows(Files.readString(PAGE)));
    }

    private static Map<String, String> rows(String markdown) {
        Map<String, String> rows = new TreeMap<>();
        Matcher row = ROW.matcher(markdown);
        while (row.find()) {
            String value = Optional.ofNullable(row.group(2)).orElse(NONE);
            String other = rows.put(row.group(1), value);
            assertThat(other == null || other.equals(value))
                    .as("one default for " + row.group(1))
                    .isTrue();
        }
        return rows;
    }

    private static Map<String, String> keys() {
        Map<String, String> keys = new TreeMap<>();
        collect(CaretakerConfig.class, "caretaker", keys);
        return keys;
    }

    private static void collect(Class<?> group, String prefix, Map<String, String> keys) {
        for (Method method : group.getDeclaredMethods()) {
            String key = prefix + '.' + StringUtil.skewer(method.getName());
            Class<?> type = method.getReturnType();
            if (type == Map.class
                    && ((ParameterizedType) method.getGenericReturnType()).getActualTypeArguments()[1]
                            instanceof Class<?> named
                    && named.isInterface()) {
                collect(named, key + ".<name>", keys);
            } else if (type.isInterface() && type.getPackage().equals(CaretakerConfig.class.getPackage())) {
                collect(type, key, keys);
            } else {
                WithDefault given = method.getAnnotation(WithDefault.class);
                keys.put(key, given == null ? NONE : given.value());
            }
        }
    }
}
