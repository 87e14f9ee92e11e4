package io.caretaker.ingest.lorawan.chirpstack;

import com.fasterxml.jackson.databind.JsonNode;
import io.caretaker.ingest.lorawan.EventJson;
import io.caretaker.ingest.lorawan.EventJson.Unreadable;
import io.caretaker.ingest.lorawan.NetworkEvent;
import io.caretaker.ingest.lorawan.NetworkEvent.DownlinkStep;
import io.caretaker.ingest.lorawan.NetworkEvent.Radio;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Events of ChirpStack v4 (chirpstack-api, {@code integration.proto}, in its JSON form: lower camel case, defaults left out).
 * Pure and stateless.
 */
public final class ChirpstackEvents {
    private static final long MAX_COUNTER = 0xffff_ffffL;

    private ChirpstackEvents() {}

    /** @param kind the word in the query or the topic: {@code up}, {@code join}, {@code status}, {@code ack} … */
    public static NetworkEvent parse(String kind, byte[] payload) {
        try {
            return switch (kind) {
                case "up" -> uplink(EventJson.object(payload));
                case "join" -> joined(EventJson.object(payload));
                case "status" -> status(EventJson.object(payload));
                case "txack" -> downlink(EventJson.object(payload), DownlinkStep.TRANSMITTED, "");
                case "ack" -> acknowledgement(EventJson.object(payload));
                case "log" -> log(EventJson.object(payload));
                default -> new NetworkEvent.Other(kind);
            };
        } catch (Unreadable e) {
            return new NetworkEvent.Unreadable(e.why());
        }
    }

    private static NetworkEvent uplink(JsonNode event) throws Unreadable {
        return new NetworkEvent.Uplink(
                devEui(event),
                event.path("deduplicationId").asText(""),
                event.path("devAddr").asText(""),
                EventJson.number(event.path("fCnt"), "fCnt", MAX_COUNTER),
                (int) EventJson.number(event.path("fPort"), "fPort", 255),
                EventJson.bytes(event.path("data"), "data"),
                EventJson.fields(event.path("object")),
                EventJson.texts(event.path("deviceInfo").path("tags")),
                EventJson.time(event.path("time"), "time"),
                radio(event),
                OptionalDouble.empty());
    }

    private static Radio radio(JsonNode event) {
        JsonNode best = null;
        for (JsonNode gateway : event.path("rxInfo")) {
            if (best == null || rssi(gateway) > rssi(best)) {
                best = gateway;
            }
        }
        int factor = event.path("txInfo")
                .path("modulation")
                .path("lora")
                .path("spreadingFactor")
                .asInt(0);
        return best == null
                ? new Radio(Double.NaN, Double.NaN, factor)
                : new Radio(rssi(best), best.path("snr").asDouble(0), factor);
    }

    private static double rssi(JsonNode gateway) {
        return gateway.path("rssi").asDouble(0);
    }

    private static NetworkEvent joined(JsonNode event) throws Unreadable {
        return new NetworkEvent.Joined(
                devEui(event), event.path("devAddr").asText(""), EventJson.time(event.path("time"), "time"));
    }

    private static NetworkEvent status(JsonNode event) throws Unreadable {
        boolean external = event.path("externalPowerSource").asBoolean(false);
        boolean unknown = external || event.path("batteryLevelUnavailable").asBoolean(false);
        double percent = event.path("batteryLevel").asDouble(0);
        return new NetworkEvent.Status(
                devEui(event),
                unknown || percent < 0 || percent > 100 ? OptionalDouble.empty() : OptionalDouble.of(percent),
                event.path("margin").asDouble(0),
                external,
                EventJson.time(event.path("time"), "time"));
    }

    private static NetworkEvent acknowledgement(JsonNode event) throws Unreadable {
        return event.path("acknowledged").asBoolean(false)
                ? downlink(event, DownlinkStep.ACKNOWLEDGED, "")
                : downlink(event, DownlinkStep.FAILED, "the device did not acknowledge it");
    }

    /** Errors about a frame name it; all others are the network's own affair. */
    private static NetworkEvent log(JsonNode event) throws Unreadable {
        String frame = event.path("context").path("queue_item_id").asText("");
        if (frame.isEmpty() || !event.path("level").asText("").equals("ERROR")) {
            return new NetworkEvent.Other("log");
        }
        String reason =
                event.path("code").asText("") + ": " + event.path("description").asText("");
        return new NetworkEvent.Downlink(devEui(event), List.of(frame), DownlinkStep.FAILED, reason);
    }

    private static NetworkEvent downlink(JsonNode event, DownlinkStep step, String reason) throws Unreadable {
        return new NetworkEvent.Downlink(
                devEui(event), List.of(event.path("queueItemId").asText("")), step, reason);
    }

    private static String devEui(JsonNode event) throws Unreadable {
        return EventJson.devEui(event.path("deviceInfo").path("devEui"), "deviceInfo.devEui");
    }
}
