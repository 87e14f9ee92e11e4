package io.caretaker.model;

import java.util.Locale;

/** The same words in both languages of the product. */
public record Text(String en, String zh) {
    public Text {
        if (en == null || en.isBlank()) {
            throw new InvalidValue("en", en, "an English text");
        }
        zh = zh == null || zh.isBlank() ? en : zh;
    }

    /** One text for both, as for names that are not translated. */
    public static Text same(String text) {
        return new Text(text, text);
    }

    public String in(Locale locale) {
        return Locale.CHINESE.getLanguage().equals(locale.getLanguage()) ? zh : en;
    }
}
