package io.caretaker.dashboards.console;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
class PagesTest {
    static Stream<String> pages() {
        return Stream.of(
                "/",
                "/estates/qixia",
                "/estates/wangjiang",
                "/estates/qixia/assets",
                "/assets/qixia-z1-p5",
                "/assets/qixia-b3-d",
                "/assets/qixia-c2",
                "/console/assets/qixia-z1-p5/panel",
                "/incidents",
                "/incidents?state=CLOSED",
                "/incidents/" + path(Happenings.BURST),
                "/incidents/" + path(Happenings.OUTAGE),
                "/tasks",
                "/tasks?crew=crew-water",
                "/rules",
                "/rules/supply-low-pressure",
                "/rules/supply-low-pressure?level=ESTATE&target=qixia",
                "/rules/supply-low-pressure?level=DEVICE&target=qixia-z1-p8.dev",
                "/models",
                "/models?shelf=water&q=level",
                "/models/milesight-em500-udl",
                "/models/zone-inlet",
                "/bench",
                "/bench?codec=" + Workbench.CODEC,
                "/registry",
                "/registry?q=qixia&silent=6&battery=50&profile=lamp-node",
                "/registry?q=no-such-device",
                "/registry/devices/qixia-z1-p5.dev",
                "/registry/devices/wangjiang-evil.dev",
                "/registry/import",
                "/registry/keys",
                "/data-quality",
                "/data-quality?estate=qixia&days=1",
                "/sign-in",
                "/a/good",
                "/a/expired");
    }

    static String path(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8);
    }

    private static Response get(String page, String lang) {
        return given().urlEncodingEnabled(false)
                .cookie("lang", lang)
                .accept("text/html")
                .get(page);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyPageAnswersInBothLanguages(String page) {
        for (String lang : new String[] {"zh-CN", "en"}) {
            Response response = get(page, lang);

            assertThat(response.statusCode()).as(page + " " + lang).isEqualTo(200);
            assertThat(response.body().asString()).doesNotContain("NOT_FOUND", "msg:", "inc:", "{view", "{page");
        }
    }

    @Test
    void unknownPagesAnswerInTheReadersLanguage() {
        assertThat(get("/estates/none", "zh-CN").statusCode()).isEqualTo(404);
        assertThat(get("/estates/none", "zh-CN").asString()).contains("未找到");
        assertThat(get("/no/such/page", "en").asString()).contains("Not found");
    }
}
