package io.caretaker.ingest.coap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.caretaker.model.journal.JournalEntry.ReadingsReceived;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of the operator's page, run with libcoap's own client where it is installed (package libcoap3-bin). */
class LibcoapTest {
    private final Door door = new Door();

    @TempDir
    Path directory;

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void aReadingBySecureClientIsTaken() throws Exception {
        String key = door.keys.issue("p-1");
        String uri = "coaps://127.0.0.1:" + door.coap.dtlsPort() + "/telemetry";

        String output =
                run("coap-client-openssl", "-m", "post", "-u", "p-1", "-k", key, "-t", "50", "-e", Door.GOOD, uri);

        assertThat(door.journal.entries(ReadingsReceived.class)).as(output).hasSize(1);
    }

    @Test
    void theSameWithTheOtherLibraryOfIts() throws Exception {
        String key = door.keys.issue("p-1");
        String uri = "coaps://127.0.0.1:" + door.coap.dtlsPort() + "/telemetry";

        String output =
                run("coap-client-gnutls", "-m", "post", "-u", "p-1", "-k", key, "-t", "50", "-e", Door.GOOD, uri);

        assertThat(door.journal.entries(ReadingsReceived.class)).as(output).hasSize(1);
    }

    @Test
    void aFileInBlocksIsTaken() throws Exception {
        Path file = Files.writeString(
                directory.resolve("readings.json"),
                "{\"readings\":[" + (Door.GOOD + ",").repeat(99) + Door.GOOD + "]}");

        String output = run(
                "coap-client-notls",
                "-m",
                "put",
                "-t",
                "50",
                "-b",
                "64",
                "-f",
                file.toString(),
                door.plain("/telemetry", "p-1"));

        assertThat(door.journal.entries(ReadingsReceived.class)).as(output).hasSize(1);
        assertThat(door.journal.entries(ReadingsReceived.class).get(0).readings())
                .hasSize(100);
    }

    @Test
    void whatIsWrongIsShown() throws Exception {
        String output = run(
                "coap-client-notls",
                "-m",
                "post",
                "-t",
                "50",
                "-e",
                "{\"metric\":\"pressure\",\"value\":1}",
                door.plain("/telemetry", "p-1"));

        assertThat(output).contains("4.00", "metric: got \"pressure\", expected one of water_pressure, water_flow");
    }

    private static String run(String program, String... arguments) throws IOException, InterruptedException {
        Optional<Path> found = Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
        assumeTrue(found.isPresent(), program + " is not installed (Debian: libcoap3-bin)");
        List<String> command = new ArrayList<>(List.of(found.get().toString(), "-B", "10"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return output;
    }
}
