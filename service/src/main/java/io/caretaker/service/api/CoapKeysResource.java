package io.caretaker.service.api;

import io.caretaker.ingest.coap.DeviceKeys;
import io.caretaker.model.estate.TopologySource;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestPath;

/** Keys that devices come by CoAP with. */
@Path("/api/v1/devices/{id}/coap-key")
@Tag(name = "Registry")
@Blocking
public class CoapKeysResource {
    private static final Logger LOG = Logger.getLogger(CoapKeysResource.class);

    private final Instance<DeviceKeys> keys;
    private final TopologySource topology;
    private final Caller caller;

    CoapKeysResource(Instance<DeviceKeys> keys, TopologySource topology, Caller caller) {
        this.keys = keys;
        this.topology = topology;
        this.caller = caller;
    }

    /**
     * @param identity what the device has to call itself in the handshake
     * @param key 32 characters, whose bytes are the key; told this once
     * @param keyHex the same bytes in hex, for devices that are given hex
     */
    public record CoapKey(String identity, String key, String keyHex) {}

    @POST
    @RolesAllowed({"admin", "engineer"})
    @Operation(
            summary =
                    "A new DTLS key for the device, told this once; an earlier one ends at once, its sessions with it",
            description = "The key also ends when the device gets a new token.")
    public CoapKey issue(@RestPath String id) {
        known(id);
        String key = keys.get().issue(id);
        LOG.infof("CoAP key issued device=%s by=%s", id, caller.id());
        return new CoapKey(id, key, HexFormat.of().formatHex(key.getBytes(StandardCharsets.US_ASCII)));
    }

    @DELETE
    @RolesAllowed({"admin", "engineer"})
    @Operation(summary = "Ends the device's DTLS key at once, its sessions with it")
    public void withdraw(@RestPath String id) {
        known(id);
        keys.get().withdraw(id);
        LOG.infof("CoAP key withdrawn device=%s by=%s", id, caller.id());
    }

    private void known(String id) {
        topology.current().device(id).orElseThrow(() -> InvalidRequest.notFound("device", id));
    }
}
