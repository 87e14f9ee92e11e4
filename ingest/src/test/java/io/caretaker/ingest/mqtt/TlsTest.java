package io.caretaker.ingest.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {
    @TempDir
    Path directory;

    @Test
    void devicesConnectByTlsWhenThereIsACertificate() throws Exception {
        Path store = certificate();
        try (Endpoint endpoint = new Endpoint(
                1_000, Optional.of(new PfxOptions().setPath(store.toString()).setPassword("secret")))) {
            SSLSocket socket =
                    (SSLSocket) trusting(store).getSocketFactory().createSocket("127.0.0.1", endpoint.port());
            socket.setSoTimeout(10_000);
            try (RawClient client = new RawClient(socket)) {
                client.send(RawClient.connect(5, "p-1", "p-1", endpoint.token("p-1")));
                assertThat(RawClient.code(client.receive())).isZero();
            }
        }
    }

    private Path certificate() throws IOException, InterruptedException {
        Path store = directory.resolve("server.p12");
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        assumeTrue(Files.isExecutable(keytool), "this Java has no keytool");
        int exit = new ProcessBuilder(
                        keytool.toString(),
                        "-genkeypair",
                        "-alias",
                        "mqtt",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        "secret")
                .inheritIO()
                .start()
                .waitFor();
        assertThat(exit).isZero();
        return store;
    }

    private static SSLContext trusting(Path store) throws GeneralSecurityException, IOException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, "secret".toCharArray());
        }
        trusted.load(null, null);
        trusted.setCertificateEntry("mqtt", keys.getCertificate("mqtt"));
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return context;
    }
}
