package io.caretaker.ingest.lorawan.downlink;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/**
 * One frame for a network server's queue. Always a confirmed one: the device's acknowledgement is all that is ever heard of
 * it. Carries a reference that leads back to the command.
 *
 * @param expires when the command is over: later the frame must not reach the device
 */
record QueuedFrame(String command, String devEui, int fPort, byte[] bytes, Instant expires) {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** ChirpStack wants a UUID; the same command always has the same one, so a repeated push is the same item. */
    static String chirpstackReference(String command) {
        return UUID.nameUUIDFromBytes(command.getBytes(StandardCharsets.UTF_8)).toString();
    }

    static String ttnReference(String command) {
        return "caretaker:" + command;
    }

    static boolean isNamedBy(String command, List<String> references) {
        return references.contains(chirpstackReference(command)) || references.contains(ttnReference(command));
    }

    /** As {@code integration.DownlinkCommand} of ChirpStack v4 in its JSON form; servers before 4.10 skip the expiry. */
    byte[] chirpstack() {
        ObjectNode frame = JSON.objectNode();
        frame.put("id", chirpstackReference(command));
        frame.put("devEui", devEui);
        frame.put("confirmed", true);
        frame.put("fPort", fPort);
        frame.put("data", Base64.getEncoder().encodeToString(bytes));
        frame.put("expiresAt", expires.toString());
        return text(frame);
    }

    /** As {@code DownlinkQueueRequest} of The Things Stack v3 in its JSON form: knows no expiry. */
    static byte[] ttn(List<QueuedFrame> frames) {
        ObjectNode whole = JSON.objectNode();
        ArrayNode downlinks = whole.putArray("downlinks");
        for (QueuedFrame one : frames) {
            ObjectNode frame = downlinks.addObject();
            frame.put("f_port", one.fPort);
            frame.put("frm_payload", Base64.getEncoder().encodeToString(one.bytes));
            frame.put("confirmed", true);
            frame.put("priority", "NORMAL");
            frame.putArray("correlation_ids").add(ttnReference(one.command));
        }
        return text(whole);
    }

    private static byte[] text(ObjectNode node) {
        return node.toString().getBytes(StandardCharsets.UTF_8);
    }
}
