package io.caretaker.dashboards.console;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
class SafetyTest {
    private static final Pattern FORM =
            Pattern.compile("<form[^>]*method=\"post\"[^>]*action=\"([^\"]*)\".*?</form>", Pattern.DOTALL);
    private static final String BURST = "/incidents/" + PagesTest.path(Happenings.BURST);

    @BeforeEach
    void forget() {
        Fixtures.ISSUED.clear();
    }

    private static Response get(String page) {
        return given().urlEncodingEnabled(false)
                .cookie("lang", "en")
                .accept("text/html")
                .get(page);
    }

    @ParameterizedTest
    @MethodSource("io.caretaker.dashboards.console.PagesTest#pages")
    void pagesHaveNoInlineScriptOrStyleAndSayWhatTheyMayDo(String page) {
        Response response = get(page);
        String html = response.asString();

        assertThat(html)
                .doesNotContainPattern("<script(?![^>]*src=)")
                .doesNotContain("<style", " style=\"", "javascript:");
        assertThat(html).doesNotContainPattern("<[a-z][^>]* on[a-z]+=");
        assertThat(response.header("Content-Security-Policy"))
                .contains("script-src 'self'")
                .doesNotContain("unsafe");
    }

    @ParameterizedTest
    @MethodSource("io.caretaker.dashboards.console.PagesTest#pages")
    void everyFormThatDecidesSomethingCarriesTheToken(String page) {
        Matcher forms = FORM.matcher(get(page).asString());
        while (forms.find()) {
            boolean open = List.of("/console/preferences", "/sign-in").contains(forms.group(1))
                    || forms.group(1).startsWith("/a/");
            assertThat(open || forms.group().contains(Fixtures.CSRF))
                    .as(forms.group(1))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({"acknowledge", "escalate", "comment"})
    void decisionsWithoutTheTokenAreRefused(String action) {
        given().urlEncodingEnabled(false)
                .formParam("csrf", "guessed")
                .formParam("text", "hello")
                .post(BURST + "/" + action)
                .then()
                .statusCode(403);

        assertThat(Fixtures.ISSUED).isEmpty();
    }

    @Test
    void acknowledgingIssuesTheCommandOfTheViewerAtTheServicesTime() {
        Response response = given().urlEncodingEnabled(false)
                .redirects()
                .follow(false)
                .formParam("csrf", Fixtures.CSRF)
                .post(BURST + "/acknowledge");

        assertThat(response.statusCode()).isEqualTo(303);
        assertThat(Fixtures.ISSUED).singleElement().satisfies(c -> {
            assertThat(c.kind()).isEqualTo("incident.acknowledge");
            assertThat(c.subject()).isEqualTo(Happenings.BURST);
            assertThat(c.actor()).isEqualTo("li-na");
            assertThat(c.timeMicros()).isEqualTo(io.caretaker.model.Times.micros(World.NOW));
        });
    }

    @Test
    void anAuditorSeesButDoesNotDecide() {
        String page = given().urlEncodingEnabled(false)
                .cookie("as", "audit")
                .get(BURST)
                .asString();

        assertThat(page).doesNotContain("/acknowledge\"");
        given().urlEncodingEnabled(false)
                .cookie("as", "audit")
                .formParam("csrf", Fixtures.CSRF)
                .post(BURST + "/acknowledge")
                .then()
                .statusCode(403);
        assertThat(Fixtures.ISSUED).isEmpty();
    }

    @Test
    void publishingNeedsAReasonAndKeepsWhatWasTyped() {
        Response refused = given().redirects()
                .follow(false)
                .formParam("csrf", Fixtures.CSRF)
                .formParam("level", "ESTATE")
                .formParam("target", "qixia")
                .formParam("name", "limit")
                .formParam("value", "198")
                .formParam("enabled", "")
                .formParam("reason", " ")
                .post("/rules/supply-low-pressure/publish");

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.asString()).contains("value=\"198\"");
        assertThat(Fixtures.ISSUED).isEmpty();
    }

    @Test
    void publishingAnOverrideIssuesItWithItsReason() {
        Response done = given().redirects()
                .follow(false)
                .formParam("csrf", Fixtures.CSRF)
                .formParam("level", "ESTATE")
                .formParam("target", "qixia")
                .formParam("name", "limit", "deadband")
                .formParam("value", "198", "")
                .formParam("enabled", "")
                .formParam("reason", "calm nights")
                .post("/rules/supply-low-pressure/publish");

        assertThat(done.statusCode()).isEqualTo(303);
        assertThat(Fixtures.ISSUED).singleElement().satisfies(c -> {
            assertThat(c.kind()).isEqualTo("rule.override");
            assertThat(c.body())
                    .contains("\"limit\":198.0", "\"level\":\"ESTATE\"", "\"target\":\"qixia\"", "calm nights")
                    .doesNotContain("deadband");
        });
    }

    @Test
    void aTrialShowsBeforeAndAfterAndChangesNothing() {
        String page = given().cookie("lang", "en")
                .formParam("csrf", Fixtures.CSRF)
                .formParam("level", "RULE")
                .formParam("name", "limit")
                .formParam("value", "200")
                .formParam("enabled", "on")
                .post("/rules/supply-low-pressure/try")
                .asString();

        assertThat(page).contains("With the change", ">21<", ">8<");
        assertThat(Fixtures.ISSUED).isEmpty();
    }

    @Test
    void namesFromOutsideAreEscaped() {
        for (String page : List.of(
                "/",
                "/estates/wangjiang",
                "/estates/wangjiang/assets",
                "/assets/wangjiang-evil",
                "/incidents",
                "/registry?q=evil",
                "/registry/devices/wangjiang-evil.dev",
                "/tasks")) {
            assertThat(get(page).asString())
                    .as(page)
                    .doesNotContain("<script>alert")
                    .contains("&lt;script&gt;");
        }
    }

    @Test
    void theSettingsFormDoesNotLeadElsewhere() {
        for (String back : List.of("https://evil.example/", "//evil.example", "/\\evil.example")) {
            Response response = given().redirects()
                    .follow(false)
                    .formParam("lang", "en")
                    .formParam("back", back)
                    .post("/console/preferences");

            assertThat(java.net.URI.create(response.header("Location")).getPath())
                    .isEqualTo("/");
        }
    }

    @Test
    void openingASignedLinkChangesNothing() {
        assertThat(get("/a/good").asString()).contains("<form method=\"post\" action=\"/a/good\"");
        assertThat(given().cookie("lang", "en").post("/a/good").asString()).contains("You are on it");
    }

    @Test
    void anEstateOfTwoThousandAssetsStaysLight() {
        Response page = get("/estates/meadow");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.asString().split("class=\"d ", -1).length - 1).isGreaterThanOrEqualTo(World.LARGE);
        assertThat(page.asByteArray().length).isLessThan(400_000);
        assertThat(get("/").asByteArray().length).isLessThan(60_000);
        assertThat(get("/estates/meadow/assets").asByteArray().length).isLessThan(60_000);
    }

    /** A brace that got lost would hide every rule behind it on wide screens, without any error. */
    @Test
    void theStyleSheetClosesEveryBlockThatItOpens() {
        String css = given().get("/console/console.css").asString();
        int depth = 0;
        for (String line : css.lines().toList()) {
            if (line.startsWith("/* ")) {
                assertThat(depth).as("open blocks before " + line).isZero();
            }
            for (char c : line.toCharArray()) {
                depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            }
        }
        assertThat(depth).isZero();
    }

    @Test
    void seriesAreBoundedAndRefuseNonsense() {
        Response week = given().get(
                        "/console/assets/qixia-z1-p5/series?metric=water_pressure&from=2026-11-17T13:20:00Z&to=2026-11-24T13:20:00Z");

        assertThat(week.jsonPath().getList("t")).hasSizeBetween(100, 360);
        assertThat(week.jsonPath().getList("limits.value")).contains(205.0f);
        assertThat(week.jsonPath().getList("faults")).isNotEmpty();
        given().get("/console/assets/qixia-z1-p5/series?metric=water_pressure&from=soon")
                .then()
                .statusCode(400);
        given().get("/console/assets/qixia-z1-p5/series?metric=nothing").then().statusCode(404);
    }
}
