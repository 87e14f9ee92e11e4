package io.caretaker.alerting.notify.message;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/** The short words of one language that messages are put together from. Immutable. */
final class Words {
    private static final Map<String, String> UNITS = Map.of(
            "1", "",
            "m3/h", "m³/h",
            "m3", "m³",
            "Cel", "℃",
            "uW/cm2", "µW/cm²",
            "[ppm]", "ppm");

    private final Properties words = new Properties();

    private Words() {}

    static Words in(String language) {
        Words result = new Words();
        String name = "words." + language + ".properties";
        try (InputStream in = Words.class.getResourceAsStream(name);
                Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            result.words.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException("reading the words of " + name, e);
        }
        return result;
    }

    Set<String> keys() {
        return words.stringPropertyNames();
    }

    String of(Enum<?> value, String kind) {
        return of(kind + "." + value.name());
    }

    String of(String key) {
        return Optional.ofNullable(words.getProperty(key)).orElse(key.substring(key.indexOf('.') + 1));
    }

    /** A metric that has no word yet shows its own name. */
    String metric(String metric) {
        return Optional.ofNullable(words.getProperty("metric." + metric))
                .orElseGet(() -> metric.replace('_', ' ').toLowerCase(Locale.ROOT));
    }

    static String withUnit(String number, String ucum) {
        String unit = UNITS.getOrDefault(ucum, ucum);
        return unit.isEmpty() ? number : unit.equals("%") ? number + " %" : number + " " + unit;
    }
}
