package io.caretaker.service.wiring;

import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.nio.file.Path;
import java.util.Optional;

/** A certificate of two PEM files: both or none. */
final class PemCertificate {
    private PemCertificate() {}

    static Optional<KeyCertOptions> of(Optional<Path> certificate, Optional<Path> key) {
        return certificate.flatMap(c ->
                key.map(k -> new PemKeyCertOptions().setCertPath(c.toString()).setKeyPath(k.toString())));
    }
}
