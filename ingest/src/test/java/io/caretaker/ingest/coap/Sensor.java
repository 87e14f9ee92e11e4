package io.caretaker.ingest.coap;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.eclipse.californium.core.CoapClient;
import org.eclipse.californium.core.CoapResponse;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.config.CoapConfig;
import org.eclipse.californium.core.network.CoapEndpoint;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.elements.config.SystemConfig;
import org.eclipse.californium.elements.config.UdpConfig;
import org.eclipse.californium.elements.exception.ConnectorException;
import org.eclipse.californium.scandium.DTLSConnector;
import org.eclipse.californium.scandium.config.DtlsConfig;
import org.eclipse.californium.scandium.config.DtlsConnectorConfig;
import org.eclipse.californium.scandium.dtls.pskstore.AdvancedSinglePskStore;

/** A device: Californium's client, by DTLS with a key, or plain. */
final class Sensor implements AutoCloseable {
    final CoapEndpoint endpoint;
    private final CoapClient client = new CoapClient();

    private Sensor(CoapEndpoint endpoint) throws IOException {
        this.endpoint = endpoint;
        endpoint.start();
        client.setEndpoint(endpoint);
        client.setTimeout(TimeUnit.SECONDS.toMillis(15));
    }

    static Sensor plain() throws IOException {
        return new Sensor(
                CoapEndpoint.builder().setConfiguration(configuration()).build());
    }

    static Sensor secure(String identity, String key) throws IOException {
        Configuration configuration = configuration();
        configuration.set(DtlsConfig.DTLS_CONNECTION_ID_LENGTH, 0);
        configuration.set(DtlsConfig.DTLS_RECEIVER_THREAD_COUNT, 1);
        configuration.set(DtlsConfig.DTLS_RETRANSMISSION_TIMEOUT, 300, TimeUnit.MILLISECONDS);
        configuration.set(DtlsConfig.DTLS_MAX_RETRANSMISSIONS, 2);
        DTLSConnector connector = new DTLSConnector(DtlsConnectorConfig.builder(configuration)
                .setAdvancedPskStore(new AdvancedSinglePskStore(identity, key.getBytes(StandardCharsets.US_ASCII)))
                .build());
        return new Sensor(CoapEndpoint.builder()
                .setConfiguration(configuration)
                .setConnector(connector)
                .build());
    }

    private static Configuration configuration() {
        return new Configuration(
                        SystemConfig.DEFINITIONS, CoapConfig.DEFINITIONS, UdpConfig.DEFINITIONS, DtlsConfig.DEFINITIONS)
                .set(CoapConfig.MAX_RESOURCE_BODY_SIZE, 1024 * 1024)
                .set(CoapConfig.PROTOCOL_STAGE_THREAD_COUNT, 1);
    }

    CoapResponse post(String uri, byte[] payload, int format) throws ConnectorException, IOException {
        return client.advanced(request(uri, payload, format));
    }

    static Request request(String uri, byte[] payload, int format) {
        Request request = Request.newPost();
        request.setURI(uri);
        request.setPayload(payload);
        if (format >= 0) {
            request.getOptions().setContentFormat(format);
        }
        return request;
    }

    CoapClient client() {
        return client;
    }

    @Override
    public void close() {
        endpoint.destroy();
        client.shutdown();
    }
}
