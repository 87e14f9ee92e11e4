package io.caretaker.ingest.lorawan.downlink;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/**
 * One frame for a network server's queue. Always a confirmed one: the device's acknowledgement is all that is ever heard of
 * it. Carries a reference that leads back to the command.
 */
record QueuedFrame(String command, String devEui, int fPort, byte[] bytes) {
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

    /** As {@code integration.DownlinkCommand} of ChirpStack v4 in its JSON form. */
    byte[] chirpstack() {
        ObjectNode frame = JSON.objectNode();
        frame.put("id", chirpstackReference(command));
        frame.put("devEui", devEui);
        frame.put("confirmed", true);
        frame.put("fPort", fPort);
        frame.put("data", Base64.getEncoder().encodeToString(bytes));
        return text(frame);
    }

    /** As {@code DownlinkQueueRequest} of The Things Stack v3 in its JSON form. */
    byte[] ttn() {
        ObjectNode whole = JSON.objectNode();
        ObjectNode frame = whole.putArray("downlinks").addObject();
        frame.put("f_port", fPort);
        frame.put("frm_payload", Base64.getEncoder().encodeToString(bytes));
        frame.put("confirmed", true);
        frame.put("priority", "NORMAL");
        frame.putArray("correlation_ids").add(ttnReference(command));
        return text(whole);
    }

    private static byte[] text(ObjectNode node) {
        return node.toString().getBytes(StandardCharsets.UTF_8);
    }
}
