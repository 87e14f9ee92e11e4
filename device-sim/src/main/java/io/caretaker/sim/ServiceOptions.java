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
            names = {"--to", "--api"},
            defaultValue = "http://localhost:8080",
            description = "Address of the service (${DEFAULT-VALUE}).")
    private String api;

    @Option(names = "--mqtt", description = "Address of its MQTT (by default port 1883 of the same host).")
    private String mqtt;

    CaretakerClient client() {
        String token = System.getenv(TOKEN_VARIABLE);
        if (token == null || token.isBlank()) {
            throw new InvalidValue(TOKEN_VARIABLE, null, "the administrator token of the service in the environment");
        }
        return new CaretakerClient(address(), token, ServiceOptions::sleep);
    }

    private URI address() {
        try {
            URI address = URI.create(api);
            if (address.getHost() != null) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            // falls through to the one message for everything that is no address
        }
        throw new InvalidValue("--to", api, "an address such as http://localhost:8080");
    }

    MqttFleet fleet() {
        return new MqttFleet(BrokerAddress.parse(mqtt == null ? address().getHost() + ":1883" : mqtt));
    }

    static void sleep(long nanos) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(nanos);
    }
}
