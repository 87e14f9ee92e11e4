package io.caretaker.ingest.coap;

import io.caretaker.ingest.coap.CoapMetrics.Event;
import io.caretaker.ingest.codec.RejectReason;
import io.caretaker.ingest.codec.Rejection;
import io.caretaker.ingest.deadletter.Protocol;
import io.caretaker.ingest.intake.PayloadFormat;
import io.caretaker.ingest.intake.Submission;
import io.caretaker.ingest.intake.TelemetryIntake;
import java.net.InetSocketAddress;
import java.security.Principal;
import java.util.Optional;
import org.eclipse.californium.elements.auth.PreSharedKeyIdentity;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.elements.util.Filter;
import org.eclipse.californium.scandium.DTLSConnector;
import org.eclipse.californium.scandium.config.DtlsConnectorConfig;
import org.eclipse.californium.scandium.dtls.DTLSContext;
import org.eclipse.californium.scandium.dtls.Handshaker;
import org.eclipse.californium.scandium.dtls.SessionListener;

/** The DTLS side of the endpoint: who gets in by which key, who is put out. Safe for use by several threads. */
final class DtlsSessions implements SessionListener {
    private static final String ROUTE = "DTLS handshake";

    private final KeyExchange keyExchange;
    private final TelemetryIntake telemetry;
    private final CoapMetrics metrics;
    private final DTLSConnector connector;

    DtlsSessions(
            InetSocketAddress address,
            Configuration configuration,
            DeviceKeys keys,
            TelemetryIntake telemetry,
            CoapMetrics metrics) {
        this.keyExchange = new KeyExchange(keys);
        this.telemetry = telemetry;
        this.metrics = metrics;
        this.connector = new DTLSConnector(DtlsConnectorConfig.builder(configuration)
                .setAddress(address)
                .setAdvancedPskStore(keyExchange)
                .setApplicationLevelInfoSupplier(
                        (identity, key) -> key instanceof DeviceKey used ? Senders.remember(used) : null)
                .setSessionListener(this)
                .build());
    }

    DTLSConnector connector() {
        return connector;
    }

    /** Ends every session of the device, and what could resume one. */
    void end(String device) {
        Filter<Principal> ofDevice = principal -> {
            boolean its = principal instanceof PreSharedKeyIdentity identity
                    && identity.getIdentity().equals(device);
            if (its) {
                metrics.count(Event.SESSION_ENDED);
            }
            return its;
        };
        connector.startTerminateConnectionsForPrincipal(ofDevice);
    }

    @Override
    public void handshakeStarted(Handshaker handshaker) {
        // counted when it ends
    }

    @Override
    public void contextEstablished(Handshaker handshaker, DTLSContext context) {
        metrics.count(Event.HANDSHAKE);
    }

    @Override
    public void handshakeCompleted(Handshaker handshaker) {
        keyExchange.ended(handshaker.getConnection().getConnectionId());
    }

    /** A wrong key shows only so: nothing that can be read comes any more, and the handshake times out. */
    @Override
    public void handshakeFailed(Handshaker handshaker, Throwable error) {
        metrics.count(Event.HANDSHAKE_FAILED);
        Optional<String> claimed = keyExchange.ended(handshaker.getConnection().getConnectionId());
        claimed.ifPresent(identity -> telemetry.refuse(
                new Submission(
                        Protocol.COAP,
                        "",
                        handshaker.getPeerAddress().getAddress().getHostAddress(),
                        ROUTE,
                        PayloadFormat.NATIVE,
                        new byte[0],
                        0,
                        0),
                Rejection.whole(RejectReason.BAD_CREDENTIALS, "identity", identity, "a device id, with its CoAP key")));
    }

    @Override
    public void handshakeFlightRetransmitted(Handshaker handshaker, int flight) {
        // the ordinary life of UDP
    }
}
