package io.caretaker.service.road;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** {@link FreshStores} with TLS on every door and a real Mosquitto beside, where the programs for it are installed. */
public class BrokersAndCertificates extends FreshStores {
    static final int ADDRESS_FAILURES = 40;

    private static final Path MOSQUITTO = Path.of("/usr/sbin/mosquitto");

    static Path directory;
    static int httpsPort;
    static int brokerPort;
    private Process broker;

    @Override
    public Map<String, String> start() {
        Map<String, String> settings = new HashMap<>(super.start());
        try {
            directory = Files.createTempDirectory("caretaker-certificates");
            httpsPort = freePort();
            brokerPort = freePort();
            if (OpenSsl.installed()) {
                OpenSsl.authority(directory, "estate-ca");
                OpenSsl.authority(directory, "other-ca");
                OpenSsl.sign(directory, "estate-ca", "localhost", "DNS:localhost,IP:127.0.0.1");
                OpenSsl.sign(directory, "estate-ca", "gauge-1", "DNS:gauge-1");
                OpenSsl.sign(directory, "other-ca", "forged", "DNS:gauge-1");
                settings.putAll(tls());
            }
            if (Files.isExecutable(MOSQUITTO)) {
                startBroker();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        settings.put("caretaker.brokers.plant.host", "127.0.0.1");
        settings.put("caretaker.brokers.plant.port", Integer.toString(brokerPort));
        settings.put("caretaker.brokers.plant.topics", "caretaker/v1/+/+/telemetry,shellies/#");
        settings.put("caretaker.brokers.away.host", "127.0.0.1");
        settings.put("caretaker.brokers.away.port", "1");
        settings.put("caretaker.guard.address-failures", Integer.toString(ADDRESS_FAILURES));
        return settings;
    }

    private static Map<String, String> tls() {
        return Map.of(
                "quarkus.http.test-ssl-port", Integer.toString(httpsPort),
                "quarkus.tls.key-store.pem.http.cert", file("localhost.pem"),
                "quarkus.tls.key-store.pem.http.key", file("localhost.key"),
                "quarkus.tls.trust-store.pem.certs", file("estate-ca.pem"),
                "caretaker.mqtt.tls-port", "0",
                "caretaker.mqtt.tls-certificate", file("localhost.pem"),
                "caretaker.mqtt.tls-key", file("localhost.key"),
                "caretaker.mqtt.client-ca", file("estate-ca.pem"));
    }

    static String file(String name) {
        return directory.resolve(name).toString();
    }

    private void startBroker() throws IOException {
        Path configuration = Files.write(
                directory.resolve("mosquitto.conf"),
                List.of("listener " + brokerPort + " 127.0.0.1", "allow_anonymous true", "persistence false"));
        broker = new ProcessBuilder(MOSQUITTO.toString(), "-c", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("mosquitto.log").toFile())
                .start();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void stop() {
        if (broker != null) {
            broker.destroy();
            try {
                broker.waitFor(5, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        super.stop();
    }
}
