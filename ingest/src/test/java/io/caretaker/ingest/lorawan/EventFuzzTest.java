package io.caretaker.ingest.lorawan;

import static org.assertj.core.api.Assertions.assertThat;

import io.caretaker.ingest.lorawan.NetworkEvent.Uplink;
import io.caretaker.ingest.lorawan.chirpstack.ChirpstackEvents;
import io.caretaker.ingest.lorawan.ttn.TtnMessages;
import io.caretaker.ingest.testing.Fuzz;
import org.junit.jupiter.api.Test;

class EventFuzzTest {
    private static final byte[] PAYLOAD = {1, 0, 50};

    @Test
    void anythingFromChirpstackIsAnEvent() {
        Fuzz events = Fuzz.of(
                NetworkMessages.chirpstackUp("3ac7e3c4", 10, PAYLOAD, "{\"temperature\":5.5}"),
                NetworkMessages.chirpstackStatus("\"batteryLevel\":75.59,"),
                NetworkMessages.chirpstackJoin());

        events.each(bytes -> {
            for (String kind : new String[] {"up", "status", "join"}) {
                assertSound(ChirpstackEvents.parse(kind, bytes), bytes.length);
            }
        });
    }

    @Test
    void anythingFromTheThingsStackIsAnEvent() {
        Fuzz.of(NetworkMessages.ttnUp(10, PAYLOAD, "\"decoded_payload\":{\"temperature\":5.5},"))
                .each(bytes -> assertSound(TtnMessages.parse(bytes), bytes.length));
    }

    private static void assertSound(NetworkEvent event, int most) {
        assertThat(event).isNotNull();
        if (event instanceof Uplink uplink) {
            assertThat(uplink.devEui()).matches("[0-9a-f]{16}");
            assertThat(uplink.payload().length).isLessThan(most);
        }
    }
}
