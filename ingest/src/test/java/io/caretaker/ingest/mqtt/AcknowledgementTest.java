package io.caretaker.ingest.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import io.caretaker.ingest.codec.RejectReason;
import io.caretaker.model.journal.JournalEntry.ReadingsReceived;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AcknowledgementTest {
    private static final byte[] GOOD = Endpoint.GOOD.getBytes(StandardCharsets.UTF_8);

    private final Endpoint endpoint = new Endpoint(10);

    @AfterEach
    void close() {
        endpoint.close();
    }

    @Test
    void noPubackLeavesBeforeTheReadingsAreDurable() throws IOException {
        endpoint.journal.durableAtOnce(false);
        try (RawClient client = RawClient.connected(endpoint.port(), 4, "p-1", endpoint.token("p-1"))) {
            client.send(RawClient.publish(4, 1, 7, Endpoint.TELEMETRY, GOOD));
            Endpoint.await("status and readings wait for the disk", () -> endpoint.journal.waiting() == 2);
            ping(client);
            assertThat(client.receive()).containsExactly(0xd0, 0x00);
            assertThat(client.hasAnswer()).isFalse();

            endpoint.journal.sync();

            assertThat(client.receive()).containsExactly(0x40, 0x02, 0x00, 0x07);
            assertThat(endpoint.journal.entries(ReadingsReceived.class)).hasSize(1);
        }
    }

    @Test
    void pubacksLeaveInTheOrderOfThePublishes() throws IOException {
        endpoint.journal.durableAtOnce(false);
        try (RawClient client = RawClient.connected(endpoint.port(), 5, "p-1", endpoint.token("p-1"))) {
            client.send(RawClient.publish(5, 1, 1, Endpoint.TELEMETRY, GOOD));
            client.send(RawClient.publish(5, 1, 2, Endpoint.TELEMETRY, "{broken".getBytes(StandardCharsets.UTF_8)));
            client.send(RawClient.publish(5, 1, 3, Endpoint.TELEMETRY, GOOD));
            Endpoint.await("both wait for the disk", () -> endpoint.journal.waiting() == 3);
            endpoint.journal.sync();

            byte[] first = client.receive();
            byte[] second = client.receive();
            byte[] third = client.receive();

            assertThat(RawClient.packetId(first)).isEqualTo(1);
            assertThat(RawClient.packetId(second)).isEqualTo(2);
            assertThat(RawClient.code(second)).isEqualTo(0x99);
            assertThat(new String(second, StandardCharsets.UTF_8)).contains("payload: got \"byte 1\"");
            assertThat(RawClient.packetId(third)).isEqualTo(3);
        }
    }

    @Test
    void publishSplitAtEveryByteIsAcknowledged() throws IOException {
        byte[] packet = RawClient.publish(4, 1, 9, Endpoint.TELEMETRY, GOOD);
        try (RawClient client = RawClient.connected(endpoint.port(), 4, "p-1", endpoint.token("p-1"))) {
            for (int cut = 1; cut < packet.length; cut++) {
                client.send(java.util.Arrays.copyOfRange(packet, 0, cut));
                // The server answers a ping only when it has read what came before; half a packet must wait instead.
                awaitRead(cut);
                client.send(java.util.Arrays.copyOfRange(packet, cut, packet.length));
                assertThat(client.receive()).as("cut at byte %d", cut).containsExactly(0x40, 0x02, 0x00, 0x09);
            }
        }
        assertThat(endpoint.journal.entries(ReadingsReceived.class)).hasSize(packet.length - 1);
    }

    /** Lets the first half arrive alone: another client's full round trip on each event loop takes longer. */
    private void awaitRead(int cut) throws IOException {
        for (int i = 0; i < 2; i++) {
            RawClient.connected(endpoint.port(), 4, "p-2", endpoint.token("p-2"))
                    .close();
        }
    }

    @Test
    void malformedPayloadIsAcknowledgedToMqtt3AfterItsDeadLetter() throws IOException {
        try (RawClient client = RawClient.connected(endpoint.port(), 4, "p-1", endpoint.token("p-1"))) {
            client.send(RawClient.publish(4, 1, 1, Endpoint.TELEMETRY, "{broken".getBytes(StandardCharsets.UTF_8)));

            assertThat(client.receive()).containsExactly(0x40, 0x02, 0x00, 0x01);
            assertThat(endpoint.letters.reasons()).containsExactly(RejectReason.MALFORMED);
        }
    }

    @Test
    void fullJournalIsToldToMqtt5AndEndsAnMqtt3Connection() throws IOException {
        try (RawClient five = RawClient.connected(endpoint.port(), 5, "p-1", endpoint.token("p-1"));
                RawClient three = RawClient.connected(endpoint.port(), 4, "p-2", endpoint.token("p-2"))) {
            endpoint.journal.full(true);
            five.send(RawClient.publish(5, 1, 1, Endpoint.TELEMETRY, GOOD));
            three.send(RawClient.publish(4, 1, 1, "caretaker/v1/e-1/p-2/telemetry", GOOD));

            assertThat(RawClient.code(five.receive())).isEqualTo(0x97);
            assertThat(three.receive()).as("closed without a PUBACK").isEmpty();
            assertThat(endpoint.journal.entries(ReadingsReceived.class)).isEmpty();
        }
    }

    @Test
    void aFloodOfMqtt3IsHeldBackAndThenAnsweredCompletely() throws IOException {
        endpoint.journal.durableAtOnce(false);
        int messages = 5_000;
        try (RawClient client = RawClient.connected(endpoint.port(), 4, "p-1", endpoint.token("p-1"))) {
            Thread sender = new Thread(() -> {
                try {
                    for (int id = 1; id <= messages; id++) {
                        client.send(RawClient.publish(4, 1, id, Endpoint.TELEMETRY, GOOD));
                    }
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException("sending the flood", e);
                }
            });
            sender.start();
            Endpoint.await("reading paused", () -> endpoint.events("reading_paused") >= 1);
            // What one read of the socket held is still decoded; far from all of it.
            assertThat(endpoint.journal.waiting()).isLessThan(messages);
            endpoint.journal.durableAtOnce(true);
            endpoint.journal.sync();
            for (int id = 1; id <= messages; id++) {
                assertThat(RawClient.packetId(client.receive())).isEqualTo(id);
            }
        }
        assertThat(endpoint.journal.entries(ReadingsReceived.class)).hasSize(messages);
    }

    @Test
    void anMqtt5ClientAboveTheReceiveMaximumIsDisconnected() throws IOException {
        endpoint.journal.durableAtOnce(false);
        try (RawClient client = RawClient.connected(endpoint.port(), 5, "p-1", endpoint.token("p-1"))) {
            for (int id = 1; id <= 11; id++) {
                client.send(RawClient.publish(5, 1, id, Endpoint.TELEMETRY, GOOD));
            }

            assertThat(client.receive()).startsWith(0xe0, 0x02, 0x93);
        }
    }

    private static void ping(RawClient client) throws IOException {
        client.send(new byte[] {(byte) 0xc0, 0});
    }
}
