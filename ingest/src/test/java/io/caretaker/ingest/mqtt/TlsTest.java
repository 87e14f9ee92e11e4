package io.caretaker.ingest.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttClientSslConfig;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import io.caretaker.ingest.guard.GuardSettings;
import io.caretaker.ingest.testing.Certificates;
import io.caretaker.ingest.tls.PemFiles;
import io.caretaker.model.journal.JournalEntry.ReadingsReceived;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS and certificates of clients, with real clients and certificates of a CA of the test's own. */
class TlsTest {
    /** Made once: each takes keytool some seconds. */
    @TempDir
    static Path directory;

    private static Certificates ours;

    @BeforeAll
    static void makeCertificates() {
        ours = new Certificates(directory, "estate-ca")
                .sign("server", "CN=localhost", "dns:localhost,ip:127.0.0.1")
                .sign("p-1", "CN=p-1", "")
                .sign("other", "CN=p-77", "dns:made.in.shenzhen");
    }

    @Test
    void devicesConnectByTlsWithTheirTokens() throws Exception {
        try (Endpoint endpoint = endpoint(tls(OptionalInt.empty(), false, false));
                RawClient client = new RawClient(handshake(ours.client(""), endpoint.port()))) {
            client.send(RawClient.connect(5, "p-1", "p-1", endpoint.token("p-1")));
            assertThat(RawClient.code(client.receive())).isZero();
        }
    }

    @Test
    void plainTextAndTlsStandSideBySide() throws Exception {
        try (Endpoint endpoint = endpoint(tls(OptionalInt.of(0), false, false));
                RawClient plain = RawClient.connected(endpoint.port(), 4, "p-1", endpoint.token("p-1"));
                RawClient secure = new RawClient(handshake(ours.client(""), endpoint.mqtt.tlsPort()))) {
            assertThat(endpoint.mqtt.tlsPort()).isNotEqualTo(endpoint.port());
            secure.send(RawClient.connect(4, "p-2", "p-2", endpoint.token("p-2")));
            assertThat(RawClient.code(secure.receive())).isZero();
            assertThat(plain.hasAnswer()).isFalse();
        }
    }

    @Test
    void aCertificateOfTheDeviceNeedsNoPassword() {
        try (Endpoint endpoint = endpoint(tls(OptionalInt.of(0), true, true))) {
            Mqtt5BlockingClient client = hive(endpoint.mqtt.tlsPort(), "p-1");
            client.connect();
            client.publishWith()
                    .topic(Endpoint.TELEMETRY)
                    .qos(MqttQos.AT_LEAST_ONCE)
                    .payload(Endpoint.GOOD.getBytes(StandardCharsets.UTF_8))
                    .send();
            client.disconnect();

            assertThat(endpoint.journal.entries(ReadingsReceived.class))
                    .extracting(ReadingsReceived::device)
                    .containsExactly("p-1");
        }
    }

    @Test
    void anAlternativeNameIsAsGoodAsTheCommonName() {
        ours.sign("gateway", "CN=made in Shenzhen", "dns:p-2");
        try (Endpoint endpoint = endpoint(tls(OptionalInt.of(0), true, true))) {
            hive(endpoint.mqtt.tlsPort(), "gateway").connect();

            Endpoint.await("p-2 is connected", () -> endpoint.mqtt.connections() == 1);
        }
    }

    @Test
    void aCertificateSpeaksForNobodyElse() throws Exception {
        try (Endpoint endpoint = endpoint(tls(OptionalInt.of(0), true, false));
                RawClient client = new RawClient(handshake(ours.client("p-1"), endpoint.mqtt.tlsPort()))) {
            client.send(RawClient.connect(5, "p-2", "p-2", endpoint.token("p-2")));

            assertThat(RawClient.code(client.receive())).isEqualTo(0x86);
        }
    }

    @Test
    void aCertificateOfNoDeviceDoesNotDoWithoutAToken() throws Exception {
        try (Endpoint endpoint = endpoint(tls(OptionalInt.of(0), true, false));
                RawClient without = new RawClient(handshake(ours.client("other"), endpoint.mqtt.tlsPort()));
                RawClient with = new RawClient(handshake(ours.client("other"), endpoint.mqtt.tlsPort()))) {
            without.send(RawClient.connect(5, "x", "p-77", ""));
            with.send(RawClient.connect(5, "x", "p-2", endpoint.token("p-2")));

            assertThat(RawClient.code(without.receive())).isEqualTo(0x86);
            assertThat(RawClient.code(with.receive())).isZero();
        }
    }

    @Test
    void aCertificateOfAnotherAuthorityIsNotTaken() throws Exception {
        Certificates theirs = new Certificates(directory, "other-ca").sign("forged", "CN=p-1", "");
        try (Endpoint endpoint = endpoint(tls(OptionalInt.of(0), true, false))) {
            // OpenSSL shows its certificate whomever the server asks for; Java's own client would keep it to itself.
            Published forged = mosquittoPub(
                    endpoint, theirs.certificate("forged"), theirs.key("forged"), "-t", Endpoint.TELEMETRY);

            assertThat(forged.exit()).as(forged.said()).isNotZero();
            assertThat(endpoint.mqtt.connections()).isZero();
            assertThat(endpoint.journal.entries()).isEmpty();
        }
    }

    @Test
    void whereCertificatesAreRequiredATokenIsNotEnough() {
        try (Endpoint endpoint = endpoint(tls(OptionalInt.of(0), true, true))) {
            assertThatThrownBy(() -> {
                        try (RawClient client = new RawClient(handshake(ours.client(""), endpoint.mqtt.tlsPort()))) {
                            client.send(RawClient.connect(5, "p-2", "p-2", endpoint.token("p-2")));
                            assertThat(client.receive()).isEmpty();
                            throw new IOException("closed");
                        }
                    })
                    .isInstanceOf(IOException.class);
            assertThat(endpoint.mqtt.connections()).isZero();
        }
    }

    @Test
    void removingADeviceEndsItsCertifiedConnection() throws Exception {
        try (Endpoint endpoint = endpoint(tls(OptionalInt.of(0), true, false));
                RawClient client = new RawClient(handshake(ours.client("p-1"), endpoint.mqtt.tlsPort()));
                RawClient again = new RawClient(handshake(ours.client("p-1"), endpoint.mqtt.tlsPort()))) {
            client.send(RawClient.connect(5, "p-1", null, null));
            assertThat(RawClient.code(client.receive())).isZero();

            endpoint.registry.removeDevice("p-1");

            assertThat(client.receive()).startsWith(0xe0, 0x02, 0x98);
            again.send(RawClient.connect(5, "p-1", null, null));
            assertThat(RawClient.code(again.receive())).isEqualTo(0x86);
        }
    }

    @Test
    void replacedFilesAreShownToNewConnectionsAndOldOnesGoOn() throws Exception {
        replace("server.pem", "rotated.pem");
        replace("server.key", "rotated.key");
        PemFiles rotated =
                new PemFiles(ours.certificate("rotated"), ours.key("rotated"), Optional.empty(), Optional.empty());
        try (Endpoint endpoint = endpoint(new MqttTls(OptionalInt.of(0), rotated, false, Duration.ofSeconds(1)));
                RawClient before = new RawClient(handshake(ours.client(""), endpoint.mqtt.tlsPort()))) {
            before.send(RawClient.connect(5, "p-1", "p-1", endpoint.token("p-1")));
            assertThat(RawClient.code(before.receive())).isZero();
            ours.sign("renewed", "CN=renewed", "dns:localhost,ip:127.0.0.1");

            replace("renewed.pem", "rotated.pem"); // without its key: not taken
            assertThat(subject(endpoint.mqtt.tlsPort())).isEqualTo("CN=localhost");
            replace("renewed.key", "rotated.key");

            Endpoint.await(
                    "the new certificate is shown",
                    () -> subject(endpoint.mqtt.tlsPort()).equals("CN=renewed"));
            before.send(RawClient.publish(5, 1, 1, Endpoint.TELEMETRY, Endpoint.GOOD.getBytes(StandardCharsets.UTF_8)));
            assertThat(RawClient.code(before.receive())).isZero();
        }
    }

    @Test
    void aKeyOfAnotherCertificateStopsTheStart() {
        PemFiles mixed =
                new PemFiles(ours.certificate("server"), ours.key("other"), Optional.empty(), Optional.empty());
        assertThatThrownBy(() -> endpoint(new MqttTls(OptionalInt.empty(), mixed, false, Duration.ofSeconds(1))))
                .rootCause()
                .hasMessageContaining("tls-key")
                .hasMessageContaining("the private key of the certificate in");
    }

    @Test
    void mosquittoPubConnectsAsTheDocumentationShows() throws Exception {
        try (Endpoint endpoint = endpoint(tls(OptionalInt.of(0), true, false))) {
            Published published =
                    mosquittoPub(endpoint, ours.certificate("p-1"), ours.key("p-1"), "-t", Endpoint.TELEMETRY);

            assertThat(published.exit()).as(published.said()).isZero();
            assertThat(endpoint.journal.entries(ReadingsReceived.class)).hasSize(1);
        }
    }

    private record Published(int exit, String said) {}

    private static Published mosquittoPub(Endpoint endpoint, Path certificate, Path key, String... more)
            throws IOException, InterruptedException {
        Path publisher = Path.of("/usr/bin/mosquitto_pub");
        assumeTrue(Files.isExecutable(publisher), "skipped: no mosquitto_pub (apt install mosquitto-clients)");
        List<String> command = new ArrayList<>(List.of(publisher.toString()));
        command.addAll(List.of("-h", "localhost", "-p", Integer.toString(endpoint.mqtt.tlsPort())));
        command.addAll(List.of("--cafile", ours.authorityFile().toString()));
        command.addAll(List.of("--cert", certificate.toString(), "--key", key.toString()));
        command.addAll(List.of("-q", "1", "-m", Endpoint.GOOD));
        command.addAll(List.of(more));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Published(process.waitFor(), said);
    }

    private MqttTls tls(OptionalInt port, boolean clients, boolean required) {
        return new MqttTls(
                port,
                new PemFiles(
                        ours.certificate("server"),
                        ours.key("server"),
                        clients ? Optional.of(ours.authorityFile()) : Optional.empty(),
                        Optional.empty()),
                required,
                Duration.ofSeconds(1));
    }

    private static Endpoint endpoint(MqttTls tls) {
        return new Endpoint(1_000, Optional.of(tls), GuardSettings.defaults());
    }

    private Mqtt5BlockingClient hive(int port, String certificate) {
        return MqttClient.builder()
                .useMqttVersion5()
                .serverHost("localhost")
                .serverPort(port)
                .sslConfig(MqttClientSslConfig.builder()
                        .trustManagerFactory(ours.trust())
                        .keyManagerFactory(ours.keys(certificate))
                        .build())
                .buildBlocking();
    }

    private String subject(int port) {
        try (SSLSocket socket = handshake(ours.client(""), port)) {
            return ((X509Certificate) socket.getSession().getPeerCertificates()[0])
                    .getSubjectX500Principal()
                    .getName();
        } catch (IOException e) {
            return "turned away, as in the moment of an update";
        }
    }

    private static SSLSocket handshake(SSLContext context, int port) throws IOException {
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", port);
        socket.setSoTimeout(10_000);
        socket.startHandshake();
        return socket;
    }

    private void replace(String from, String to) throws IOException {
        Files.copy(directory.resolve(from), directory.resolve(to), StandardCopyOption.REPLACE_EXISTING);
    }
}
