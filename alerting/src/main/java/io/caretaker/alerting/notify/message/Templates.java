package io.caretaker.alerting.notify.message;

import io.quarkus.qute.Engine;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.ReflectionValueResolver;
import io.quarkus.qute.Template;
import io.quarkus.qute.Variant;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The Qute templates and words of one language. Immutable; safe for use by several threads. */
final class Templates {
    private static final Engine ENGINE = Engine.builder()
            .addDefaults()
            .addValueResolver(new ReflectionValueResolver())
            .addResultMapper(new HtmlEscaper(List.of(Variant.TEXT_HTML)))
            .strictRendering(true)
            .build();

    private final Template title;
    private final Template text;
    private final Template html;
    private final Words words;

    private Templates(String language) {
        this.title = parse("title." + language + ".txt", Variant.TEXT_PLAIN);
        this.text = parse("body." + language + ".txt", Variant.TEXT_PLAIN);
        this.html = parse("body." + language + ".html", Variant.TEXT_HTML);
        this.words = Words.in(language);
    }

    static Templates in(String language) {
        return new Templates(language);
    }

    Words words() {
        return words;
    }

    String title(Page page) {
        return title.data("page", page).render().strip();
    }

    String text(Page page) {
        return text.data("page", page).render();
    }

    String html(Page page) {
        return html.data("page", page).render();
    }

    private static Template parse(String name, String contentType) {
        try (InputStream in = Templates.class.getResourceAsStream(name)) {
            String content = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return ENGINE.parse(content, Variant.forContentType(contentType), name);
        } catch (IOException e) {
            throw new UncheckedIOException("reading the template " + name, e);
        }
    }
}
