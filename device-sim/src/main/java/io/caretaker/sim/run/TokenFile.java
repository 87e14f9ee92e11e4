package io.caretaker.sim.run;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.caretaker.model.InvalidValue;
import io.caretaker.sim.estate.EstatePlan;
import io.caretaker.sim.mqtt.Credentials;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Device tokens between runs: the service shows each only once. Without a file a run needs a service that does not know the
 * devices yet.
 */
public final class TokenFile {
    private final Optional<Path> file;
    private final ObjectMapper json = new ObjectMapper();

    public TokenFile(Optional<Path> file) {
        this.file = file;
    }

    /**
     * Tokens of all devices: new ones from the registration, the others from the file, which is written anew.
     *
     * @throws InvalidValue when a device has none
     */
    public List<Credentials> credentials(List<EstatePlan> plans, Map<String, String> issued) {
        Map<String, String> known = new TreeMap<>(read());
        known.putAll(issued);
        List<Credentials> credentials = new ArrayList<>();
        plans.stream().flatMap(p -> p.devices().stream()).forEach(device -> {
            String token = known.get(device.id());
            if (token == null) {
                throw new InvalidValue(
                        "tokens." + device.id(),
                        null,
                        "the token issued when the device was registered first: give the file written then by --tokens,"
                                + " or begin with an empty data directory");
            }
            credentials.add(new Credentials(device.estate(), device.id(), token));
        });
        write(known);
        return credentials;
    }

    private Map<String, String> read() {
        if (file.isEmpty() || !Files.exists(file.get())) {
            return Map.of();
        }
        try {
            return json.readValue(file.get().toFile(), new TypeReference<Map<String, String>>() {});
        } catch (IOException e) {
            throw new UncheckedIOException("reading device tokens from " + file.get(), e);
        }
    }

    private void write(Map<String, String> tokens) {
        if (file.isEmpty()) {
            return;
        }
        try {
            if (!Files.exists(file.get())) {
                createPrivate(file.get());
            }
            Files.writeString(file.get(), json.writeValueAsString(tokens));
        } catch (IOException e) {
            throw new UncheckedIOException("writing device tokens to " + file.get(), e);
        }
    }

    private static void createPrivate(Path path) throws IOException {
        try {
            Files.createFile(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (UnsupportedOperationException e) {
            Files.createFile(path); // no POSIX permissions on this file system
        }
    }
}
