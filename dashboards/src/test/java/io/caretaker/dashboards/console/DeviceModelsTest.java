package io.caretaker.dashboards.console;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.caretaker.model.estate.Profile;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages of device models and the codec bench, as their forms drive them. */
@QuarkusTest
class DeviceModelsTest {
    private static final String UDL = "/models/milesight-em500-udl";

    @BeforeEach
    void forget() {
        Fixtures.ISSUED.clear();
        Workbench.INSTALLED.clear();
        Workbench.STORED.clear();
    }

    @Test
    void aModelIsInstalledAsThePlaceNeedsIt() {
        Response answer = post(
                UDL + "/install",
                "setting",
                "height_m",
                "value",
                "2.6",
                "usual",
                "sewer_level",
                "chosen",
                "tank_level",
                "profile",
                "udl-tank");

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.header("Location")).endsWith(UDL + "?installed=udl-tank");
        Profile installed = Workbench.INSTALLED.get(0);
        assertThat(installed.id()).isEqualTo("udl-tank");
        assertThat(installed.mapping().get(0).metric()).isEqualTo("tank_level");
        assertThat(installed.mapping().get(0).offset()).isEqualTo(2.6);
        assertThat(Fixtures.ISSUED)
                .singleElement()
                .satisfies(c -> assertThat(c.kind()).isEqualTo("registry.changed"));
    }

    @Test
    void aSettingThatMakesNoSenseIsNamedAndNothingIsInstalled() {
        Response answer = post(UDL + "/install", "setting", "height_m", "value", "high", "profile", "udl");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.asString()).contains("settings.height_m: got &quot;high&quot;");
        assertThat(Workbench.INSTALLED).isEmpty();
        assertThat(post(UDL + "/install", "profile", "Not An Id").asString()).contains("Not An Id");
        assertThat(Workbench.INSTALLED).isEmpty();
    }

    @Test
    void aTypedPayloadIsDecodedAndMapped() {
        String page = post("/bench/decode", "codec", Workbench.CODEC, "payload", "01 75 5A 03 82 1E 00", "port", "85")
                .asString();

        assertThat(page).contains("&quot;distance&quot; : 0.03", "Sewer level", "2.97 m", "90 %");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "zz", "01 7"})
    void whatIsNoPayloadIsRefusedInWords(String payload) {
        Response answer = post("/bench/decode", "codec", Workbench.CODEC, "payload", payload, "port", "1");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.asString()).contains("expected 1 to 255 bytes as pairs of hex digits");
    }

    @Test
    void storedPayloadsShowWhatTheyDecodeToAndWhatFails() {
        String page = get("/bench?codec=" + Workbench.CODEC).asString();

        assertThat(page).contains("udl-7", "0.862 m", "Nothing: TypeError: Cannot read property");
    }

    @Test
    void aNewVersionIsComparedBeforeItCanBeApplied() {
        String source = "function Decoder() { return {distance: 'mm'} }";
        Response unseen = post("/bench/apply", "codec", Workbench.CODEC, "source", source, "note", "mm");
        assertThat(unseen.statusCode()).isEqualTo(422);
        assertThat(unseen.asString()).contains("Compare it first");

        String compared = post("/bench/compare", "codec", Workbench.CODEC, "source", source, "note", "mm")
                .asString();
        assertThat(compared)
                .contains("5 payloads compared: 2 come out the same, 3 differently.")
                .contains("distance", "2.138", "2138");
        assertThat(Workbench.STORED).isEmpty();

        Response applied = post(
                "/bench/apply", "codec", Workbench.CODEC, "source", source, "note", "mm", "compared", digest(compared));
        assertThat(applied.statusCode()).isEqualTo(303);
        assertThat(Workbench.STORED)
                .singleElement()
                .satisfies(c -> assertThat(c.source()).isEqualTo(source));
    }

    @Test
    void anotherScriptThanTheComparedOneIsNotApplied() {
        String compared = post("/bench/compare", "codec", Workbench.CODEC, "source", "function Decoder() {}")
                .asString();

        Response answer = post(
                "/bench/apply", "codec", Workbench.CODEC, "source", "other", "note", "n", "compared", digest(compared));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(Workbench.STORED).isEmpty();
    }

    @Test
    void aScriptThatDoesNotLoadSaysWhy() {
        Response answer = post("/bench/compare", "codec", Workbench.CODEC, "source", "oops");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.asString()).contains("SyntaxError: Expected ; but found oops");
    }

    @Test
    void aLargeScriptFitsIntoTheForm() {
        String source = "// " + "x".repeat(400_000);

        assertThat(post("/bench/compare", "codec", Workbench.CODEC, "source", source)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void rolesSeeWhatTheyMayDo() {
        assertThat(as("wang-min").get("/models").statusCode()).isEqualTo(403);
        assertThat(as("wang-min").get("/bench").statusCode()).isEqualTo(403);
        assertThat(as("wang-min").get("/").asString()).doesNotContain("href=\"/models\"");
        String page = as("sun-qi").get(UDL).asString();
        assertThat(page).contains("href=\"/models\"", "but not install").doesNotContain(UDL + "/install");
        assertThat(as("sun-qi").get("/bench?codec=" + Workbench.CODEC).asString())
                .doesNotContain("/bench/compare");
        assertThat(as("sun-qi")
                        .formParam("csrf", Fixtures.CSRF)
                        .post(UDL + "/install")
                        .statusCode())
                .isEqualTo(403);
    }

    private static String digest(String page) {
        Matcher found =
                Pattern.compile("name=\"compared\" value=\"([0-9a-f]{64})\"").matcher(page);
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    private static io.restassured.specification.RequestSpecification as(String person) {
        return given().cookie("lang", "en").cookie("as", person).accept("text/html");
    }

    private static Response get(String page) {
        return given().cookie("lang", "en").accept("text/html").get(page);
    }

    private static Response post(String path, String... fields) {
        var request = given().cookie("lang", "en")
                .accept("text/html")
                .redirects()
                .follow(false)
                .formParam("csrf", Fixtures.CSRF);
        for (int i = 0; i < fields.length; i += 2) {
            request = request.formParam(fields[i], fields[i + 1]);
        }
        return request.post(path);
    }
}
