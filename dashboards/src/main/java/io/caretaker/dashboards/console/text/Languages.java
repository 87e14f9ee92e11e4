package io.caretaker.dashboards.console.text;

import java.util.List;
import java.util.Locale;

/** The two languages of the console, and which of them a request gets. */
public final class Languages {
    public static final Locale CHINESE = Locale.forLanguageTag("zh-CN");
    public static final Locale ENGLISH = Locale.forLanguageTag("en");

    private Languages() {}

    /**
     * The language of the cookie, else the first acceptable one that the console speaks, else Chinese.
     *
     * @param cookie value of the cookie {@code lang}, null when absent
     * @param acceptable from Accept-Language, best first
     */
    public static Locale choose(String cookie, List<Locale> acceptable) {
        if (cookie != null) {
            return "en".equals(cookie) ? ENGLISH : CHINESE;
        }
        for (Locale locale : acceptable) {
            if ("zh".equals(locale.getLanguage())) {
                return CHINESE;
            }
            if ("en".equals(locale.getLanguage())) {
                return ENGLISH;
            }
        }
        return CHINESE;
    }
}
