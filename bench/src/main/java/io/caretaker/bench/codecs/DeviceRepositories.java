package io.caretaker.bench.codecs;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Checkouts of the public device repositories. {@code ttn/VENDOR/…} is {@code vendor/VENDOR/…} of TheThingsNetwork/
 * lorawan-devices; {@code chirpstack/VENDOR/NAME.js} is {@code vendors/VENDOR/codecs/NAME.js} of chirpstack/
 * chirpstack-device-profiles.
 */
final class DeviceRepositories {
    private static final String TTN = "ttn/";
    private static final String CHIRPSTACK = "chirpstack/";

    private final List<Path> roots = new ArrayList<>();

    DeviceRepositories(List<Path> directories) throws IOException {
        for (Path directory : directories) {
            roots.add(directory);
            try (Stream<Path> below = Files.list(directory)) {
                below.filter(Files::isDirectory).forEach(roots::add);
            }
        }
    }

    String source(String codec) throws IOException {
        String path = path(codec);
        for (Path root : roots) {
            Path file = root.resolve(path);
            if (Files.isRegularFile(file)) {
                return Files.readString(file);
            }
        }
        throw new FileNotFoundException(path + " is in none of the checkouts");
    }

    private static String path(String codec) throws IOException {
        if (codec.startsWith(TTN)) {
            return "vendor/" + codec.substring(TTN.length());
        }
        if (codec.startsWith(CHIRPSTACK)) {
            String rest = codec.substring(CHIRPSTACK.length());
            int name = rest.lastIndexOf('/');
            return "vendors/" + rest.substring(0, Math.max(0, name)) + "/codecs/" + rest.substring(name + 1);
        }
        throw new FileNotFoundException("got \"" + codec + "\", expected ttn/… or chirpstack/…");
    }
}
