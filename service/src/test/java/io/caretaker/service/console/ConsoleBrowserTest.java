package io.caretaker.service.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.caretaker.service.road.FreshStores;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import java.net.URL;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A person's way through the running service with a real browser; the pictures of it are in {@code target/screenshots}. */
@QuarkusTest
@QuarkusTestResource(value = FreshStores.class, restrictToAnnotatedClass = true)
class ConsoleBrowserTest {
    private static final String PASSWORD = "a long enough password";

    @TestHTTPResource("/")
    URL root;

    private Instant now = Instant.parse("2026-11-24T12:00:00Z");

    @Test
    void aPersonSignsInTakesAnIncidentOnAndTriesARule() {
        clock();
        String token = api("POST", "registry", REGISTRY).getString("tokens.v1-sensor");
        report(token, 1);
        try (Browser browser = Browser.open(root.toString())) {
            Page page = signInByLink(browser);
            assertThat(page.locator("html")).hasAttribute("lang", "zh-CN");
            assertThat(page.locator("#estates")).containsText("柳苑");
            browser.picture("overview-zh");

            closeTheValve(token);
            assertThat(page.locator("#newest")).containsText("阀");
            browser.speaks("en");
            browser.goTo("/");
            assertThat(page.locator("#estates")).containsText("Willow Court");
            browser.picture("overview-en");

            takeOn(browser, token);
            tryARule(browser);
            signInByPassword(browser);

            assertThat(browser.problems()).isEmpty();
        }
    }

    private Page signInByLink(Browser browser) {
        browser.speaks("zh-CN");
        browser.goTo(api("POST", "people/li/sign-in-link", "{}").getString("path"));
        Page page = browser.page();
        assertThat(page.locator("html")).hasAttribute("lang", "zh-CN");
        browser.picture("link");
        page.locator("main button.primary").click();
        page.waitForURL(url -> url.endsWith("/"));
        assertThat(page.locator("#light")).hasAttribute("data-state", "live");
        return page;
    }

    /** The page that is open learns of it by itself. */
    private void takeOn(Browser browser, String token) {
        Page page = browser.page();
        page.locator("#newest a", new Page.LocatorOptions().setHasText("Fire valve closed"))
                .first()
                .click();
        assertThat(page.locator("#hero")).containsText("Fire valve closed");
        assertThat(page.locator(".chart canvas")).isVisible();
        browser.picture("incident-open");

        page.locator("#hero button.primary").click();
        assertThat(page.locator(".timeline .k-acknowledged")).containsText("Li Wei");
        assertThat(page.locator("#hero")).containsText("Li Wei is on it");
        report(token, 0);
        page.locator("#say").fill("On my way <b>now</b>");
        page.locator(".comment button").click();
        assertThat(page.locator(".timeline .k-commented")).containsText("On my way <b>now</b>");

        report(token, 1);
        report(token, 1);
        assertThat(page.locator(".timeline .k-resolved")).isVisible();
        browser.picture("incident-proving");
    }

    private void tryARule(Browser browser) {
        Page page = browser.goTo("/rules/fire-valve-closed");
        page.locator("#f-on_delay_s").fill("36000");
        page.locator("button[hx-post]").click();
        assertThat(page.locator(".trial .compare")).isVisible();
        assertThat(page.locator(".trial .compare tbody tr")
                        .first()
                        .locator("td")
                        .nth(0))
                .hasText("1");
        assertThat(page.locator(".trial .compare tbody tr")
                        .first()
                        .locator("td")
                        .nth(1))
                .hasText("0");
        browser.picture("rule-tried");

        page.locator("#reason").fill("the sensor bounces");
        page.locator(".publish button").click();
        assertThat(page.locator("aside .timeline")).containsText("the sensor bounces");
    }

    private void signInByPassword(Browser browser) {
        api("PUT", "people/li/password", "{\"password\":\"" + PASSWORD + "\"}");
        Page page = browser.page();
        page.locator(".user summary").click();
        page.locator("form[action='/sign-out'] button").click();
        page.locator("input[name=user]").fill("li");
        page.locator("input[name=password]").fill(PASSWORD);
        browser.picture("sign-in");
        page.locator("form.fields button").click();
        assertThat(page.locator("#estates")).containsText("Willow Court");
    }

    private void closeTheValve(String token) {
        for (int minute = 0; minute < 3; minute++) {
            report(token, 0);
        }
    }

    private void report(String token, int open) {
        now = now.plus(Duration.ofMinutes(1));
        given().header("Authorization", "Bearer " + token)
                .contentType(ContentType.JSON)
                .body(
                        "{\"device\":\"v1-sensor\",\"readings\":[{\"metric\":\"valve_open\",\"value\":%d,\"unit\":\"1\",\"time\":\"%s\"}]}"
                                .formatted(open, now))
                .post("/api/v1/telemetry")
                .then()
                .statusCode(202);
        clock();
    }

    private void clock() {
        api("PUT", "clock", "{\"time\":\"" + now + "\"}");
    }

    private static JsonPath api(String method, String path, String body) {
        return given().header("Authorization", "Bearer " + FreshStores.ADMIN_TOKEN)
                .contentType(ContentType.JSON)
                .body(body)
                .request(method, "/api/v1/" + path)
                .then()
                .statusCode(org.hamcrest.Matchers.lessThan(300))
                .extract()
                .jsonPath();
    }

    private static final String REGISTRY = """
            {"estates":[{"id":"willow","name":{"en":"Willow Court","zh":"柳苑"},"latitude":31.2,"longitude":121.5,
                         "zone":"Asia/Shanghai","households":800}],
             "profiles":[{"id":"fire-valve","name":{"en":"Valve contact","zh":"阀门触点"},
                          "metrics":[{"name":"valve_open","unit":"1","min":0,"max":1}]}],
             "assets":[{"id":"fire","estate":"willow","type":"FIRE_SYSTEM","name":{"en":"Fire system","zh":"消防系统"}},
                       {"id":"v1","estate":"willow","parent":"fire","type":"FIRE_VALVE","name":{"en":"Riser valve","zh":"立管阀"}}],
             "devices":[{"id":"v1-sensor","estate":"willow","asset":"v1","profile":"fire-valve","interval":"PT1M"}],
             "crews":[{"id":"fire-crew","name":{"en":"Fire crew","zh":"消防班"},"skills":["fire-technician"],"estates":[]}],
             "people":[{"id":"li","name":"Li Wei","roles":["operator","on-call"],"language":"zh-CN"}],
             "rotas":[{"estate":"willow","persons":["li"],"escalateAfter":"PT5M"}]}
            """;
}
