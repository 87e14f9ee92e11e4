package io.caretaker.service.lineprotocol;

import io.caretaker.ingest.lineprotocol.WriteAnswer;
import io.caretaker.service.config.CaretakerConfig;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Where the routes of InfluxDB's API are. */
@ApplicationScoped
class InfluxRoutes {
    /** Before authentication, body limits and everything else of the platform: these routes have their own. */
    private static final int FIRST = -10_000;

    private static final int LONGEST_FORM = 8 * 1024;

    private final CaretakerConfig config;
    private final WriteRoute write;
    private final WriterCredentials credentials;

    InfluxRoutes(CaretakerConfig config, WriteRoute write, WriterCredentials credentials) {
        this.config = config;
        this.write = write;
        this.credentials = credentials;
    }

    void register(@Observes Router router) {
        if (!config.line().enabled()) {
            return;
        }
        router.route(HttpMethod.POST, "/write").order(FIRST).handler(routing -> write.handle(routing, Dialect.V1));
        router.route(HttpMethod.POST, "/api/v2/write")
                .order(FIRST)
                .handler(routing -> write.handle(routing, Dialect.V2));
        router.route("/ping")
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .order(FIRST)
                .handler(this::ping);
        router.route(HttpMethod.GET, "/health").order(FIRST).handler(this::health);
        router.route(HttpMethod.GET, "/ready").order(FIRST).handler(this::ready);
        router.route(HttpMethod.GET, "/query").order(FIRST).handler(this::query);
        router.route(HttpMethod.POST, "/query").order(FIRST).handler(this::queryInForm);
    }

    private void ping(RoutingContext routing) {
        routing.response()
                .putHeader("X-Influxdb-Build", "OSS")
                .putHeader("X-Influxdb-Version", InfluxVersion.NUMBER)
                .setStatusCode(204)
                .end();
    }

    private void health(RoutingContext routing) {
        json(
                routing,
                new JsonObject()
                        .put("name", "influxdb")
                        .put("message", "ready for writes")
                        .put("status", "pass")
                        .put("checks", new JsonArray())
                        .put("version", InfluxVersion.NUMBER));
    }

    private void ready(RoutingContext routing) {
        json(routing, new JsonObject().put("status", "ready"));
    }

    private void queryInForm(RoutingContext routing) {
        if (routing.request().getParam("q") != null) {
            query(routing);
            return;
        }
        routing.request().setExpectMultipart(true);
        int[] read = {0};
        routing.request().handler(chunk -> {
            read[0] += chunk.length();
            if (read[0] > LONGEST_FORM && !routing.response().ended()) {
                routing.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
                Dialect.V1.send(
                        new WriteAnswer(413, "", "the form: expected at most " + LONGEST_FORM + " bytes", 0),
                        routing.response());
            }
        });
        routing.request().endHandler(end -> {
            if (!routing.response().ended()) {
                query(routing);
            }
        });
        routing.request().resume();
    }

    private void query(RoutingContext routing) {
        String statement = routing.request().getParam("q");
        if (statement == null) {
            statement = String.valueOf(routing.request().getFormAttribute("q"));
        }
        if (credentials.of(routing.request()).isEmpty()) {
            Dialect.V1.send(new WriteAnswer(401, "", "authorization failed", 0), routing.response());
            return;
        }
        Queries.answer(statement)
                .ifPresentOrElse(
                        answer -> json(routing, answer),
                        () -> Dialect.V1.send(
                                new WriteAnswer(
                                        400,
                                        "",
                                        "only SHOW DATABASES and CREATE DATABASE are answered here;"
                                                + " readings are read at /api/v1/readings",
                                        0),
                                routing.response()));
    }

    private static void json(RoutingContext routing, JsonObject body) {
        routing.response()
                .putHeader("X-Influxdb-Version", InfluxVersion.NUMBER)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .end(body.toBuffer());
    }
}
