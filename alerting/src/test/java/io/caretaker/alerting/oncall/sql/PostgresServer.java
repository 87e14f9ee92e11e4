package io.caretaker.alerting.oncall.sql;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.postgresql.ds.PGSimpleDataSource;

/** The machine's own PostgreSQL with an empty, migrated database in a directory of its own. */
public final class PostgresServer implements AutoCloseable {
    private final Path bin;
    private final Path directory;
    private final int port;

    private PostgresServer(Path bin, Path directory, int port) {
        this.bin = bin;
        this.directory = directory;
        this.port = port;
    }

    /** Empty where no PostgreSQL is installed. */
    public static Optional<Path> installed() {
        return List.of("18", "17", "16", "15").stream()
                .map(version -> Path.of("/usr/lib/postgresql", version, "bin"))
                .filter(path -> Files.isExecutable(path.resolve("initdb")))
                .findFirst();
    }

    public static PostgresServer start(Path bin) throws IOException {
        Path directory = Files.createTempDirectory("caretaker-pg");
        directory.toFile().setReadable(true, false);
        directory.toFile().setExecutable(true, false);
        directory.toFile().setWritable(true, false);
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        PostgresServer server = new PostgresServer(bin, directory, port);
        server.run("initdb", "-D", server.data(), "-U", "caretaker", "--auth=trust", "-E", "UTF8", "--no-sync");
        server.run(
                "pg_ctl",
                "-D",
                server.data(),
                "-w",
                "-l",
                directory.resolve("log").toString(),
                "-o",
                "-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories=" + directory,
                "start");
        return server;
    }

    public Jdbi migrated() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL("jdbc:postgresql://127.0.0.1:" + port + "/postgres");
        source.setUser("caretaker");
        Flyway.configure().dataSource(source).load().migrate();
        return Jdbi.create(source);
    }

    @Override
    public void close() throws IOException {
        run("pg_ctl", "-D", data(), "-m", "immediate", "stop");
        run(null, "rm", "-rf", data());
        Files.deleteIfExists(directory.resolve("log"));
        Files.deleteIfExists(directory);
    }

    private String data() {
        return directory.resolve("data").toString();
    }

    private void run(String tool, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) {
            // PostgreSQL refuses to run as root.
            command.addAll(List.of("runuser", "-u", "postgres", "--"));
        }
        if (tool != null) {
            command.add(bin.resolve(tool).toString());
        }
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .directory(directory.toFile())
                .start();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException("running " + command + " for the test's PostgreSQL failed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while running " + command, e);
        }
    }
}
