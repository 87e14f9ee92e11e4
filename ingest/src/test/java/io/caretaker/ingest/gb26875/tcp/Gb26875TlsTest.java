package io.caretaker.ingest.gb26875.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caretaker.ingest.gb26875.AppObject;
import io.caretaker.ingest.gb26875.Command;
import io.caretaker.ingest.gb26875.Frame;
import io.caretaker.ingest.gb26875.Frames;
import io.caretaker.ingest.gb26875.SystemAddress;
import io.caretaker.ingest.testing.Certificates;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The endpoint with a certificate, for devices and tunnels that speak TLS. */
class Gb26875TlsTest {
    private static final Frame ALARM =
            Frames.send(1, 1, new AppObject.SystemStatus(new SystemAddress(1, 3), 0b10, Frames.NOW));

    @TempDir
    static Path directory;

    private static Certificates ours;
    private RunningEndpoint endpoint;

    @BeforeEach
    void open() {
        if (ours == null) {
            ours = new Certificates(directory, "estate-ca")
                    .sign("server", "CN=localhost", "dns:localhost,ip:127.0.0.1");
        }
        endpoint = new RunningEndpoint(
                8,
                false,
                Optional.of(new PemKeyCertOptions()
                        .setCertPath(ours.certificate("server").toString())
                        .setKeyPath(ours.key("server").toString())));
    }

    @AfterEach
    void close() {
        endpoint.close();
    }

    @Test
    void aDeviceThatSpeaksTlsIsConfirmed() throws IOException {
        try (TransmissionDevice device = new TransmissionDevice(socket(ours.client("")))) {
            device.send(ALARM);

            assertThat(device.receive().is(Command.CONFIRM)).isTrue();
        }
        assertThat(endpoint.readings()).hasSize(1);
    }

    @Test
    void aDeviceThatDoesNotSpeakTlsIsNotHeard() throws IOException {
        try (TransmissionDevice device = TransmissionDevice.connect(endpoint.port)) {
            device.send(ALARM);

            assertThat(device.hearsNothing()).isTrue();
        }
        assertThat(endpoint.readings()).isEmpty();
        assertThat(endpoint.letters.all()).isEmpty();
    }

    @Test
    void aDeviceThatTrustsAnotherAuthorityDoesNotSpeak() {
        Certificates theirs = new Certificates(directory, "other-ca");

        assertThatThrownBy(() -> socket(theirs.client(""))).isInstanceOf(SSLException.class);
    }

    private SSLSocket socket(SSLContext context) throws IOException {
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", endpoint.port);
        socket.startHandshake();
        return socket;
    }
}
