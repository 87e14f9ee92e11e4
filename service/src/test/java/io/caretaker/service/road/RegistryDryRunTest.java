package io.caretaker.service.road;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A registry document is taken as a whole or not at all, and can be tried first. */
@QuarkusTest
@QuarkusTestResource(value = FreshStores.class, restrictToAnnotatedClass = true)
class RegistryDryRunTest {
    private static final String DOCUMENT = """
            {"estates":[{"id":"%1$s","name":{"en":"Dry","zh":"试"},"latitude":31.2,"longitude":121.5,
                         "zone":"Asia/Shanghai","households":800}],
             "profiles":[{"id":"%1$s-valve","name":{"en":"Valve","zh":"阀"},
                          "metrics":[{"name":"valve_open","unit":"1","min":0,"max":1}]}],
             "assets":[{"id":"%1$s-v1","estate":"%1$s","type":"FIRE_VALVE","name":{"en":"Valve","zh":"阀"}}],
             "devices":[{"id":"%1$s-d1","estate":"%1$s","asset":"%1$s-v1","profile":"%1$s-valve","interval":"PT15M"}],
             "rotas":[{"estate":"%1$s","persons":[%2$s],"escalateAfter":"PT5M"}],
             "people":[{"id":"%1$s-li","name":"Li","roles":["on-call"],"language":"en","email":"li@dry.example"}]}
            """;

    @Test
    void aValidDocumentIsOnlyChecked() {
        JsonPath answer = Api.post("registry?dryRun=true", DOCUMENT.formatted("dry", "\"dry-li\""));

        assertThat(answer.getMap("tokens")).isEmpty();
        Api.admin().get("/api/v1/estates/dry").then().statusCode(404);
        assertThat(Api.get("people").getList("id")).doesNotContain("dry-li");
    }

    @Test
    void faultsAreAnsweredAndHalfADocumentIsNeverStored() {
        for (String path : List.of("registry?dryRun=true", "registry")) {
            String answer = Api.admin()
                    .contentType("application/json")
                    .body(DOCUMENT.formatted("half", "\"nobody\""))
                    .post("/api/v1/" + path)
                    .then()
                    .statusCode(400)
                    .extract()
                    .asString();

            assertThat(answer).contains("rotas[0]");
            Api.admin().get("/api/v1/estates/half").then().statusCode(404);
        }
    }

    @Test
    void whatTheListsShowCanBeImportedAgain() {
        Api.post("registry", DOCUMENT.formatted("again", "\"again-li\""));

        assertThat(Api.get("devices/again-d1").getString("interval")).isEqualTo("PT15M");
        assertThat(Api.get("rotas").getList("escalateAfter")).contains("PT5M");
    }
}
