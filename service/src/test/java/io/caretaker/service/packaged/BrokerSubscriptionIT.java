package io.caretaker.service.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Devices that publish to a broker of the estate's own are heard as well. */
class BrokerSubscriptionIT {
    @Test
    void whatTheEstatesBrokerCarriesArrivesAsAReading() throws Exception {
        Path mosquitto = Installed.program("apt install mosquitto", "/usr/sbin/mosquitto", "/usr/local/sbin/mosquitto");
        Path publisher = Installed.program("apt install mosquitto-clients", "/usr/bin/mosquitto_pub");
        Path directory = Program.directory("caretaker-broker");
        int port = Program.freePort();
        Path configuration = Files.write(
                directory.resolve("mosquitto.conf"),
                List.of("listener " + port + " 127.0.0.1", "allow_anonymous true", "persistence false"));
        Program broker = Program.start(
                new ProcessBuilder(mosquitto.toString(), "-c", configuration.toString()),
                directory.resolve("mosquitto.log"),
                () -> listens(port));
        try (PackagedService service = new PackagedService(Map.of(
                "CARETAKER_BROKER_ENABLED", "true",
                "MP_MESSAGING_INCOMING_BROKER_TELEMETRY_HOST", "127.0.0.1",
                "MP_MESSAGING_INCOMING_BROKER_TELEMETRY_PORT", Integer.toString(port)))) {
            service.start();
            service.clock(Estate.BEGIN);
            service.post("registry", Estate.REGISTRY);

            // The subscription may come after the service is ready: an earlier message is nobody's. The same reading
            // twice is one reading.
            await().atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> {
                        publish(publisher, port, Estate.COUNTER_TOPIC, Estate.payload(7));
                        return Estate.numbers(service).equals(List.of(7));
                    });
            publish(publisher, port, Estate.COUNTER_TOPIC, "not a reading");
            publish(publisher, port, Estate.COUNTER_TOPIC, Estate.payload(8));

            await().atMost(Duration.ofSeconds(30))
                    .until(() -> Estate.numbers(service).equals(List.of(7, 8)));
            assertThat(service.get("dead-letters").path("items").findValuesAsText("payload"))
                    .contains("not a reading");
        } finally {
            broker.stop();
            Program.remove(directory);
        }
    }

    private static boolean listens(int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        }
    }

    private static void publish(Path publisher, int port, String topic, String payload)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        publisher.toString(),
                        "-h",
                        "127.0.0.1",
                        "-p",
                        Integer.toString(port),
                        "-q",
                        "1",
                        "-t",
                        topic,
                        "-m",
                        payload)
                .start();
        assertThat(process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0)
                .as("mosquitto_pub")
                .isTrue();
    }
}
