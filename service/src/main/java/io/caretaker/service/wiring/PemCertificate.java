package io.caretaker.service.wiring;

import io.caretaker.model.InvalidValue;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.nio.file.Path;
import java.util.Optional;

/** A certificate of two PEM files: both or none. */
final class PemCertificate {
    private PemCertificate() {}

    /** @throws InvalidValue when only one is given: nobody who names a certificate wants to speak in the clear */
    static Optional<KeyCertOptions> of(String prefix, Optional<Path> certificate, Optional<Path> key) {
        if (certificate.isPresent() != key.isPresent()) {
            String missing = prefix + (key.isPresent() ? ".tls-certificate" : ".tls-key");
            throw new InvalidValue(missing, null, "a PEM file, because the other half of it is given");
        }
        return certificate.map(c -> new PemKeyCertOptions()
                .setCertPath(c.toString())
                .setKeyPath(key.orElseThrow().toString()));
    }
}
