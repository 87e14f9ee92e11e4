package io.caretaker.ingest.coap;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.Principal;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.elements.AddressEndpointContext;
import org.eclipse.californium.elements.auth.PreSharedKeyIdentity;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each request is checked, not only each handshake: a handshake may be under way while its key ends. */
class SendersTest {
    private final Door door = new Door();
    private final Senders senders = new Senders(door.registry.credentials(), door.keys);

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void aSessionSpeaksForItsDeviceAsLongAsItsKeyIsThePresentOne() {
        door.keys.issue("p-1");
        Request request = by(identity("p-1", door.keys.current("p-1").orElseThrow()));
        assertThat(senders.device(request)).contains("p-1");

        door.keys.issue("p-1");

        assertThat(senders.device(request)).isEmpty();
    }

    @Test
    void aKeyOfOneDeviceDoesNotSpeakForAnother() {
        door.keys.issue("p-1");
        door.keys.issue("p-2");

        assertThat(senders.device(by(identity("p-2", door.keys.current("p-1").orElseThrow()))))
                .isEmpty();
    }

    @Test
    void anIdentityWithoutAKeyIsNobody() {
        door.keys.issue("p-1");

        assertThat(senders.device(by(new PreSharedKeyIdentity("p-1")))).isEmpty();
    }

    @Test
    void withoutEncryptionTheTokenOfTheQueryCounts() {
        Request request = by(null);
        assertThat(senders.device(request)).isEmpty();
        request.getOptions().addUriQuery("token=" + door.tokens.get("p-1"));
        assertThat(senders.device(request)).as("a token alone").isEmpty();
        request.getOptions().addUriQuery("device=p-1");

        assertThat(senders.device(request)).contains("p-1");
    }

    private static Principal identity(String device, DeviceKey key) {
        return new PreSharedKeyIdentity(device).amend(Senders.remember(key));
    }

    private static Request by(Principal principal) {
        Request request = Request.newPost();
        request.setSourceContext(
                new AddressEndpointContext(new InetSocketAddress(InetAddress.getLoopbackAddress(), 40_000), principal));
        return request;
    }
}
