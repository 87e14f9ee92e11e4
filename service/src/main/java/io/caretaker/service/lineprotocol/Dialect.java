package io.caretaker.service.lineprotocol;

import io.caretaker.ingest.lineprotocol.WriteAnswer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;

/** How a version of InfluxDB's API says that something went wrong. */
enum Dialect {
    V1 {
        @Override
        JsonObject body(WriteAnswer answer) {
            return new JsonObject().put("error", answer.message());
        }

        @Override
        void headers(WriteAnswer answer, HttpServerResponse response) {
            response.putHeader("X-Influxdb-Error", oneLine(answer.message()));
        }
    },
    V2 {
        @Override
        JsonObject body(WriteAnswer answer) {
            JsonObject body = new JsonObject().put("code", answer.code()).put("message", answer.message());
            return answer.line() > 0 ? body.put("line", answer.line()) : body;
        }

        @Override
        void headers(WriteAnswer answer, HttpServerResponse response) {
            response.putHeader("X-Platform-Error-Code", answer.code());
        }
    };

    private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");
    private static final CharSequence VERSION_HEADER = HttpHeaders.createOptimized("X-Influxdb-Version");
    private static final CharSequence VERSION = HttpHeaders.createOptimized(InfluxVersion.NUMBER);
    private static final int LONGEST_HEADER = 500;

    abstract JsonObject body(WriteAnswer answer);

    abstract void headers(WriteAnswer answer, HttpServerResponse response);

    void send(WriteAnswer answer, HttpServerResponse response) {
        if (response.ended() || response.closed()) {
            return;
        }
        response.setStatusCode(answer.status()).putHeader(VERSION_HEADER, VERSION);
        if (answer.status() == 204) {
            response.end();
            return;
        }
        if (answer.status() == 503 || answer.status() == 429) {
            response.putHeader(HttpHeaders.RETRY_AFTER, "1");
        }
        if (answer.status() == 401) {
            response.putHeader("WWW-Authenticate", "Basic realm=\"InfluxDB\"");
        }
        headers(answer, response);
        response.putHeader(HttpHeaders.CONTENT_TYPE, JSON).end(body(answer).toBuffer());
    }

    /** Header values hold no control characters, and only some characters beyond ASCII everywhere. */
    private static String oneLine(String message) {
        String ascii = message.replaceAll("[^\\x20-\\x7e]", "?");
        return ascii.length() > LONGEST_HEADER ? ascii.substring(0, LONGEST_HEADER) : ascii;
    }
}
