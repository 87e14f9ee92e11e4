package io.caretaker.dashboards.console.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * The words of the domain in one language. Their keys come from data (metrics, kinds of timeline entries), so that they
 * cannot be methods of a message bundle. Immutable.
 */
public final class Words {
    private static final Words ENGLISH = new Words("words_en.properties");
    private static final Words CHINESE = new Words("words_zh.properties");

    private final Properties words = new Properties();

    private Words(String resource) {
        try (InputStream in = Words.class.getResourceAsStream(resource)) {
            words.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + resource, e);
        }
    }

    /** Chinese for every Chinese locale, English for all others. */
    public static Words in(Locale locale) {
        return Locale.CHINESE.getLanguage().equals(locale.getLanguage()) ? CHINESE : ENGLISH;
    }

    public Optional<String> find(String key) {
        return Optional.ofNullable(words.getProperty(key));
    }

    /** The word; for a key that is not in the dictionary its last part, made readable. */
    public String of(String prefix, String name) {
        return find(prefix + "." + name).orElseGet(() -> name.replace('_', ' ').replace('-', ' '));
    }

    public String of(Enum<?> constant, String prefix) {
        return of(prefix, constant.name());
    }

    /** The pattern of the key with {@code {name}} replaced by each value; names without a value become empty, a colon before nothing goes too. */
    public String filled(String key, Map<String, String> values) {
        String text = find(key).orElse(key);
        for (Map.Entry<String, String> value : values.entrySet()) {
            text = text.replace("{" + value.getKey() + "}", value.getValue());
        }
        return text.replaceAll("\\{[a-z0-9]+}", "").replaceAll("[\\s:：]+$", "").strip();
    }

    public java.util.Set<String> keys() {
        return words.stringPropertyNames();
    }
}
