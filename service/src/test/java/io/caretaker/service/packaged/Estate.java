package io.caretaker.service.packaged;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;

/** One estate with a fire valve that can be closed and a counter whose readings are numbers. */
final class Estate {
    static final Instant BEGIN = Instant.parse("2026-11-24T12:00:00Z");
    static final String COUNTER_TOPIC = "caretaker/v1/packaged/counter-1/telemetry";

    static final String REGISTRY = """
            {"estates":[{"id":"packaged","name":{"en":"Packaged","zh":"打包"},"latitude":31.2,"longitude":121.5,
                         "zone":"Asia/Shanghai","households":1}],
             "profiles":[{"id":"fire-valve","name":{"en":"Valve contact","zh":"阀门触点"},
                          "metrics":[{"name":"valve_open","unit":"1","min":0,"max":1}]},
                         {"id":"counter","name":{"en":"Counter","zh":"计数器"},
                          "metrics":[{"name":"numbered","unit":"1","min":0,"max":1000000}]}],
             "assets":[{"id":"v1","estate":"packaged","type":"FIRE_VALVE","name":{"en":"Valve","zh":"阀"}},
                       {"id":"counter","estate":"packaged","type":"MACHINE","name":{"en":"Counter","zh":"计数器"}}],
             "devices":[{"id":"v1-sensor","estate":"packaged","asset":"v1","profile":"fire-valve","interval":"PT1M"},
                        {"id":"counter-1","estate":"packaged","asset":"counter","profile":"counter","interval":"PT1H"}],
             "crews":[{"id":"fire-crew","name":{"en":"Fire crew","zh":"消防班"},"skills":["fire-technician"],"estates":[]}],
             "people":[{"id":"zhang","name":"张伟","roles":["on-call"],"language":"zh-CN","email":"zhang@example.org"}],
             "rotas":[{"estate":"packaged","persons":["zhang"],"escalateAfter":"PT30M"}]}
            """;

    private Estate() {}

    static String payload(int number) {
        return "{\"readings\":[{\"metric\":\"numbered\",\"value\":%d,\"unit\":\"1\",\"time\":\"%s\"}]}"
                .formatted(number, BEGIN.plusMillis(10L * number));
    }

    /** The numbers that the API gives back, in the order of time. */
    static List<Integer> numbers(PackagedService service) {
        return StreamSupport.stream(readings(service, "").at("/0/samples").spliterator(), false)
                .map(sample -> sample.path("value").asInt())
                .toList();
    }

    /** How many readings the store counts. */
    static long count(PackagedService service) {
        return StreamSupport.stream(
                        readings(service, "&buckets=1").at("/0/buckets").spliterator(), false)
                .mapToLong(bucket -> bucket.path("count").asLong())
                .sum();
    }

    private static JsonNode readings(PackagedService service, String more) {
        return service.get("readings?asset=counter&metric=numbered&from=" + BEGIN.minusSeconds(1) + "&to="
                + BEGIN.plusSeconds(600) + more);
    }

    /** The incidents of the closed valve. */
    static List<JsonNode> incidents(PackagedService service) {
        return StreamSupport.stream(
                        service.get("incidents?asset=v1").path("items").spliterator(), false)
                .filter(incident -> incident.path("type").asText().equals("fire-valve-closed"))
                .toList();
    }
}
