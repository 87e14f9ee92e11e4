package io.caretaker.service.road;

import static io.restassured.RestAssured.given;

import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;

/** The API as an administrator's script uses it. */
public final class Api {
    private Api() {}

    public static RequestSpecification admin() {
        return given().header("Authorization", "Bearer " + FreshStores.ADMIN_TOKEN);
    }

    public static JsonPath get(String path) {
        return admin().get("/api/v1/" + path).then().statusCode(200).extract().jsonPath();
    }

    public static JsonPath post(String path, String body) {
        return admin().contentType("application/json")
                .body(body)
                .post("/api/v1/" + path)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /** Moves the service's clock; when it answers, everything up to then is applied. */
    public static void clock(Instant time) {
        admin().contentType("application/json")
                .body("{\"time\":\"" + time + "\"}")
                .put("/api/v1/clock")
                .then()
                .statusCode(200);
    }
}
