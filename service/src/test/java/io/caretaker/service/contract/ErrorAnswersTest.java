package io.caretaker.service.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is wrong is said in a problem document to programs and on a page to people. */
@QuarkusTest
@WithTestResource(value = ContractStores.class, scope = TestResourceScope.MATCHING_RESOURCES)
class ErrorAnswersTest {
    private static final String PROBLEM = "application/problem+json";
    private static final Map<String, String> BROWSER = Map.of("Accept", "text/html,application/xhtml+xml,*/*;q=0.8");

    @Test
    void aWrongValueIsNamedWithWhatWasExpected() {
        Service.Answer answer = Service.asAdmin("GET", "/api/v1/incidents?limit=0", "");

        problem(answer, 400);
        assertThat(answer.json().at("/errors/0/field").asText()).isEqualTo("limit");
        assertThat(answer.json().at("/errors/0/value").asText()).isEqualTo("0");
        assertThat(answer.json().at("/errors/0/expected").asText()).contains("1 to 500");
    }

    @Test
    void everyFaultOfADocumentIsNamedAtOnce() {
        Service.Answer answer = Service.asAdmin("POST", "/api/v1/registry", """
                {"estates":[{"id":"bad id","name":{"en":"x","zh":"x"},"latitude":91,"longitude":0,"zone":"Nowhere"}]}""");

        problem(answer, 400);
        assertThat(answer.json().path("errors").findValuesAsText("field"))
                .anyMatch(field -> field.contains("id"))
                .anyMatch(field -> field.contains("latitude"))
                .anyMatch(field -> field.contains("zone"));
    }

    @Test
    void aDocumentWithOneWrongPersonStoresNothingAtAll() {
        for (String wrong : new String[] {
            "\"people\":[{\"id\":\"errors-zhang\",\"name\":\"Zhang\",\"roles\":[\"king\"]}]",
            "\"rotas\":[{\"estate\":\"errors\",\"persons\":[\"nobody-known\"],\"escalateAfter\":\"PT5M\"}]"
        }) {
            Service.Answer answer = Service.asAdmin("POST", "/api/v1/registry", """
                    {"estates":[{"id":"errors","name":{"en":"Errors","zh":"错"},"latitude":31,"longitude":121,
                                 "zone":"Asia/Shanghai","households":1}],%s}""".formatted(wrong));

            problem(answer, 400);
            assertThat(Service.asAdmin("GET", "/api/v1/estates/errors", "").status())
                    .as(answer.body())
                    .isEqualTo(404);
        }
    }

    @Test
    void aBodyThatIsNoJsonIsAnsweredWithThePlace() {
        Service.Answer answer = Service.asAdmin("PUT", "/api/v1/clock", "{\"time\":");

        problem(answer, 400);
        assertThat(answer.json().path("detail").asText()).contains("line 1");
    }

    /** Whatever shape a body has, it is the sender's fault and told so. */
    /** Telemetry and webhooks name each reading that was not taken; line protocol answers as InfluxDB does. */
    private static final Set<String> OWN_FORM =
            Set.of("/api/v1/telemetry", "/api/v1/lorawan/chirpstack", "/api/v1/lorawan/ttn", "/api/v2/write");

    @Test
    void noBodyBreaksARoute() throws IOException {
        List<String> routes = Files.readAllLines(Path.of("../docs/api-roles.md")).stream()
                .filter(line -> line.matches("\\| (PUT|POST) \\| `/api/.*"))
                .toList();
        assertThat(routes).hasSizeGreaterThan(15);

        for (String route : routes) {
            String method = route.split("\\|")[1].strip();
            String path = route.split("`")[1].replaceAll("\\{[^}]+}", "no-such-thing");
            for (String body :
                    new String[] {"", "no json", "null", "[]", "[null]", "\"text\"", "{}", "{\"id\":{}}", "{\"id\":"}) {
                Service.Answer answer = Service.asAdmin(method, path, body);
                assertThat(answer.status())
                        .as("%s %s with %s: %s", method, path, body, answer.body())
                        .isLessThan(500);
                if (answer.status() >= 400 && !OWN_FORM.contains(path)) {
                    assertThat(answer.type())
                            .as("%s %s with %s", method, path, body)
                            .startsWith(PROBLEM);
                }
            }
        }
    }

    @Test
    void aRuleThatDoesNotFitIsExplained() {
        Service.Answer answer = Service.asAdmin("PUT", "/api/v1/rules/fire-valve-closed", "{\"rule\":{}}");

        problem(answer, 400);
        assertThat(answer.json().path("errors")).isNotEmpty();
    }

    @Test
    void aWrongPathParameterIsNotFoundAndAWrongQueryParameterIsRefused() {
        problem(Service.asAdmin("GET", "/api/v1/incidents/none", ""), 404);
        problem(Service.asAdmin("GET", "/api/v1/incidents?state=sleeping", ""), 400);
        problem(Service.asAdmin("GET", "/api/v1/incidents?limit=many", ""), 400, 404);
    }

    @Test
    void withoutCredentialsAProgramGetsAProblemAndABrowserThePageToSignIn() {
        Service.Answer program = Service.call("GET", "/api/v1/incidents", Map.of(), "");
        Service.Answer browser = Service.call("GET", "/incidents", BROWSER, "");

        problem(program, 401);
        assertThat(program.header("WWW-Authenticate")).startsWith("Bearer");
        assertThat(browser.status()).isEqualTo(302);
        assertThat(browser.header("Location")).endsWith("/sign-in");
    }

    @Test
    void anUnknownBearerTokenIsAProblem() {
        problem(Service.call("GET", "/api/v1/incidents", Map.of("Authorization", "Bearer nobody"), ""), 401);
    }

    @Test
    void aRoleThatMayNotGetsAProblem() {
        People.add("errors-auditor", "auditor");
        String session = People.signIn("errors-auditor");

        problem(Service.call("POST", "/api/v1/registry", People.browser(session, "application/json"), "{}"), 403);
    }

    @Test
    void anUnknownPathOfTheApiIsAProblem() {
        problem(Service.asAdmin("GET", "/api/v1/nothing", ""), 404);
        problem(Service.asAdmin("GET", "/api/v2/incidents", ""), 404);
    }

    @Test
    void anUnknownPathWithoutCredentialsTellsNothing() {
        problem(Service.call("GET", "/api/v1/nothing", Map.of(), ""), 401);
    }

    @Test
    void aMethodThatIsNotOfferedIsAProblem() {
        problem(Service.asAdmin("DELETE", "/api/v1/incidents", ""), 405);
    }

    @Test
    void aMediaTypeThatIsNotUnderstoodIsAProblem() {
        problem(
                Service.call(
                        "POST",
                        "/api/v1/registry",
                        Map.of("Authorization", Service.ADMIN, "Content-Type", "application/xml"),
                        "<registry/>"),
                415);
    }

    @Test
    void aBrowserGetsAPageForWhatIsNotThere() {
        People.add("errors-operator", "operator");
        String session = People.signIn("errors-operator");
        Map<String, String> headers =
                Map.of("Cookie", People.COOKIE + "=" + session, "Accept", "text/html", "Accept-Language", "en");

        for (String path : new String[] {"/incidents/none", "/nothing-here", "/assets/none"}) {
            Service.Answer answer = Service.call("GET", path, headers, "");
            assertThat(answer.status()).as(path).isEqualTo(404);
            assertThat(answer.type()).as(path).startsWith("text/html");
            assertThat(answer.body()).as(path).contains("<h1>").doesNotContain("Exception", "\tat ");
        }
    }

    @Test
    void whatBreaksShowsAReferenceAndNoStackTrace() {
        Service.Answer program = Service.asAdmin("GET", "/api/v1/" + BrokenResource.PATH, "");
        Service.Answer browser = Service.call(
                "GET", "/" + BrokenResource.PATH, Map.of("Authorization", Service.ADMIN, "Accept", "text/html"), "");

        problem(program, 500);
        assertThat(program.json().path("detail").asText()).contains("Reference ");
        assertThat(browser.status()).isEqualTo(500);
        assertThat(browser.type()).startsWith("text/html");
        assertThat(program.body() + browser.body())
                .doesNotContain(BrokenResource.SECRET, "Exception", "\tat ", "BrokenResource");
    }

    private static void problem(Service.Answer answer, Integer... statuses) {
        assertThat(answer.status()).as(answer.body()).isIn((Object[]) statuses);
        assertThat(answer.type())
                .as("type of %s: %s", answer.headers().map(), answer.body())
                .startsWith(PROBLEM);
        assertThat(answer.json().path("status").asInt()).isEqualTo(answer.status());
        assertThat(answer.json().path("title").asText()).isNotBlank();
        assertThat(answer.json().path("detail").asText()).isNotBlank();
        assertThat(answer.body()).doesNotContain("Exception", "\tat ");
    }
}
