package io.caretaker.dashboards.console.shell;

import io.caretaker.dashboards.console.ClockInfo;
import io.caretaker.dashboards.console.Viewer;
import io.caretaker.dashboards.console.text.Languages;
import io.caretaker.dashboards.console.text.Numbers;
import io.caretaker.dashboards.console.text.Say;
import io.caretaker.model.estate.Estate;
import io.caretaker.model.estate.Topology;
import io.caretaker.model.estate.TopologySource;
import io.caretaker.model.people.Person;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The request as pages see it: language, theme, viewer, clock. */
@RequestScoped
public class Shell {
    /** Local time of pages over all estates when there is no estate yet. */
    private static final ZoneId HOME = ZoneId.of("Asia/Shanghai");

    private static final Set<String> THEMES = Set.of("light", "dark");

    private final HttpHeaders headers;
    private final UriInfo uri;
    private final Viewer viewer;
    private final ClockInfo clockInfo;
    private final Clock clock;
    private final TopologySource topology;

    Shell(HttpHeaders headers, UriInfo uri, Viewer viewer, ClockInfo clockInfo, Clock clock, TopologySource topology) {
        this.headers = headers;
        this.uri = uri;
        this.viewer = viewer;
        this.clockInfo = clockInfo;
        this.clock = clock;
        this.topology = topology;
    }

    public Locale locale() {
        Cookie cookie = headers.getCookies().get("lang");
        return Languages.choose(cookie == null ? null : cookie.getValue(), headers.getAcceptableLanguages());
    }

    /** In the local time of the first estate: estates of one firm lie in one zone nearly always. */
    public Say say() {
        ZoneId zone =
                topology().estates().stream().findFirst().map(Estate::zone).orElse(HOME);
        return new Say(locale(), zone, clock.instant());
    }

    /** In the local time of an estate. */
    public Say sayIn(String estate) {
        return topology().estate(estate).map(e -> say().in(e.zone())).orElseGet(this::say);
    }

    public Topology topology() {
        return topology.current();
    }

    public Optional<Person> person() {
        return viewer.person();
    }

    public boolean may(Access access) {
        return access.granted(viewer.person());
    }

    /**
     * The person who acts.
     *
     * @throws ForbiddenException when nobody is signed in or the role does not allow it
     */
    public Person require(Access access) {
        return viewer.person().filter(p -> may(access)).orElseThrow(ForbiddenException::new);
    }

    public Page page(String section, String title) {
        return page(section, title, "");
    }

    /** @param estate id of the estate that the page is about, empty for none */
    public Page page(String section, String title, String estate) {
        Say say = say();
        ZoneId zone = topology().estate(estate).map(Estate::zone).orElse(say.zone());
        List<Page.EstateLink> estates = topology().estates().stream()
                .map(e -> new Page.EstateLink(e.id(), say.text(e.name()), e.id().equals(estate)))
                .toList();
        return new Page(
                locale().toLanguageTag(),
                theme(),
                section,
                title,
                uri.getRequestUri().getRawPath()
                        + Optional.ofNullable(uri.getRequestUri().getRawQuery())
                                .map(q -> "?" + q)
                                .orElse(""),
                viewer.person().map(p -> who(p, say)),
                viewer.person().isPresent() ? viewer.csrf() : "",
                estate,
                viewer.person().isPresent() ? estates : List.of(),
                may(Access.SEE_MODELS),
                clock(say.in(zone)));
    }

    /** The template in the reader's language. */
    public TemplateInstance localized(TemplateInstance template) {
        return template.setLocale(locale());
    }

    private String theme() {
        Cookie cookie = headers.getCookies().get("theme");
        return cookie != null && THEMES.contains(cookie.getValue()) ? cookie.getValue() : "auto";
    }

    private Page.Clock clock(Say say) {
        return new Page.Clock(
                say.date(),
                say.clock(),
                say.now().toEpochMilli(),
                say.zone().getId(),
                clockInfo.speed(),
                clockInfo.simulated() ? Optional.of(speed(clockInfo.speed())) : Optional.empty());
    }

    /** Measured, so never quite even: nobody needs the fraction of a large one. */
    private static String speed(double times) {
        return Numbers.plain(times < 10 ? times : Math.rint(times));
    }

    private static Page.Who who(Person person, Say say) {
        String roles =
                person.roles().stream().sorted().map(r -> say.word("role", r)).collect(Collectors.joining(" · "));
        String initial = person.name().isEmpty()
                ? "?"
                : person.name().substring(0, person.name().offsetByCodePoints(0, 1));
        return new Page.Who(person.name(), initial, roles);
    }
}
