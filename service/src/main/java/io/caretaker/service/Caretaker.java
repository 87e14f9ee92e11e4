package io.caretaker.service;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.microprofile.config.ConfigProvider;

/** Starts the service. */
@QuarkusMain
public final class Caretaker {
    private Caretaker() {}

    public static void main(String... arguments) throws IOException {
        // The stores open before any bean of ours is asked, so the directory has to be there first.
        Path dataDir = ConfigProvider.getConfig()
                .getOptionalValue("caretaker.data-dir", Path.class)
                .orElse(Path.of("data"));
        Files.createDirectories(dataDir);
        Quarkus.run(arguments);
    }
}
