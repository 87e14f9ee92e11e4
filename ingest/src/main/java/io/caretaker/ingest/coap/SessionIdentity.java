package io.caretaker.ingest.coap;

import java.util.List;
import org.eclipse.californium.elements.DtlsEndpointContext;
import org.eclipse.californium.elements.EndpointContext;
import org.eclipse.californium.elements.StrictDtlsEndpointContextMatcher;
import org.eclipse.californium.elements.util.Bytes;

/**
 * Message ids and blocks belong to one handshake, not to an address. So a message that is repeated after a NAT gave the device
 * another port is known again, and one of a device that started anew and counts its messages from the beginning is not taken
 * for a repetition: its first readings would be acknowledged and lost.
 */
final class SessionIdentity extends StrictDtlsEndpointContextMatcher {
    @Override
    public Object getEndpointIdentity(EndpointContext context) {
        Bytes session = context.get(DtlsEndpointContext.KEY_SESSION_ID);
        Long handshake = context.get(DtlsEndpointContext.KEY_HANDSHAKE_TIMESTAMP);
        return session == null || handshake == null
                ? super.getEndpointIdentity(context)
                : List.of(session, handshake, context.getPeerIdentity().getName());
    }
}
