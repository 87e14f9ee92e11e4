package io.caretaker.ingest.lorawan.ttn;

import com.fasterxml.jackson.databind.JsonNode;
import io.caretaker.ingest.codec.RawReading;
import io.caretaker.ingest.lorawan.EventJson;
import io.caretaker.ingest.lorawan.EventJson.Unreadable;
import io.caretaker.ingest.lorawan.NetworkEvent;
import io.caretaker.ingest.lorawan.NetworkEvent.DownlinkStep;
import io.caretaker.ingest.lorawan.NetworkEvent.Radio;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Messages of The Things Stack v3 (lorawan-stack, {@code messages.proto}, in its JSON form). A webhook may send every kind to
 * one address: the field that is there tells which it is. Pure and stateless.
 */
public final class TtnMessages {
    private static final long MAX_COUNTER = 0xffff_ffffL;

    private static final Map<String, DownlinkStep> DOWNLINKS = Map.of(
            "downlink_sent", DownlinkStep.TRANSMITTED,
            "downlink_ack", DownlinkStep.ACKNOWLEDGED,
            "downlink_nack", DownlinkStep.FAILED,
            "downlink_failed", DownlinkStep.FAILED);

    private TtnMessages() {}

    public static NetworkEvent parse(byte[] payload) {
        try {
            JsonNode message = EventJson.object(payload);
            if (message.path("uplink_message").isObject()) {
                return uplink(message, message.path("uplink_message"));
            }
            if (message.path("join_accept").isObject()) {
                return joined(message, message.path("join_accept"));
            }
            for (String field : DOWNLINKS.keySet()) {
                if (message.path(field).isObject()) {
                    return downlink(message, field);
                }
            }
            return new NetworkEvent.Other(kind(message));
        } catch (Unreadable e) {
            return new NetworkEvent.Unreadable(e.why());
        }
    }

    private static NetworkEvent uplink(JsonNode message, JsonNode up) throws Unreadable {
        JsonNode battery = up.path("last_battery_percentage").path("value");
        return new NetworkEvent.Uplink(
                devEui(message),
                "",
                up.path("session_key_id").asText(devAddr(message)),
                EventJson.number(up.path("f_cnt"), "uplink_message.f_cnt", MAX_COUNTER),
                (int) EventJson.number(up.path("f_port"), "uplink_message.f_port", 255),
                EventJson.bytes(up.path("frm_payload"), "uplink_message.frm_payload"),
                EventJson.fields(up.path("decoded_payload")),
                EventJson.texts(up.path("attributes")),
                time(message, up, "uplink_message.received_at"),
                radio(up),
                battery.isNumber() ? OptionalDouble.of(battery.asDouble()) : OptionalDouble.empty());
    }

    private static Radio radio(JsonNode up) {
        JsonNode best = null;
        for (JsonNode gateway : up.path("rx_metadata")) {
            if (gateway.path("rssi").isNumber() && (best == null || rssi(gateway) > rssi(best))) {
                best = gateway;
            }
        }
        int factor = up.path("settings")
                .path("data_rate")
                .path("lora")
                .path("spreading_factor")
                .asInt(0);
        return best == null
                ? new Radio(Double.NaN, Double.NaN, factor)
                : new Radio(rssi(best), best.path("snr").asDouble(Double.NaN), factor);
    }

    private static double rssi(JsonNode gateway) {
        return gateway.path("rssi").asDouble();
    }

    private static NetworkEvent joined(JsonNode message, JsonNode join) throws Unreadable {
        return new NetworkEvent.Joined(
                devEui(message),
                join.path("session_key_id").asText(devAddr(message)),
                time(message, join, "join_accept.received_at"));
    }

    private static NetworkEvent downlink(JsonNode message, String field) throws Unreadable {
        JsonNode told = message.path(field);
        List<String> references = new ArrayList<>();
        for (JsonNode ids : List.of(
                message.path("correlation_ids"),
                told.path("correlation_ids"),
                told.path("downlink").path("correlation_ids"))) {
            ids.forEach(id -> references.add(id.asText()));
        }
        String reason = field.equals("downlink_nack")
                ? "the device did not acknowledge it"
                : told.path("error").path("message_format").asText("");
        return new NetworkEvent.Downlink(devEui(message), references, DOWNLINKS.get(field), reason);
    }

    /** The network server's time; failing that, the application server's. */
    private static long time(JsonNode message, JsonNode part, String field) throws Unreadable {
        long time = EventJson.time(part.path("received_at"), field);
        return time == RawReading.ARRIVAL ? EventJson.time(message.path("received_at"), "received_at") : time;
    }

    private static String devAddr(JsonNode message) {
        return message.path("end_device_ids").path("dev_addr").asText("");
    }

    private static String devEui(JsonNode message) throws Unreadable {
        return EventJson.devEui(message.path("end_device_ids").path("dev_eui"), "end_device_ids.dev_eui");
    }

    private static String kind(JsonNode message) {
        var names = message.fieldNames();
        while (names.hasNext()) {
            String name = names.next();
            if (name.startsWith("downlink_") || name.equals("location_solved") || name.equals("service_data")) {
                return name;
            }
        }
        return "unknown";
    }
}
