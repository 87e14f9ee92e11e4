package io.caretaker.ingest.coap;

import io.caretaker.ingest.registry.Credentials;
import java.net.InetSocketAddress;
import java.security.Principal;
import java.util.Map;
import java.util.Optional;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.elements.auth.AdditionalInfo;
import org.eclipse.californium.elements.auth.PreSharedKeyIdentity;

/**
 * Which device a request comes from. By DTLS it is the one whose key the handshake was made with, as long as that key is the
 * device's present one; without encryption, the one whose token the query carries. Never blocks; safe for use by several
 * threads.
 */
final class Senders {
    private static final String KEY = "key";

    private final Credentials credentials;
    private final DeviceKeys keys;

    Senders(Credentials credentials, DeviceKeys keys) {
        this.credentials = credentials;
        this.keys = keys;
    }

    /** What a session remembers of its handshake. */
    static AdditionalInfo remember(DeviceKey key) {
        return AdditionalInfo.from(Map.of(KEY, key));
    }

    Optional<String> device(Request request) {
        Principal principal = request.getSourceContext().getPeerIdentity();
        return principal == null ? byToken(request) : byKey(principal);
    }

    private Optional<String> byKey(Principal principal) {
        if (!(principal instanceof PreSharedKeyIdentity identity)) {
            return Optional.empty();
        }
        DeviceKey used = identity.getExtendedInfo().get(KEY, DeviceKey.class);
        return used == null
                ? Optional.empty()
                : keys.current(identity.getIdentity()).filter(used::equals).map(DeviceKey::device);
    }

    private Optional<String> byToken(Request request) {
        String device = null;
        String token = null;
        for (String parameter : request.getOptions().getUriQuery()) {
            if (parameter.startsWith("device=")) {
                device = parameter.substring("device=".length());
            } else if (parameter.startsWith("token=")) {
                token = parameter.substring("token=".length());
            }
        }
        return credentials.verify(device, token) ? Optional.of(device) : Optional.empty();
    }

    /** The address to name in a dead letter when nobody is authenticated. */
    static String address(Request request) {
        InetSocketAddress peer = request.getSourceContext().getPeerAddress();
        return peer.getAddress().getHostAddress();
    }
}
