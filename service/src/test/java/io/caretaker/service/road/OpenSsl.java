package io.caretaker.service.road;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** Certificates made with the commands that docs/connect/tls.md shows. */
final class OpenSsl {
    private static final Path PROGRAM = Path.of("/usr/bin/openssl");
    private static final String[] NEW_KEY = {"-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"};

    private OpenSsl() {}

    static boolean installed() {
        return Files.isExecutable(PROGRAM);
    }

    static void assumeInstalled() {
        assumeTrue(installed(), "skipped: no openssl");
    }

    /** {@code <name>.pem} and {@code <name>.key}, an authority of its own. */
    static void authority(Path directory, String name) {
        List<String> command = new ArrayList<>(List.of("req", "-x509", "-days", "2"));
        command.addAll(List.of(NEW_KEY));
        command.addAll(List.of("-keyout", name + ".key", "-out", name + ".pem", "-subj", "/CN=" + name));
        run(directory, command);
    }

    /** {@code <name>.pem} and {@code <name>.key}, signed by the authority. */
    static void sign(Path directory, String authority, String name, String alternatives) {
        List<String> request = new ArrayList<>(List.of("req"));
        request.addAll(List.of(NEW_KEY));
        request.addAll(List.of("-keyout", name + ".key", "-out", name + ".csr", "-subj", "/CN=" + name));
        run(directory, request);
        try {
            Files.writeString(directory.resolve(name + ".ext"), "subjectAltName=" + alternatives + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        run(
                directory,
                List.of(
                        "x509",
                        "-req",
                        "-days",
                        "2",
                        "-in",
                        name + ".csr",
                        "-CA",
                        authority + ".pem",
                        "-CAkey",
                        authority + ".key",
                        "-CAcreateserial",
                        "-extfile",
                        name + ".ext",
                        "-out",
                        name + ".pem"));
    }

    /** {@code <authority>.crl}, with the named certificates in it; also those of calls before. */
    static void revoke(Path directory, String authority, String... names) {
        try {
            Path settings = directory.resolve(authority + ".cnf");
            if (!Files.exists(settings)) {
                Files.writeString(settings, """
                        [ca]
                        default_ca = estate
                        [estate]
                        database = %s.index
                        default_md = sha256
                        default_crl_days = 2
                        """.formatted(authority));
                Files.createFile(directory.resolve(authority + ".index"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> common = List.of(
                "ca", "-config", authority + ".cnf", "-cert", authority + ".pem", "-keyfile", authority + ".key");
        for (String name : names) {
            List<String> revoke = new ArrayList<>(common);
            revoke.addAll(List.of("-revoke", name + ".pem"));
            run(directory, revoke);
        }
        List<String> list = new ArrayList<>(common);
        list.addAll(List.of("-gencrl", "-out", authority + ".crl.new"));
        run(directory, list);
        replace(directory, authority + ".crl.new", authority + ".crl");
    }

    /** In one step, as a service that looks at the file may do so at any moment. */
    static void replace(Path directory, String from, String to) {
        try {
            Files.move(
                    directory.resolve(from),
                    directory.resolve(to),
                    StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void run(Path directory, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(PROGRAM.toString()));
        command.addAll(arguments);
        try {
            Process process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes());
            if (process.waitFor() != 0) {
                throw new IllegalStateException(command + ": " + said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
