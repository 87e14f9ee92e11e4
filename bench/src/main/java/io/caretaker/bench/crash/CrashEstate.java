package io.caretaker.bench.crash;

import com.fasterxml.jackson.databind.JsonNode;
import io.caretaker.bench.process.ServiceProcess;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** One estate with counters whose readings are numbers, and a fire valve that is closed and stays so. */
final class CrashEstate {
    static final String ID = "crash";
    static final Instant BEGIN = Instant.parse("2026-01-05T00:00:00Z");
    private static final int STEP_MILLIS = 10;
    /** As many as one answer of the API holds. */
    private static final int PAGE = 10_000;

    private CrashEstate() {}

    static String device(int number) {
        return "counter-" + number;
    }

    static String payload(int number) {
        return "{\"readings\":[{\"metric\":\"numbered\",\"value\":" + number + ",\"unit\":\"1\",\"time\":\""
                + time(number) + "\"}]}";
    }

    private static Instant time(int number) {
        return BEGIN.plusMillis((long) STEP_MILLIS * number);
    }

    /** @return the tokens of the counters */
    static List<String> register(ServiceProcess service, int counters) throws IOException, InterruptedException {
        StringBuilder assets = new StringBuilder();
        StringBuilder devices = new StringBuilder();
        for (int i = 0; i < counters; i++) {
            assets.append(
                    ",{\"id\":\"a-%1$s\",\"estate\":\"crash\",\"type\":\"MACHINE\",\"name\":{\"en\":\"%1$s\",\"zh\":\"%1$s\"}}"
                            .formatted(device(i)));
            devices.append(
                    ",{\"id\":\"%1$s\",\"estate\":\"crash\",\"asset\":\"a-%1$s\",\"profile\":\"counter\",\"interval\":\"PT24H\"}"
                            .formatted(device(i)));
        }
        JsonNode tokens = service.call("POST", "/api/v1/registry", """
                {"estates":[{"id":"crash","name":{"en":"Crash Court","zh":"断电苑"},"latitude":31.2,"longitude":121.5,
                             "zone":"Asia/Shanghai","households":1}],
                 "profiles":[{"id":"fire-valve","name":{"en":"Valve contact","zh":"阀门触点"},
                              "metrics":[{"name":"valve_open","unit":"1","min":0,"max":1}]},
                             {"id":"counter","name":{"en":"Counter","zh":"计数器"},
                              "metrics":[{"name":"numbered","unit":"1","min":0,"max":1000000000}]}],
                 "assets":[{"id":"v1","estate":"crash","type":"FIRE_VALVE","name":{"en":"Valve","zh":"阀"}}%s],
                 "devices":[{"id":"v1-sensor","estate":"crash","asset":"v1","profile":"fire-valve","interval":"PT1M"}%s],
                 "crews":[{"id":"fire-crew","name":{"en":"Fire crew","zh":"消防班"},"skills":["fire-technician"],"estates":[]}],
                 "people":[{"id":"zhang","name":"张伟","roles":["on-call"],"language":"zh-CN","email":"zhang@example.org"}],
                 "rotas":[{"estate":"crash","persons":["zhang"],"escalateAfter":"PT30M"}]}
                """.formatted(assets, devices))
                .path("tokens");
        List<String> all = new ArrayList<>();
        for (int i = 0; i < counters; i++) {
            all.add(tokens.path(device(i)).asText());
        }
        return all;
    }

    /** The valve's reading of a minute and the time that goes with it; returns when every stage has seen both. */
    static void valve(ServiceProcess service, int minute, int open) throws IOException, InterruptedException {
        Instant time = BEGIN.plusSeconds(60L * minute);
        service.call(
                "POST",
                "/api/v1/telemetry",
                "{\"device\":\"v1-sensor\",\"readings\":[{\"metric\":\"valve_open\",\"value\":" + open
                        + ",\"unit\":\"1\",\"time\":\"" + time + "\"}]}");
        service.call("PUT", "/api/v1/clock", "{\"time\":\"" + time + "\"}");
    }

    /**
     * The numbers of one counter that the service gives back.
     *
     * @param doubled gets one more for each number that is answered again
     */
    static BitSet stored(ServiceProcess service, int counter, int sent, long[] doubled)
            throws IOException, InterruptedException {
        BitSet found = new BitSet(sent);
        for (int from = 0; from < sent; from += PAGE) {
            JsonNode series = service.call(
                    "GET",
                    "/api/v1/readings?asset=a-" + device(counter) + "&metric=numbered&from=" + time(from) + "&to="
                            + time(from + PAGE),
                    null);
            for (JsonNode sample : series.path(0).path("samples")) {
                int number = sample.path("value").asInt();
                if (found.get(number)) {
                    doubled[0]++;
                }
                if (!Instant.parse(sample.path("time").asText()).equals(time(number))) {
                    throw new IllegalStateException("number " + number + " has another time: " + sample);
                }
                found.set(number);
            }
        }
        return found;
    }

    /** Incidents, tasks and notifications that are there a second time for the one closed valve. */
    static int doubledWork(ServiceProcess service) throws IOException, InterruptedException {
        int doubled = 0;
        List<String> incidents = new ArrayList<>();
        for (JsonNode incident :
                service.call("GET", "/api/v1/incidents?asset=v1", null).path("items")) {
            if (incident.path("type").asText().equals("fire-valve-closed")) {
                incidents.add(incident.path("id").asText());
            }
        }
        if (incidents.isEmpty()) {
            throw new IllegalStateException("the closed valve has no incident");
        }
        doubled += incidents.size() - 1;
        doubled += extra(service.call("GET", "/api/v1/tasks?incident=" + incidents.get(0), null), List.of("incident"));
        doubled += extra(
                service.call("GET", "/api/v1/notifications?incident=" + incidents.get(0), null),
                List.of("person", "channel", "step", "kind"));
        return doubled;
    }

    private static int extra(JsonNode page, List<String> fields) {
        List<String> keys = new ArrayList<>();
        page.path("items")
                .forEach(item -> keys.add(String.join(
                        " ", fields.stream().map(f -> item.path(f).asText()).toList())));
        return keys.size() - (int) keys.stream().distinct().count();
    }
}
