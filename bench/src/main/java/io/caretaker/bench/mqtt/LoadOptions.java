package io.caretaker.bench.mqtt;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** What both MQTT scenarios can be told. */
final class LoadOptions {
    @Option(names = "--connections", defaultValue = "100", description = "Devices (default ${DEFAULT-VALUE}).")
    int connections;

    @Option(
            names = "--window",
            defaultValue = "200",
            description = "Messages in flight per device (default ${DEFAULT-VALUE}).")
    int window;

    @Option(names = "--seconds", defaultValue = "8", description = "Length of a round (default ${DEFAULT-VALUE}).")
    double seconds;

    @Option(names = "--rounds", defaultValue = "3", description = "Rounds of each server (default ${DEFAULT-VALUE}).")
    int rounds;

    @Option(
            names = "--warm-up",
            defaultValue = "6",
            description = "Seconds before the first round (default ${DEFAULT-VALUE}).")
    double warmUp;

    @Option(names = "--data", description = "Directory on the disk to measure (default: where temporary files lie).")
    Path data;

    @Option(
            names = "--jvm",
            description = "Option of the service's JVM, repeatable (default: -XX:+UseSerialGC -Xmx384m).")
    List<String> jvm = List.of();
}
