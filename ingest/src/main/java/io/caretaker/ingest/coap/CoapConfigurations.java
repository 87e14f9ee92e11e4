package io.caretaker.ingest.coap;

import java.util.concurrent.TimeUnit;
import org.eclipse.californium.core.config.CoapConfig;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.elements.config.SystemConfig;
import org.eclipse.californium.elements.config.UdpConfig;
import org.eclipse.californium.scandium.config.DtlsConfig;
import org.eclipse.californium.scandium.config.DtlsConfig.DtlsRole;
import org.eclipse.californium.scandium.dtls.cipher.CipherSuite;

/** What the settings mean to Californium. Its own properties file is neither read nor written. */
final class CoapConfigurations {
    /** Enough to know repeated messages of a device that waits for its answers; bounds the memory of duplicates. */
    private static final int MESSAGES_REMEMBERED = 16;
    /** Enough to tell a million sessions apart, cheap on the air. */
    private static final int CONNECTION_ID_BYTES = 6;

    private CoapConfigurations() {}

    static Configuration of(CoapSettings settings) {
        Configuration configuration = new Configuration(
                SystemConfig.DEFINITIONS, CoapConfig.DEFINITIONS, UdpConfig.DEFINITIONS, DtlsConfig.DEFINITIONS);
        configuration
                .set(CoapConfig.MAX_RESOURCE_BODY_SIZE, settings.maxBodyBytes())
                .set(CoapConfig.MAX_ACTIVE_PEERS, settings.maxSessions())
                .set(CoapConfig.BLOCKWISE_STATUS_LIFETIME, 2, TimeUnit.MINUTES)
                .set(CoapConfig.DEDUPLICATOR, CoapConfig.DEDUPLICATOR_PEERS_MARK_AND_SWEEP)
                .set(CoapConfig.PEERS_MARK_AND_SWEEP_MESSAGES, MESSAGES_REMEMBERED)
                .set(CoapConfig.USE_MESSAGE_OFFLOADING, true)
                .set(CoapConfig.PROTOCOL_STAGE_THREAD_COUNT, settings.threads())
                .set(UdpConfig.UDP_RECEIVER_THREAD_COUNT, 1)
                .set(UdpConfig.UDP_SENDER_THREAD_COUNT, 1)
                .set(UdpConfig.UDP_CONNECTOR_OUT_CAPACITY, 10_000);
        configuration
                .set(DtlsConfig.DTLS_ROLE, DtlsRole.SERVER_ONLY)
                .set(DtlsConfig.DTLS_CONNECTION_ID_LENGTH, CONNECTION_ID_BYTES)
                .set(
                        DtlsConfig.DTLS_RETRANSMISSION_TIMEOUT,
                        settings.handshakePatience().toMillis(),
                        TimeUnit.MILLISECONDS)
                .set(DtlsConfig.DTLS_MAX_RETRANSMISSIONS, 4)
                .set(DtlsConfig.DTLS_MAX_CONNECTIONS, settings.maxSessions())
                .set(DtlsConfig.DTLS_RECEIVER_THREAD_COUNT, 1)
                .set(DtlsConfig.DTLS_CONNECTOR_THREAD_COUNT, settings.threads())
                .set(DtlsConfig.DTLS_RECOMMENDED_CIPHER_SUITES_ONLY, false)
                .setAsList(
                        DtlsConfig.DTLS_CIPHER_SUITES,
                        // ECDHE first: with it, a key that leaks later does not open what was recorded. CCM_8 without
                        // it is what every CoAP device has to speak (RFC 7252 § 9.1.3.1).
                        CipherSuite.TLS_ECDHE_PSK_WITH_AES_128_GCM_SHA256,
                        CipherSuite.TLS_ECDHE_PSK_WITH_AES_128_CCM_SHA256,
                        CipherSuite.TLS_ECDHE_PSK_WITH_AES_128_CCM_8_SHA256,
                        CipherSuite.TLS_PSK_WITH_AES_128_GCM_SHA256,
                        CipherSuite.TLS_PSK_WITH_AES_128_CCM,
                        CipherSuite.TLS_PSK_WITH_AES_128_CCM_8);
        return configuration;
    }
}
