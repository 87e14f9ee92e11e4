package io.caretaker.ingest.broker;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A real broker of the test's own; the test is skipped where Mosquitto is not installed. */
public final class Mosquitto implements AutoCloseable {
    private final Path directory;
    private final List<String> configuration;
    private final int port;
    private Process process;

    /** @param more lines of its configuration, after the listener's */
    public Mosquitto(Path directory, String... more) throws IOException {
        this.directory = directory;
        this.port = freePort();
        this.configuration = new ArrayList<>(List.of("listener " + port + " 127.0.0.1", "allow_anonymous true"));
        this.configuration.addAll(List.of(more));
        start();
    }

    public int port() {
        return port;
    }

    public void start() throws IOException {
        Path binary = Stream.of("/usr/sbin/mosquitto", "/usr/local/sbin/mosquitto")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
        assumeTrue(binary != null, "skipped: no mosquitto (apt install mosquitto)");
        Path file = Files.write(directory.resolve("mosquitto.conf"), configuration);
        process = new ProcessBuilder(binary.toString(), "-c", file.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("mosquitto.log").toFile()))
                .start();
        Instant end = Instant.now().plusSeconds(10);
        while (!listens()) {
            if (!process.isAlive() || Instant.now().isAfter(end)) {
                throw new IllegalStateException(Files.readString(directory.resolve("mosquitto.log")));
            }
            Thread.onSpinWait();
        }
    }

    /** It goes without a word. */
    public void kill() {
        try {
            process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean listens() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        kill();
    }
}
