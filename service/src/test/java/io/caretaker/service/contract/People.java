package io.caretaker.service.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** People of a role, and their browsers. */
final class People {
    static final String COOKIE = "caretaker_session";
    private static final Pattern SESSION = Pattern.compile(COOKIE + "=([^;]+)");
    private static final Pattern FORM_TOKEN = Pattern.compile("name=\"csrf\" value=\"([0-9a-f]+)\"");

    private People() {}

    static void add(String id, String role) {
        String person =
                "{\"id\":\"%s\",\"name\":\"%s\",\"roles\":[\"%s\"],\"language\":\"en\"}".formatted(id, id, role);
        Service.Answer answer = Service.asAdmin("PUT", "/api/v1/people/" + id, person);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    /** Path of a fresh one-time link. */
    static String link(String id) {
        return Service.asAdmin("POST", "/api/v1/people/" + id + "/sign-in-link", "")
                .json()
                .path("path")
                .asText();
    }

    /** Value of the session cookie after signing in by a one-time link. */
    static String signIn(String id) {
        Service.Answer answer = Service.call("POST", link(id), Map.of(), "");
        assertThat(answer.status()).as("signing in").isEqualTo(303);
        return session(answer);
    }

    static String session(Service.Answer answer) {
        Matcher cookie = SESSION.matcher(answer.header("Set-Cookie"));
        assertThat(cookie.find()).as("a session in " + answer.headers()).isTrue();
        return cookie.group(1);
    }

    /** What a browser sends along to its own site. */
    static Map<String, String> browser(String session, String contentType) {
        return Map.of("Cookie", COOKIE + "=" + session, "Sec-Fetch-Site", "same-origin", "Content-Type", contentType);
    }

    /** The token that forms of the session's pages carry. */
    static String formToken(String session) {
        Service.Answer page = Service.call("GET", "/", Map.of("Cookie", COOKIE + "=" + session), "");
        Matcher token = FORM_TOKEN.matcher(page.body());
        assertThat(token.find()).as("a form token on the overview").isTrue();
        return token.group(1);
    }
}
