package io.caretaker.ingest.coap;

import static org.assertj.core.api.Assertions.assertThat;

import io.caretaker.ingest.codec.RejectReason;
import io.caretaker.model.journal.JournalEntry.DeviceStatusChanged;
import io.caretaker.model.journal.JournalEntry.ReadingsReceived;
import io.caretaker.model.reading.Reading;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eclipse.californium.core.CoapHandler;
import org.eclipse.californium.core.CoapResponse;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.CoAP.Type;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.elements.exception.ConnectorException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a device is answered, told by Californium's own client. */
class RequestsTest {
    private static final int NONE = -1;
    private static final int TEXT = 0;
    private static final int JSON = 50;
    private static final int SENML_JSON = 110;
    private static final int SENML_CBOR = 112;
    private static final int SENML_XML = 310;

    private final Door door = new Door();
    private Sensor sensor;

    @BeforeEach
    void open() throws IOException {
        sensor = Sensor.plain();
    }

    @AfterEach
    void close() {
        sensor.close();
        door.close();
    }

    @Test
    void jsonIsJournaledAndAnsweredWithoutPayload() throws Exception {
        CoapResponse response = post(Door.GOOD, JSON);

        assertThat(response.getCode()).isEqualTo(ResponseCode.CHANGED);
        assertThat(response.getPayloadSize()).isZero();
        assertThat(readings()).extracting(Reading::value).containsExactly(312.5);
    }

    @Test
    void senmlInBothFormatsIsJournaled() throws Exception {
        // [{n: "water_pressure", u: "kPa", v: 312.5}] with the labels 0, 1 and 2 of RFC 8428
        byte[] cbor = HexFormat.of().parseHex("81a3006e" + "77617465725f7072657373757265" + "01636b5061" + "02f95ce2");

        assertThat(sensor.post(door.plain("/telemetry", "p-1"), cbor, SENML_CBOR)
                        .getCode())
                .isEqualTo(ResponseCode.CHANGED);
        assertThat(post("[{\"n\":\"water_flow\",\"u\":\"m3/h\",\"v\":4}]", SENML_JSON)
                        .getCode())
                .isEqualTo(ResponseCode.CHANGED);
        assertThat(readings()).extracting(Reading::metric).containsExactly("water_pressure", "water_flow");
    }

    @Test
    void withoutContentFormatThePayloadTellsItself() throws Exception {
        assertThat(post(Door.GOOD, NONE).getCode()).isEqualTo(ResponseCode.CHANGED);
    }

    @Test
    void anUnknownContentFormatIsToldWhichAreTaken() throws Exception {
        CoapResponse response = post("<sensml/>", SENML_XML);

        assertThat(response.getCode()).isEqualTo(ResponseCode.UNSUPPORTED_CONTENT_FORMAT);
        assertThat(response.getResponseText())
                .isEqualTo("Content-Format: got \"310\", expected 50 (JSON), 110 (SenML JSON) or 112 (SenML CBOR)");
        assertThat(door.letters.reasons()).containsExactly(RejectReason.PROTOCOL);
    }

    @Test
    void whatDoesNotFitIsToldByFieldValueAndExpectation() throws Exception {
        CoapResponse response = post("{\"metric\":\"pressure\",\"value\":1}", JSON);

        assertThat(response.getCode()).isEqualTo(ResponseCode.BAD_REQUEST);
        assertThat(response.getResponseText())
                .isEqualTo("reading 0, metric: got \"pressure\", expected one of water_pressure, water_flow");
        assertThat(door.letters.reasons()).containsExactly(RejectReason.UNKNOWN_METRIC);
    }

    @Test
    void aPartlyTakenMessageIsAnsweredWithWhatWasNot() throws Exception {
        CoapResponse response = post(
                "{\"readings\":[{\"metric\":\"water_pressure\",\"value\":1},{\"metric\":\"x\",\"value\":1}]}", JSON);

        assertThat(response.getCode()).isEqualTo(ResponseCode.CHANGED);
        assertThat(response.getOptions().getContentFormat()).isEqualTo(JSON);
        assertThat(response.getResponseText()).startsWith("{\"accepted\":1,\"rejected\":[{\"index\":1,");
    }

    @Test
    void readingsOfAnotherDeviceAreForbidden() throws Exception {
        CoapResponse response = post("{\"device\":\"p-2\",\"metric\":\"water_pressure\",\"value\":1}", JSON);

        assertThat(response.getCode()).isEqualTo(ResponseCode.FORBIDDEN);
        assertThat(readings()).isEmpty();
    }

    @Test
    void aStrangerIsUnauthorizedAndNoTokenShowsInTheDeadLetter() throws Exception {
        String uri = "coap://127.0.0.1:" + door.coap.plainPort() + "/telemetry?device=p-1&token=secret-of-somebody";

        CoapResponse response = sensor.post(uri, Door.GOOD.getBytes(StandardCharsets.UTF_8), JSON);

        assertThat(response.getCode()).isEqualTo(ResponseCode.UNAUTHORIZED);
        assertThat(response.getResponseText()).contains("expected a device's DTLS key");
        assertThat(door.letters.all())
                .hasSize(1)
                .allSatisfy(letter -> assertThat(letter.toString())
                        .contains("BAD_CREDENTIALS", "127.0.0.1")
                        .doesNotContain("secret-of-somebody"));
        assertThat(readings()).isEmpty();
    }

    @Test
    void aStatusIsTakenAndNonsenseIsNot() throws Exception {
        String status = door.plain("/status", "p-1");

        assertThat(sensor.post(status, "offline".getBytes(StandardCharsets.UTF_8), TEXT)
                        .getCode())
                .isEqualTo(ResponseCode.CHANGED);
        assertThat(sensor.post(status, "{\"online\":true}".getBytes(StandardCharsets.UTF_8), JSON)
                        .getCode())
                .isEqualTo(ResponseCode.CHANGED);
        CoapResponse nonsense = sensor.post(status, "sleepy".getBytes(StandardCharsets.UTF_8), NONE);

        assertThat(door.journal.entries(DeviceStatusChanged.class))
                .extracting(DeviceStatusChanged::online)
                .containsExactly(false, true);
        assertThat(nonsense.getCode()).isEqualTo(ResponseCode.BAD_REQUEST);
        assertThat(nonsense.getResponseText()).startsWith("status: got \"sleepy\", expected online, offline");
    }

    @Test
    void aBodyInBlocksIsAssembled() throws Exception {
        String body = IntStream.range(0, 120)
                .mapToObj(i -> "{\"metric\":\"water_pressure\",\"value\":" + (100 + i) + "}")
                .collect(Collectors.joining(",", "{\"readings\":[", "]}"));
        assertThat(body.length()).isGreaterThan(4 * 1024);

        assertThat(post(body, JSON).getCode()).isEqualTo(ResponseCode.CHANGED);
        assertThat(readings()).hasSize(120);
    }

    @Test
    void aBodyAboveTheLimitIsToldTheLimit() throws Exception {
        CoapResponse response = post(" ".repeat(20_000), JSON);

        assertThat(response.getCode()).isEqualTo(ResponseCode.REQUEST_ENTITY_TOO_LARGE);
        assertThat(response.getOptions().getSize1()).isEqualTo(16 * 1024);
    }

    @Test
    void nothingIsAnsweredBeforeTheReadingIsDurable() throws Exception {
        door.journal.durableAtOnce(false);
        CompletableFuture<CoapResponse> answer = new CompletableFuture<>();
        Request request =
                Sensor.request(door.plain("/telemetry", "p-1"), Door.GOOD.getBytes(StandardCharsets.UTF_8), JSON);
        sensor.client().advanced(into(answer), request);

        Door.await("acknowledged without an answer", request::isAcknowledged);
        assertThat(answer).isNotDone();
        assertThat(door.events("separate_response")).isEqualTo(1);
        assertThat(readings()).isEmpty();

        door.journal.sync();

        CoapResponse response = answer.get(10, TimeUnit.SECONDS);
        assertThat(response.getCode()).isEqualTo(ResponseCode.CHANGED);
        assertThat(response.advanced().getType()).isEqualTo(Type.CON);
        assertThat(readings()).hasSize(1);
    }

    @Test
    void aQuickAnswerTravelsInTheAcknowledgement() throws Exception {
        assertThat(post(Door.GOOD, JSON).advanced().getType()).isEqualTo(Type.ACK);
        assertThat(door.events("separate_response")).isZero();
    }

    @Test
    void aFullJournalIsToldAsALaterTime() throws Exception {
        door.journal.full(true);

        CoapResponse response = post(Door.GOOD, JSON);

        assertThat(response.getCode()).isEqualTo(ResponseCode.SERVICE_UNAVAILABLE);
        assertThat(response.getOptions().getMaxAge()).isEqualTo(7);
    }

    @Test
    void aDiskThatBreaksUnderARequestIsToldToo() throws Exception {
        door.journal.durableAtOnce(false);
        CompletableFuture<CoapResponse> answer = new CompletableFuture<>();
        Request request =
                Sensor.request(door.plain("/telemetry", "p-1"), Door.GOOD.getBytes(StandardCharsets.UTF_8), JSON);
        sensor.client().advanced(into(answer), request);
        Door.await("the reading waits", () -> door.journal.waiting() == 1);

        door.journal.fail();

        assertThat(answer.get(10, TimeUnit.SECONDS).getCode()).isEqualTo(ResponseCode.SERVICE_UNAVAILABLE);
    }

    @Test
    void aDeviceThatSendsTooMuchIsSlowedDownAndOthersAreNot() throws Exception {
        CoapResponse last = null;
        for (int i = 0; i <= Door.PER_MINUTE + 20; i++) {
            last = post(Door.GOOD, JSON);
        }

        assertThat(last.getCode()).isEqualTo(ResponseCode.TOO_MANY_REQUESTS);
        assertThat(last.getOptions().getMaxAge()).isEqualTo(7);
        assertThat(sensor.post(door.plain("/telemetry", "p-2"), Door.GOOD.getBytes(StandardCharsets.UTF_8), JSON)
                        .getCode())
                .isEqualTo(ResponseCode.CHANGED);
    }

    @Test
    void otherMethodsAndOtherPathsAreToldSo() throws Exception {
        sensor.client().setURI(door.plain("/telemetry", "p-1"));
        assertThat(sensor.client().get().getCode()).isEqualTo(ResponseCode.METHOD_NOT_ALLOWED);
        sensor.client().setURI(door.plain("/", "p-1"));
        assertThat(sensor.client().get().getCode()).isEqualTo(ResponseCode.METHOD_NOT_ALLOWED);
        sensor.client().setURI(door.plain("/nothing", "p-1"));
        assertThat(sensor.client().get().getCode()).isEqualTo(ResponseCode.NOT_FOUND);
    }

    private CoapResponse post(String body, int format) throws ConnectorException, IOException {
        return sensor.post(door.plain("/telemetry", "p-1"), body.getBytes(StandardCharsets.UTF_8), format);
    }

    private java.util.List<Reading> readings() {
        return door.journal.entries(ReadingsReceived.class).stream()
                .flatMap(e -> e.readings().stream())
                .toList();
    }

    private static CoapHandler into(CompletableFuture<CoapResponse> answer) {
        return new CoapHandler() {
            @Override
            public void onLoad(CoapResponse response) {
                answer.complete(response);
            }

            @Override
            public void onError() {
                answer.completeExceptionally(new IllegalStateException("no answer"));
            }
        };
    }
}
