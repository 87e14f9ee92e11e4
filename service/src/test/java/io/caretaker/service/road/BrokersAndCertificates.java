package io.caretaker.service.road;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
    static int secureBrokerPort;
    static int mutualBrokerPort;
    private Process broker;

    @Override
    public Map<String, String> start() {
        Map<String, String> settings = new HashMap<>(super.start());
        try {
            directory = Files.createTempDirectory("caretaker-certificates");
            httpsPort = freePort();
            brokerPort = freePort();
            secureBrokerPort = freePort();
            mutualBrokerPort = freePort();
            if (OpenSsl.installed()) {
                OpenSsl.authority(directory, "estate-ca");
                OpenSsl.authority(directory, "other-ca");
                OpenSsl.sign(directory, "estate-ca", "localhost", "DNS:localhost,IP:127.0.0.1");
                OpenSsl.sign(directory, "estate-ca", "mqtt", "DNS:localhost,IP:127.0.0.1");
                OpenSsl.sign(directory, "estate-ca", "caretaker", "DNS:caretaker");
                OpenSsl.sign(directory, "estate-ca", "gauge-1", "DNS:gauge-1");
                OpenSsl.sign(directory, "estate-ca", "gauge-2", "DNS:gauge-2");
                OpenSsl.revoke(directory, "estate-ca", "gauge-2");
                OpenSsl.sign(directory, "other-ca", "forged", "DNS:gauge-1");
                settings.putAll(tls());
            }
            if (Files.isExecutable(MOSQUITTO)) {
                startBroker();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        broker(settings, "plant", brokerPort, "topics", "caretaker/v1/#,shellies/#");
        broker(settings, "scada", brokerPort, "kind", "sparkplug");
        broker(settings, "away", 1);
        if (OpenSsl.installed()) {
            String ca = file("estate-ca.pem");
            broker(settings, "secure", secureBrokerPort, "tls", "true", "tls-ca", ca, "topics", "secure/#");
            broker(settings, "mutual", mutualBrokerPort, "tls", "true", "tls-ca", ca, "topics", "mutual/#");
            settings.put("caretaker.brokers.mutual.tls-certificate", file("caretaker.pem"));
            settings.put("caretaker.brokers.mutual.tls-key", file("caretaker.key"));
            settings.put("caretaker.brokers.mutual.shared-group", "services");
            broker(settings, "stranger", secureBrokerPort, "tls", "true", "tls-ca", file("other-ca.pem"));
            broker(settings, "unnamed", mutualBrokerPort, "tls", "true", "tls-ca", ca);
        }
        settings.put("caretaker.guard.address-failures", Integer.toString(ADDRESS_FAILURES));
        return settings;
    }

    private static void broker(Map<String, String> settings, String name, int port, String... more) {
        String prefix = "caretaker.brokers." + name + '.';
        settings.put(prefix + "host", "localhost");
        settings.put(prefix + "port", Integer.toString(port));
        for (int i = 0; i < more.length; i += 2) {
            settings.put(prefix + more[i], more[i + 1]);
        }
    }

    private static Map<String, String> tls() {
        return pairs(
                "quarkus.http.test-ssl-port", Integer.toString(httpsPort),
                "quarkus.tls.key-store.pem.http.cert", file("localhost.pem"),
                "quarkus.tls.key-store.pem.http.key", file("localhost.key"),
                "quarkus.tls.trust-store.pem.certs", file("estate-ca.pem"),
                "quarkus.tls.certificate-revocation-list", file("estate-ca.crl"),
                "caretaker.mqtt.tls-port", "0",
                "caretaker.mqtt.tls-certificate", file("mqtt.pem"),
                "caretaker.mqtt.tls-key", file("mqtt.key"),
                "caretaker.mqtt.tls-reload", "1s",
                "caretaker.mqtt.client-ca", file("estate-ca.pem"),
                "caretaker.mqtt.client-crl", file("estate-ca.crl"));
    }

    private static Map<String, String> pairs(String... pairs) {
        Map<String, String> map = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i], pairs[i + 1]);
        }
        return map;
    }

    static String file(String name) {
        return directory.resolve(name).toString();
    }

    private void startBroker() throws IOException {
        List<String> lines = new ArrayList<>(List.of(
                "user root", // who may read the keys, where the tests run as such
                "allow_anonymous true",
                "persistence false",
                "listener " + brokerPort + " 127.0.0.1"));
        if (OpenSsl.installed()) {
            List<String> keys = List.of("certfile " + file("localhost.pem"), "keyfile " + file("localhost.key"));
            lines.add("listener " + secureBrokerPort + " 127.0.0.1");
            lines.addAll(keys);
            lines.add("listener " + mutualBrokerPort + " 127.0.0.1");
            lines.addAll(keys);
            lines.addAll(List.of("cafile " + file("estate-ca.pem"), "require_certificate true"));
        }
        Path configuration = Files.write(directory.resolve("mosquitto.conf"), lines);
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
