package io.caretaker.ingest.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import io.caretaker.ingest.codec.CodecLimits;
import io.caretaker.ingest.codec.RawReading;
import io.caretaker.ingest.senml.SenmlCodec;
import io.caretaker.model.journal.JournalEntry.ReadingsReceived;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that we did not write, many messages in a row: each is acknowledged and each is in the journal. */
class RealClientsTest {
    private static final int MESSAGES = 5_000;

    private final Endpoint endpoint = new Endpoint();

    @AfterEach
    void close() {
        endpoint.close();
    }

    @Test
    void hivemqClientOfMqtt3() {
        Mqtt3AsyncClient client = MqttClient.builder()
                .useMqttVersion3()
                .serverHost("127.0.0.1")
                .serverPort(endpoint.port())
                .buildAsync();
        client.connectWith()
                .simpleAuth()
                .username("p-1")
                .password(token())
                .applySimpleAuth()
                .send()
                .join();
        List<CompletableFuture<?>> acknowledged = new ArrayList<>();
        for (int i = 0; i < MESSAGES; i++) {
            acknowledged.add(client.publishWith()
                    .topic(Endpoint.TELEMETRY)
                    .qos(MqttQos.AT_LEAST_ONCE)
                    .payload(payload(i))
                    .send());
        }
        acknowledged.forEach(CompletableFuture::join);
        client.disconnect().join();

        allAreJournaled();
    }

    @Test
    void hivemqClientOfMqtt5() {
        Mqtt5AsyncClient client = MqttClient.builder()
                .useMqttVersion5()
                .serverHost("127.0.0.1")
                .serverPort(endpoint.port())
                .buildAsync();
        client.connectWith()
                .simpleAuth()
                .username("p-1")
                .password(token())
                .applySimpleAuth()
                .send()
                .join();
        List<CompletableFuture<?>> acknowledged = new ArrayList<>();
        for (int i = 0; i < MESSAGES; i++) {
            acknowledged.add(client.publishWith()
                    .topic(Endpoint.TELEMETRY)
                    .qos(MqttQos.AT_LEAST_ONCE)
                    .payload(payload(i))
                    .send());
        }
        acknowledged.forEach(CompletableFuture::join);
        client.disconnect().join();

        allAreJournaled();
    }

    @Test
    void senmlInCborIsTakenByItsContentType() {
        byte[] pack = SenmlCodec.cbor(CodecLimits.defaults())
                .encode("p-1", List.of(new RawReading(0, "", "water_pressure", 312_500, "Pa", RawReading.ARRIVAL)));
        Mqtt5AsyncClient client = MqttClient.builder()
                .useMqttVersion5()
                .serverHost("127.0.0.1")
                .serverPort(endpoint.port())
                .buildAsync();
        client.connectWith()
                .simpleAuth()
                .username("p-1")
                .password(token())
                .applySimpleAuth()
                .send()
                .join();
        client.publishWith()
                .topic(Endpoint.TELEMETRY)
                .qos(MqttQos.AT_LEAST_ONCE)
                .contentType("application/senml+cbor")
                .payload(pack)
                .send()
                .join();

        assertThat(endpoint.journal
                        .entries(ReadingsReceived.class)
                        .get(0)
                        .readings()
                        .get(0)
                        .value())
                .isEqualTo(312.5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mqttv311", "mqttv5"})
    void mosquittoPub(String version) throws IOException, InterruptedException {
        Path mosquitto = Path.of("/usr/bin/mosquitto_pub");
        assumeTrue(Files.isExecutable(mosquitto), "mosquitto_pub is not installed at " + mosquitto);
        Process process = new ProcessBuilder(
                        mosquitto.toString(),
                        "-h",
                        "127.0.0.1",
                        "-p",
                        String.valueOf(endpoint.port()),
                        "-V",
                        version,
                        "-u",
                        "p-1",
                        "-P",
                        endpoint.token("p-1"),
                        "-t",
                        Endpoint.TELEMETRY,
                        "-q",
                        "1",
                        "-l")
                .redirectErrorStream(true)
                .start();
        try (var input = process.getOutputStream()) {
            for (int i = 0; i < MESSAGES; i++) {
                input.write(payload(i));
                input.write('\n');
            }
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        allAreJournaled();
    }

    private void allAreJournaled() {
        assertThat(endpoint.journal.entries(ReadingsReceived.class))
                .extracting(e -> (int) e.readings().get(0).value())
                .hasSize(MESSAGES)
                .doesNotHaveDuplicates();
        assertThat(endpoint.letters.all()).isEmpty();
    }

    private byte[] token() {
        return endpoint.token("p-1").getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] payload(int value) {
        return ("{\"metric\":\"water_pressure\",\"value\":" + value + ",\"unit\":\"kPa\"}")
                .getBytes(StandardCharsets.UTF_8);
    }
}
