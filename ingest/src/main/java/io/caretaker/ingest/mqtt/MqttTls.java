package io.caretaker.ingest.mqtt;

import io.caretaker.ingest.tls.PemFiles;
import io.caretaker.model.InvalidValue;
import java.time.Duration;
import java.util.OptionalInt;

/**
 * How the endpoint speaks TLS.
 *
 * @param port 0 for any free port; absent: on the endpoint's one port, which then speaks nothing else
 * @param certificateRequired whether a client without a certificate is turned away; else it may come with its token. Only
 *     with the client CA of {@code files}
 * @param reload time between looks at the files, 1 s to 1 d
 */
public record MqttTls(OptionalInt port, PemFiles files, boolean certificateRequired, Duration reload) {
    public MqttTls {
        port.ifPresent(p -> {
            if (p < 0 || p > 65_535) {
                throw new InvalidValue("tlsPort", p, "0 to 65535");
            }
        });
        if (certificateRequired && files.clientCa().isEmpty()) {
            throw new InvalidValue("clientCa", null, "a file, as certificates of clients are required");
        }
        if (reload.toSeconds() < 1 || reload.toDays() > 1) {
            throw new InvalidValue("reload", reload, "1 s to 1 d");
        }
    }
}
