package io.caretaker.ingest.coap;

import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.californium.scandium.dtls.ConnectionId;
import org.eclipse.californium.scandium.dtls.HandshakeResultHandler;
import org.eclipse.californium.scandium.dtls.PskPublicInformation;
import org.eclipse.californium.scandium.dtls.PskSecretResult;
import org.eclipse.californium.scandium.dtls.pskstore.AdvancedPskStore;
import org.eclipse.californium.scandium.util.SecretUtil;
import org.eclipse.californium.scandium.util.ServerNames;

/**
 * Gives a handshake the key of the device that it names, and remembers the names of the handshakes that are under way, so
 * that one that fails can be told. Never blocks; safe for use by several threads.
 */
final class KeyExchange implements AdvancedPskStore {
    private static final int UNDER_WAY = 1_000;

    private final DeviceKeys keys;
    private final Map<ConnectionId, String> claimed = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ConnectionId, String> eldest) {
            return size() > UNDER_WAY;
        }
    };

    KeyExchange(DeviceKeys keys) {
        this.keys = keys;
    }

    @Override
    public boolean hasEcdhePskSupported() {
        return true;
    }

    @Override
    public PskSecretResult requestPskSecretResult(
            ConnectionId connection,
            ServerNames serverName,
            PskPublicInformation identity,
            String hmacAlgorithm,
            SecretKey otherSecret,
            byte[] seed,
            boolean useExtendedMasterSecret) {
        String device = identity.getPublicInfoAsString();
        synchronized (claimed) {
            claimed.put(connection, device);
        }
        Optional<DeviceKey> key = keys.current(device);
        identity.normalize(device);
        return key.map(k -> new PskSecretResult(connection, identity, secret(k), k))
                .orElseGet(() -> new PskSecretResult(connection, identity, null));
    }

    /** The identity that a handshake claimed, once; empty when it had not come so far. */
    Optional<String> ended(ConnectionId connection) {
        synchronized (claimed) {
            return Optional.ofNullable(claimed.remove(connection));
        }
    }

    /** The handshake destroys what it is given. */
    private static SecretKey secret(DeviceKey key) {
        return SecretUtil.create(new SecretKeySpec(key.bytes(), PskSecretResult.ALGORITHM_PSK));
    }

    @Override
    public PskPublicInformation getIdentity(InetSocketAddress peerAddress, ServerNames virtualHost) {
        return null; // this side never begins a handshake
    }

    @Override
    public void setResultHandler(HandshakeResultHandler resultHandler) {
        // results are given at once
    }
}
