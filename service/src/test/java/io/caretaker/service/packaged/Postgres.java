package io.caretaker.service.packaged;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The machine's own PostgreSQL with an empty database in a directory of its own. */
final class Postgres implements AutoCloseable {
    private final Path bin;
    private final Path directory = Program.directory("caretaker-pg");
    private final int port = Program.freePort();

    private Postgres(Path bin) {
        this.bin = bin;
    }

    static Postgres start() {
        Path initdb = Installed.program(
                "apt install postgresql",
                Arrays.stream(new int[] {18, 17, 16, 15})
                        .mapToObj(version -> "/usr/lib/postgresql/" + version + "/bin/initdb")
                        .toArray(String[]::new));
        Postgres postgres = new Postgres(initdb.getParent());
        // The server runs as a user of its own when the tests run as root.
        postgres.directory.toFile().setReadable(true, false);
        postgres.directory.toFile().setExecutable(true, false);
        postgres.directory.toFile().setWritable(true, false);
        postgres.run("initdb", "-D", postgres.data(), "-U", "caretaker", "--auth=trust", "-E", "UTF8", "--no-sync");
        postgres.run(
                "pg_ctl",
                "-D",
                postgres.data(),
                "-w",
                "-l",
                postgres.directory.resolve("log").toString(),
                "-o",
                "-p " + postgres.port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories="
                        + postgres.directory,
                "start");
        return postgres;
    }

    String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    @Override
    public void close() {
        run("pg_ctl", "-D", data(), "-m", "immediate", "stop");
        Program.remove(directory);
    }

    private String data() {
        return directory.resolve("data").toString();
    }

    private void run(String tool, String... arguments) {
        List<String> command = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) {
            command.addAll(List.of("runuser", "-u", "postgres", "--"));
        }
        command.add(bin.resolve(tool).toString());
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .directory(directory.toFile())
                    .start();
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IllegalStateException("failed: " + command);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("running " + command, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while running " + command, e);
        }
    }
}
