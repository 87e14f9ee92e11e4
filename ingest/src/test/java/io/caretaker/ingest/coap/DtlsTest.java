package io.caretaker.ingest.coap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caretaker.ingest.codec.RejectReason;
import io.caretaker.model.InvalidValue;
import io.caretaker.model.journal.JournalEntry.ReadingsReceived;
import java.nio.charset.StandardCharsets;
import org.eclipse.californium.core.CoapResponse;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.Request;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who gets in by DTLS, with Scandium as the device. */
class DtlsTest {
    private static final byte[] GOOD = Door.GOOD.getBytes(StandardCharsets.UTF_8);
    private static final int JSON = 50;

    private final Door door = new Door();

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void theKeyOfADeviceSpeaksForThatDevice() throws Exception {
        try (Sensor sensor = Sensor.secure("p-1", door.keys.issue("p-1"))) {
            CoapResponse response = sensor.post(uri(door.coap.dtlsPort()), GOOD, JSON);

            assertThat(response.getCode()).isEqualTo(ResponseCode.CHANGED);
            assertThat(door.journal.entries(ReadingsReceived.class))
                    .extracting(ReadingsReceived::device)
                    .containsExactly("p-1");
            assertThat(door.events("handshake")).isEqualTo(1);
        }
    }

    @Test
    void aTokenInTheQueryChangesNothingAboutWhoSpeaks() throws Exception {
        try (Sensor sensor = Sensor.secure("p-1", door.keys.issue("p-1"))) {
            String uri = uri(door.coap.dtlsPort()) + "?device=p-2&token=" + door.tokens.get("p-2");

            assertThat(sensor.post(uri, GOOD, JSON).getCode()).isEqualTo(ResponseCode.CHANGED);
            assertThat(door.journal.entries(ReadingsReceived.class))
                    .extracting(ReadingsReceived::device)
                    .containsExactly("p-1");
        }
    }

    @Test
    void aWrongKeyAndAnUnknownDeviceGetNoSession() throws Exception {
        door.keys.issue("p-1");
        for (String identity : new String[] {"p-1", "nobody"}) {
            try (Sensor sensor = Sensor.secure(identity, "00".repeat(32))) {
                assertThatThrownBy(() -> sensor.post(uri(door.coap.dtlsPort()), GOOD, JSON))
                        .isInstanceOf(Exception.class);
            }
        }
        assertThat(door.events("handshake")).isZero();
        assertThat(door.journal.entries()).isEmpty();
    }

    @Test
    void aHandshakeThatEndsWithAWrongKeyIsADeadLetter() throws Exception {
        door.keys.issue("p-1");
        try (Sensor sensor = Sensor.secure("p-1", "00".repeat(32))) {
            assertThatThrownBy(() -> sensor.post(uri(door.coap.dtlsPort()), GOOD, JSON))
                    .isInstanceOf(Exception.class);
        }
        Door.await("the letter", () -> door.letters.reasons().contains(RejectReason.BAD_CREDENTIALS));
        assertThat(door.letters.all().get(0).value()).isEqualTo("p-1");
    }

    @Test
    void aNewTokenANewKeyAndWithdrawalEndTheSessionAndTheKey() throws Exception {
        for (Runnable change : new Runnable[] {
            () -> door.registry.rotate("p-1"),
            () -> door.keys.issue("p-1"),
            () -> door.keys.withdraw("p-1"),
            () -> door.registry.removeDevice("p-1")
        }) {
            double ended = door.events("session_ended");
            String key = door.keys.issue("p-1");
            try (Sensor sensor = Sensor.secure("p-1", key)) {
                assertThat(sensor.post(uri(door.coap.dtlsPort()), GOOD, JSON).getCode())
                        .isEqualTo(ResponseCode.CHANGED);
                int stored = door.journal.entries().size();

                change.run();

                Door.await("the session is gone", () -> door.events("session_ended") > ended);
                assertThatThrownBy(() -> {
                            Request request = Sensor.request(uri(door.coap.dtlsPort()), GOOD, JSON);
                            sensor.client().setTimeout(500L);
                            CoapResponse response = sensor.client().advanced(request);
                            if (response == null) {
                                throw new IllegalStateException("no answer");
                            }
                        })
                        .isInstanceOf(Exception.class);
                assertThat(door.journal.entries()).hasSize(stored);
            }
        }
    }

    @Test
    void aKeyIsIssuedOnlyForADeviceOfTheRegistry() {
        assertThatThrownBy(() -> door.keys.issue("nobody"))
                .isInstanceOf(InvalidValue.class)
                .hasMessage("device: got \"nobody\", expected a device of the registry");
    }

    @Test
    void theSessionSurvivesANewAddressOfTheDevice() throws Exception {
        try (Nat nat = new Nat(door.coap.dtlsPort());
                Sensor sensor = Sensor.secure("p-1", door.keys.issue("p-1"))) {
            assertThat(sensor.post(uri(nat.port()), GOOD, JSON).getCode()).isEqualTo(ResponseCode.CHANGED);

            nat.rebind();

            assertThat(sensor.post(uri(nat.port()), GOOD, JSON).getCode()).isEqualTo(ResponseCode.CHANGED);
            assertThat(door.events("handshake"))
                    .as("without a second handshake")
                    .isEqualTo(1);
            assertThat(door.journal.entries(ReadingsReceived.class)).hasSize(2);
        }
    }

    @Test
    void aMessageRepeatedFromANewAddressIsStoredOnce() throws Exception {
        try (Nat nat = new Nat(door.coap.dtlsPort());
                Sensor sensor = Sensor.secure("p-1", door.keys.issue("p-1"))) {
            for (int i = 0; i < 2; i++) {
                Request request = Sensor.request(uri(nat.port()), GOOD, JSON);
                request.setMID(7);
                request.setToken(new byte[] {1, 2, 3});
                assertThat(sensor.client().advanced(request).getCode()).isEqualTo(ResponseCode.CHANGED);
                nat.rebind();
            }
        }
        assertThat(door.journal.entries(ReadingsReceived.class)).hasSize(1);
    }

    @Test
    void aDeviceThatStartsAnewWithTheSameMessageIdIsNotTakenForARepetition() throws Exception {
        String key = door.keys.issue("p-1");
        try (Nat nat = new Nat(door.coap.dtlsPort())) {
            for (int start = 0; start < 2; start++) {
                try (Sensor sensor = Sensor.secure("p-1", key)) {
                    Request request = Sensor.request(uri(nat.port()), GOOD, JSON);
                    request.setMID(1);
                    assertThat(sensor.client().advanced(request).getCode()).isEqualTo(ResponseCode.CHANGED);
                }
            }
        }
        assertThat(door.journal.entries(ReadingsReceived.class)).hasSize(2);
    }

    private static String uri(int port) {
        return "coaps://127.0.0.1:" + port + "/telemetry";
    }
}
