package io.caretaker.ingest.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate authority of the test's own, made with the JDK's keytool; what it signs lies beside it as PEM files. */
public final class Certificates {
    private static final String PASSWORD = "secret";

    private final Path directory;
    private final String authority;

    /** @param authority its name, and that of its files */
    public Certificates(Path directory, String authority) {
        this.directory = directory;
        this.authority = authority;
        keytool(
                "-genkeypair",
                "-alias",
                "own",
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + authority,
                "-validity",
                "2",
                "-ext",
                "bc:c",
                "-storetype",
                "PKCS12",
                "-keystore",
                store(authority),
                "-storepass",
                PASSWORD);
        write(authority);
    }

    /** PEM file of the authority's certificate. */
    public Path authorityFile() {
        return certificate(authority);
    }

    /**
     * A key and a certificate that this authority signed, in {@code <name>.pem} and {@code <name>.key}.
     *
     * @param subject as {@code CN=p-1}
     * @param alternatives as {@code dns:localhost,ip:127.0.0.1}, or empty
     */
    public Certificates sign(String name, String subject, String alternatives) {
        delete(Path.of(store(name)));
        keytool(
                "-genkeypair",
                "-alias",
                "own",
                "-keyalg",
                "EC",
                "-dname",
                subject,
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                store(name),
                "-storepass",
                PASSWORD);
        String request = directory.resolve(name + ".csr").toString();
        String signed = directory.resolve(name + ".signed").toString();
        keytool("-certreq", "-alias", "own", "-keystore", store(name), "-storepass", PASSWORD, "-file", request);
        List<String> sign = new ArrayList<>(List.of(
                "-gencert",
                "-alias",
                "own",
                "-keystore",
                store(authority),
                "-storepass",
                PASSWORD,
                "-infile",
                request,
                "-outfile",
                signed,
                "-validity",
                "2",
                "-rfc"));
        if (!alternatives.isEmpty()) {
            sign.addAll(List.of("-ext", "san=" + alternatives));
        }
        keytool(sign.toArray(String[]::new));
        keytool(
                "-importcert",
                "-noprompt",
                "-alias",
                "ca",
                "-keystore",
                store(name),
                "-storepass",
                PASSWORD,
                "-file",
                authorityFile().toString());
        keytool(
                "-importcert",
                "-noprompt",
                "-alias",
                "own",
                "-keystore",
                store(name),
                "-storepass",
                PASSWORD,
                "-file",
                signed);
        write(name);
        return this;
    }

    public Path certificate(String name) {
        return directory.resolve(name + ".pem");
    }

    public Path key(String name) {
        return directory.resolve(name + ".key");
    }

    /** What a client uses that trusts this authority and shows the named certificate, or none where that is empty. */
    public SSLContext client(String name) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(name.isEmpty() ? null : keys(name).getKeyManagers(), trust().getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Shows the named certificate. */
    public KeyManagerFactory keys(String name) {
        try {
            KeyStore own = KeyStore.getInstance("PKCS12");
            own.load(null, null);
            KeyStore all = load(name);
            own.setKeyEntry(
                    "own",
                    all.getKey("own", PASSWORD.toCharArray()),
                    PASSWORD.toCharArray(),
                    all.getCertificateChain("own"));
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(own, PASSWORD.toCharArray());
            return keys;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Trusts this authority and nobody else. */
    public TrustManagerFactory trust() {
        try {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry("ca", load(authority).getCertificate("own"));
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(trusted);
            return factory;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private KeyStore load(String name) {
        try (InputStream in = Files.newInputStream(Path.of(store(name)))) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, PASSWORD.toCharArray());
            return keys;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void write(String name) {
        try {
            KeyStore keys = load(name);
            Key key = keys.getKey("own", PASSWORD.toCharArray());
            StringBuilder chain = new StringBuilder();
            for (Certificate certificate : keys.getCertificateChain("own")) {
                chain.append(pem("CERTIFICATE", certificate.getEncoded()));
            }
            Files.writeString(key(name), pem("PRIVATE KEY", key.getEncoded()));
            Files.writeString(certificate(name), chain);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(String kind, byte[] encoded) {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded);
        return "-----BEGIN " + kind + "-----\n" + lines + "\n-----END " + kind + "-----\n";
    }

    private String store(String name) {
        return directory.resolve(name + ".p12").toString();
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void keytool(String... arguments) {
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        assumeTrue(Files.isExecutable(keytool), "skipped: this Java has no keytool");
        List<String> command = new ArrayList<>(List.of(keytool.toString()));
        command.addAll(List.of(arguments));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes());
            if (process.waitFor() != 0) {
                throw new IllegalStateException(said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
