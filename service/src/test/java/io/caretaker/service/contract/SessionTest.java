package io.caretaker.service.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Signing in, staying signed in and signing out, as a browser does it. */
@QuarkusTest
@WithTestResource(value = ContractStores.class, scope = TestResourceScope.MATCHING_RESOURCES)
class SessionTest {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String PASSWORD = "correct horse battery";

    @Test
    void aOneTimeLinkWorksOnceAndLookingAtItDoesNotUseItUp() {
        People.add("session-link", "operator");
        String link = People.link("session-link");

        Service.Answer look = Service.call("GET", link, Map.of("Accept", "text/html"), "");
        Service.Answer lookAgain = Service.call("GET", link, Map.of("Accept", "text/html"), "");
        Service.Answer use = Service.call("POST", link, Map.of(), "");
        Service.Answer useAgain = Service.call("POST", link, Map.of(), "");

        assertThat(look.status()).isEqualTo(200);
        assertThat(lookAgain.status()).isEqualTo(200);
        assertThat(look.header("Set-Cookie")).isEmpty();
        assertThat(signedIn(People.session(use))).isTrue();
        assertThat(useAgain.header("Set-Cookie")).isEmpty();
        assertThat(useAgain.header("Location")).endsWith("/sign-in?problem=failed");
    }

    @Test
    void aPasswordSignsInAndAWrongOneDoesNot() {
        People.add("session-password", "operator");
        assertThat(setPassword("session-password", "too short").status()).isEqualTo(400);
        assertThat(setPassword("session-password", PASSWORD).status()).isLessThan(300);

        Service.Answer wrong = signIn("session-password", "incorrect horse");
        Service.Answer stranger = signIn("nobody-of-this-name", PASSWORD);
        Service.Answer right = signIn("session-password", PASSWORD);

        assertThat(wrong.header("Set-Cookie")).isEmpty();
        assertThat(wrong.header("Location")).endsWith("/sign-in?problem=failed");
        assertThat(stranger.header("Location"))
                .as("whether the name exists is not told")
                .isEqualTo(wrong.header("Location"));
        assertThat(signedIn(People.session(right))).isTrue();
    }

    @Test
    void guessingIsSlowedDownForThatPersonOnly() {
        People.add("session-guessed", "operator");
        setPassword("session-guessed", PASSWORD);
        List<String> answers = new ArrayList<>();

        for (int guess = 0; guess < 12; guess++) {
            answers.add(signIn("session-guessed", "guess number " + guess).header("Location"));
        }

        assertThat(answers.subList(0, 10)).allMatch(location -> location.endsWith("problem=failed"));
        assertThat(answers.get(11)).endsWith("problem=busy");
        assertThat(signIn("session-guessed", PASSWORD).header("Set-Cookie"))
                .as("not even with the right password")
                .isEmpty();
        assertThat(signIn("somebody-else", "guess").header("Location")).endsWith("problem=failed");
    }

    @Test
    void signingOutEndsTheSession() {
        People.add("session-out", "operator");
        String session = People.signIn("session-out");
        assertThat(signedIn(session)).isTrue();

        Service.Answer out = Service.call("POST", "/sign-out", People.browser(session, FORM), "");

        assertThat(out.header("Set-Cookie")).contains("Max-Age=0");
        assertThat(signedIn(session)).as("the old cookie, kept by somebody").isFalse();
    }

    @Test
    void theCookieIsOutOfReachOfScriptsAndOtherSites() {
        People.add("session-cookie", "operator");

        String cookie = Service.call("POST", People.link("session-cookie"), Map.of(), "")
                .header("Set-Cookie");

        assertThat(cookie)
                .containsIgnoringCase("HttpOnly")
                .containsIgnoringCase("SameSite=Lax")
                .contains("Path=/");
    }

    @Test
    void aFormWithoutTheTokenOfItsSessionIsRefused() {
        People.add("session-form", "operator");
        People.add("session-other", "operator");
        String session = People.signIn("session-form");
        String otherToken = People.formToken(People.signIn("session-other"));
        String path = "/incidents/none/acknowledge";

        assertThat(form(path, session, "").status()).isEqualTo(403);
        assertThat(form(path, session, "csrf=" + otherToken).status()).isEqualTo(403);
        assertThat(form(path, session, "csrf=" + People.formToken(session)).status())
                .as("past the guard: there is no such incident")
                .isEqualTo(404);
    }

    @Test
    void whatAnotherSiteMakesABrowserSendIsRefused() {
        People.add("session-cross", "admin");
        String session = People.signIn("session-cross");
        Map<String, String> crossSite = Map.of(
                "Cookie", People.COOKIE + "=" + session,
                "Sec-Fetch-Site", "cross-site",
                "Content-Type", "application/json");

        assertThat(Service.call("POST", "/api/v1/registry", crossSite, "{}").status())
                .isEqualTo(403);
        assertThat(Service.call("GET", "/api/v1/incidents", crossSite, "").status())
                .as("reading is safe: the browser keeps the answer from the other site")
                .isEqualTo(200);
        assertThat(Service.call("POST", "/api/v1/registry", People.browser(session, "application/json"), "{}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void afterSigningInNobodyIsSentToAnotherSite() {
        People.add("session-back", "operator");
        setPassword("session-back", PASSWORD);

        Service.Answer answer = Service.call(
                "POST",
                "/sign-in",
                Map.of("Content-Type", FORM),
                "user=session-back&password=" + PASSWORD.replace(' ', '+') + "&back=%2F%2Fevil.example%2F");

        assertThat(answer.header("Location")).doesNotContain("evil.example");
    }

    @Test
    void thePageToSignInHasItsLooksAndItsSettingsBeforeAnybodySignsIn() {
        Service.Answer page = Service.call("GET", "/sign-in", Map.of("Accept", "text/html"), "");

        assertThat(page.status()).isEqualTo(200);
        List<String> parts = java.util.regex.Pattern.compile("(?:href|src)=\"(/[^\"#]+)")
                .matcher(page.body())
                .results()
                .map(found -> found.group(1))
                .filter(path -> path.matches(".*\\.(css|js|svg|webmanifest)"))
                .distinct()
                .toList();
        assertThat(parts)
                .isNotEmpty()
                .allSatisfy(path -> assertThat(
                                Service.call("GET", path, Map.of(), "").status())
                        .as(path)
                        .isEqualTo(200));
        assertThat(Service.call(
                                "POST",
                                "/console/preferences",
                                Map.of("Content-Type", FORM),
                                "lang=en&theme=dark&back=%2Fsign-in")
                        .status())
                .isEqualTo(303);
    }

    private static boolean signedIn(String session) {
        return Service.call("GET", "/api/v1/clock", Map.of("Cookie", People.COOKIE + "=" + session), "")
                        .status()
                == 200;
    }

    private static Service.Answer form(String path, String session, String body) {
        return Service.call("POST", path, People.browser(session, FORM), body);
    }

    private static Service.Answer signIn(String person, String password) {
        return Service.call(
                "POST",
                "/sign-in",
                Map.of("Content-Type", FORM),
                "user=" + person + "&password=" + password.replace(' ', '+'));
    }

    private static Service.Answer setPassword(String person, String password) {
        return Service.asAdmin("PUT", "/api/v1/people/" + person + "/password", "{\"password\":\"" + password + "\"}");
    }
}
