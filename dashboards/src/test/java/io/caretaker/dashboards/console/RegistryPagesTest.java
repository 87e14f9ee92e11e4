package io.caretaker.dashboards.console;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What may be done on the pages of devices, and by whom. */
@QuarkusTest
class RegistryPagesTest {
    private static final String DEVICE = "/registry/devices/qixia-z1-p6.dev";
    private static final String VALVE = "/registry/devices/qixia-z1-p7.dev";

    private static Response post(String as, String path, String... form) {
        var request = given().cookie("as", as)
                .cookie("lang", "en")
                .redirects()
                .follow(false)
                .formParam("csrf", Fixtures.CSRF);
        for (int i = 0; i < form.length; i += 2) {
            request.formParam(form[i], form[i + 1]);
        }
        return request.post(path);
    }

    @Test
    void aNewTokenIsShownOnceAndARevokedOneIsSaid() {
        String page = post("li-na", DEVICE + "/token", "grace", "PT1H").asString();

        assertThat(page).containsPattern("<code>[A-Za-z0-9_-]{43}</code>").contains("shown this once", "works until");
        assertThat(given().cookie("lang", "en").get(DEVICE).asString()).doesNotContain("<code>");
        assertThat(post("li-na", DEVICE + "/revoke").statusCode()).isEqualTo(303);
        assertThat(given().cookie("lang", "en").get(DEVICE).asString())
                .contains("It has no token", "took the token away");
    }

    @Test
    void whoMayNotIsRefusedAndNotOffered() {
        for (String path : new String[] {"/token", "/revoke", "/commands"}) {
            assertThat(post("audit", DEVICE + path).statusCode()).as(path).isEqualTo(403);
        }
        assertThat(post("audit", "/registry/import/check").statusCode()).isEqualTo(403);
        assertThat(post("audit", "/registry/import/apply").statusCode()).isEqualTo(403);
        assertThat(given().cookie("as", "audit").get("/registry/import").statusCode())
                .isEqualTo(403);
        String page = given().cookie("as", "audit").get(DEVICE).asString();
        assertThat(page).doesNotContain("/token\"", "/revoke\"", "/commands\"");
    }

    @Test
    void codesAndKeysAreShownOnce() {
        assertThat(post("li-na", DEVICE + "/claim-code").asString())
                .containsPattern("<code>[0-9A-Z]{5}-[0-9A-Z]{5}</code>");

        Response made =
                post("li-na", "/registry/keys", "estate", "qixia", "profile", "lamp-node", "count", "5", "days", "3");
        assertThat(made.asString())
                .containsPattern("<code>[A-Za-z0-9_-]{43}</code>")
                .contains("0 / 5");
        assertThat(post("li-na", "/registry/keys", "estate", "qixia", "profile", "x", "count", "5", "days", "3")
                        .statusCode())
                .isEqualTo(422);
        String page = given().cookie("lang", "en").get("/registry/keys").asString();
        assertThat(page).doesNotContain("<code>");
        assertThat(given().cookie("as", "audit").get("/registry/keys").statusCode())
                .isEqualTo(403);
        assertThat(post("audit", "/registry/keys").statusCode()).isEqualTo(403);
    }

    @Test
    void aCommandThatDoesNotFitIsRefusedInWordsAndOneThatFitsIsListed() {
        Response wrong = post("li-na", DEVICE + "/commands", "name", "lamp_dim", "value", "140");
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.asString()).contains("Not taken", "0 to 100 %");

        assertThat(post("li-na", DEVICE + "/commands", "name", "lamp_dim", "value", "35")
                        .statusCode())
                .isEqualTo(303);

        assertThat(given().cookie("lang", "en").get(DEVICE).asString())
                .contains("Brightness 35 %", "waits for the device");
    }

    @Test
    void aValveNeedsASecondPerson() {
        post("li-na", VALVE + "/commands", "name", "valve_open");
        String page = given().cookie("lang", "en").get(VALVE).asString();
        assertThat(page).contains("waits for a second person").doesNotContain("/confirm\"");
        String id = page.replaceAll("(?s).*?/registry/commands/(c-[0-9a-f]+)/cancel.*", "$1");

        Response own = post("li-na", "/registry/commands/" + id + "/confirm");

        assertThat(own.statusCode()).isEqualTo(422);
        assertThat(own.asString()).contains("a second person has to confirm it");
        assertThat(post("li-na", "/registry/commands/" + id + "/cancel").statusCode())
                .isEqualTo(303);
        assertThat(post("li-na", "/registry/commands/c-0/confirm").statusCode()).isEqualTo(404);
        assertThat(given().cookie("lang", "en")
                        .get("/registry/devices/qixia-z1-p5.dev")
                        .asString())
                .as("somebody else asked for this one")
                .contains("/registry/commands/c-4/confirm");
    }

    @Test
    void aFileIsCheckedThenStoredAndItsTokensShownOnce() {
        byte[] csv = "id,estate,asset,profile,interval\nqixia-new-9,qixia,qixia-z1-p5,pipe-pressure,PT5M\n"
                .getBytes(StandardCharsets.UTF_8);

        String checked = upload("check", csv);
        assertThat(checked).contains("The file is valid", "Import now").doesNotContain("qixia-new-9,");
        assertThat(given().get("/registry/devices/qixia-new-9").statusCode()).isEqualTo(404);

        String applied = upload("apply", csv);
        assertThat(applied).contains("Stored").containsPattern("qixia-new-9,[A-Za-z0-9_-]{43}");
        assertThat(given().get("/registry/devices/qixia-new-9").statusCode()).isEqualTo(200);
        assertThat(upload("apply", csv)).contains("Nothing would change");
        assertThat(upload("apply", "id,estate\n".getBytes(StandardCharsets.UTF_8)))
                .contains("nothing was stored");
        assertThat(post("li-na", "/registry/import/check").asString()).contains("Choose a file first");
    }

    private static String upload(String step, byte[] csv) {
        return given().cookie("lang", "en")
                .multiPart("csrf", Fixtures.CSRF)
                .multiPart("kind", "")
                .multiPart("file", "devices.csv", csv, "text/csv")
                .post("/registry/import/" + step)
                .asString();
    }
}
