package io.caretaker.sim;

import io.caretaker.model.InvalidValue;
import io.caretaker.sim.api.CaretakerClient;
import io.caretaker.sim.mqtt.BrokerAddress;
import io.caretaker.sim.mqtt.MqttFleet;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Option;

/** Where the service is and how to be let in; the same for every subcommand. */
final class ServiceOptions {
    static final String TOKEN_VARIABLE = "CARETAKER_ADMIN_TOKEN";

    @Option(
            names = "--api",
            defaultValue = "http://localhost:8080",
            description = "Address of the API (${DEFAULT-VALUE}).")
    private String api;

    @Option(names = "--mqtt", defaultValue = "localhost:1883", description = "Address of MQTT (${DEFAULT-VALUE}).")
    private String mqtt;

    CaretakerClient client() {
        String token = System.getenv(TOKEN_VARIABLE);
        if (token == null || token.isBlank()) {
            throw new InvalidValue(TOKEN_VARIABLE, null, "the administrator token of the service in the environment");
        }
        URI address;
        try {
            address = URI.create(api);
        } catch (IllegalArgumentException e) {
            throw new InvalidValue("--api", api, "an address such as http://localhost:8080");
        }
        if (address.getHost() == null) {
            throw new InvalidValue("--api", api, "an address such as http://localhost:8080");
        }
        return new CaretakerClient(address, token, ServiceOptions::sleep);
    }

    MqttFleet fleet() {
        return new MqttFleet(BrokerAddress.parse(mqtt));
    }

    static void sleep(long nanos) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(nanos);
    }
}
