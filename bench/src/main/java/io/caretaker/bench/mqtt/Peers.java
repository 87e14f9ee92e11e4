package io.caretaker.bench.mqtt;

import io.caretaker.bench.process.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The servers beside which the service is measured. */
final class Peers {
    private static final Path MOSQUITTO = Path.of("/usr/sbin/mosquitto");

    private Peers() {}

    static ChildProcess bareVertx(int port, Path directory) {
        return new ChildProcess(
                List.of(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-XX:+UseSerialGC",
                        "-Xmx384m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BareServer.class.getName(),
                        Integer.toString(port)),
                Map.of(),
                directory.resolve("bare.log"));
    }

    /**
     * Mosquitto with persistence: it keeps its database in memory and writes it out now and then, so its acknowledgement
     * promises less than ours. Nobody subscribes, the easiest case for it. Empty where it is not installed.
     */
    static Optional<ChildProcess> mosquitto(int port, Path directory) throws IOException {
        if (!Files.isExecutable(MOSQUITTO)) {
            return Optional.empty();
        }
        Path data = Files.createDirectories(directory.resolve("mosquitto"));
        Path configuration = directory.resolve("mosquitto.conf");
        Files.writeString(configuration, """
                user root
                listener %d 127.0.0.1
                allow_anonymous true
                persistence true
                persistence_location %s/
                max_queued_messages 0
                set_tcp_nodelay true
                log_type error
                """.formatted(port, data));
        return Optional.of(new ChildProcess(
                List.of(MOSQUITTO.toString(), "-c", configuration.toString()),
                Map.of(),
                directory.resolve("mosquitto.log")));
    }
}
