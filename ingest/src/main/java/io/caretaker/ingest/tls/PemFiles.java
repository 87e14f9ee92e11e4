package io.caretaker.ingest.tls;

import io.caretaker.model.InvalidValue;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.SSLOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an endpoint shows and trusts, in PEM files that may be replaced while it runs.
 *
 * @param certificate chain, the endpoint's own first
 * @param key its private key, PKCS #8 ({@code BEGIN PRIVATE KEY}) or as OpenSSL writes it
 * @param clientCa certificates that may have signed those of clients; empty: clients are not asked for any
 * @param clientCrl certificates of clients that are not taken any more
 */
public record PemFiles(Path certificate, Path key, Optional<Path> clientCa, Optional<Path> clientCrl) {
    private static final Pattern PKCS8 =
            Pattern.compile("-----BEGIN PRIVATE KEY-----(.+?)-----END PRIVATE KEY-----", Pattern.DOTALL);
    private static final byte[] PROBE = {'c', 'a', 'r', 'e'};

    /** The bytes of the files at one moment. */
    public record Content(byte[] certificate, byte[] key, byte[] clientCa, byte[] clientCrl) {
        /** Options of their own, as Vert.x keeps what it read in them. */
        public SSLOptions options() {
            SSLOptions options = new SSLOptions()
                    .setKeyCertOptions(new PemKeyCertOptions()
                            .addCertValue(Buffer.buffer(certificate))
                            .addKeyValue(Buffer.buffer(key)));
            if (clientCa.length > 0) {
                options.setTrustOptions(new PemTrustOptions().addCertValue(Buffer.buffer(clientCa)));
            }
            if (clientCrl.length > 0) {
                options.addCrlValue(Buffer.buffer(clientCrl));
            }
            return options;
        }

        public boolean same(Content other) {
            return Arrays.equals(certificate, other.certificate)
                    && Arrays.equals(key, other.key)
                    && Arrays.equals(clientCa, other.clientCa)
                    && Arrays.equals(clientCrl, other.clientCrl);
        }
    }

    /**
     * Reads the files and checks that they hold what they should and that key and certificate belong together: files are
     * often replaced one after the other. Blocks on I/O.
     *
     * @throws InvalidValue naming the file when they do not
     */
    public Content read() {
        Content content = new Content(
                bytes("tls-certificate", certificate),
                bytes("tls-key", key),
                clientCa.map(ca -> bytes("client-ca", ca)).orElse(new byte[0]),
                clientCrl.map(crl -> bytes("client-crl", crl)).orElse(new byte[0]));
        X509Certificate own = certificate("tls-certificate", certificate, content.certificate());
        clientCa.ifPresent(ca -> certificate("client-ca", ca, content.clientCa()));
        matching(own.getPublicKey(), content.key());
        return content;
    }

    private static byte[] bytes(String field, Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new InvalidValue(field, file, "a PEM file that can be read");
        }
    }

    private static X509Certificate certificate(String field, Path file, byte[] pem) {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem));
        } catch (GeneralSecurityException e) {
            throw new InvalidValue(field, file, "a PEM file with a certificate");
        }
    }

    private void matching(PublicKey own, byte[] pem) {
        Matcher pkcs8 = PKCS8.matcher(new String(pem, StandardCharsets.US_ASCII));
        if (!pkcs8.find()) {
            return; // one of OpenSSL's older ways: what reads it will say whether it can
        }
        try {
            byte[] encoded = Base64.getMimeDecoder().decode(pkcs8.group(1));
            PrivateKey secret =
                    KeyFactory.getInstance(own.getAlgorithm()).generatePrivate(new PKCS8EncodedKeySpec(encoded));
            Signature signature = Signature.getInstance(algorithm(own.getAlgorithm()));
            signature.initSign(secret);
            signature.update(PROBE);
            byte[] signed = signature.sign();
            signature.initVerify(own);
            signature.update(PROBE);
            if (signature.verify(signed)) {
                return;
            }
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            // said below: it is not the key of that certificate
        }
        throw new InvalidValue("tls-key", key, "the private key of the certificate in " + certificate);
    }

    private static String algorithm(String key) {
        return switch (key) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            case "DSA" -> "SHA256withDSA";
            default -> key;
        };
    }
}
