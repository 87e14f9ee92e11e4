package io.caretaker.ingest.coap;

import static org.assertj.core.api.Assertions.assertThat;

import io.caretaker.model.journal.JournalEntry.ReadingsReceived;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a device is answered, byte by byte, and what nobody may break with any bytes. */
class DatagramsTest {
    private static final int CON_POST = 0x40;
    private static final int NON_POST = 0x50;
    private static final int ACK = 0x60;

    private final Door door = new Door();

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void aRepeatedMessageGetsTheSameAnswerAndIsStoredOnce() throws IOException {
        try (DatagramSocket socket = socket()) {
            byte[] request = post(CON_POST, 0x1234, "p-1", door.tokens.get("p-1"), Door.GOOD);

            byte[] first = exchange(socket, request);
            byte[] second = exchange(socket, request);

            assertThat(first).startsWith(ACK | 0x01, 0x44, 0x12, 0x34, 0x7f);
            assertThat(second).isEqualTo(first);
            assertThat(door.journal.entries(ReadingsReceived.class)).hasSize(1);
        }
    }

    @Test
    void aSlowDiskBringsAnEmptyAcknowledgementAndThenTheAnswer() throws IOException {
        door.journal.durableAtOnce(false);
        try (DatagramSocket socket = socket()) {
            byte[] empty = exchange(socket, post(CON_POST, 0x1234, "p-1", door.tokens.get("p-1"), Door.GOOD));
            assertThat(empty).containsExactly(ACK, 0x00, 0x12, 0x34);

            door.journal.sync();

            byte[] answer = receive(socket);
            assertThat(answer[0] & 0xff).as("confirmable, token of one byte").isEqualTo(0x41);
            assertThat(answer[1]).as("2.04").isEqualTo((byte) 0x44);
            assertThat(answer[4]).isEqualTo((byte) 0x7f);
        }
    }

    @Test
    void theFirstBlockOfAStrangerIsRefusedAtOnceAndThatOfADeviceIsContinued() throws IOException {
        try (DatagramSocket socket = socket()) {
            byte[] stranger = exchange(socket, firstBlock(0x0101, "p-1", "wrong"));
            byte[] device = exchange(socket, firstBlock(0x0102, "p-1", door.tokens.get("p-1")));

            assertThat(stranger[1]).as("4.01").isEqualTo((byte) 0x81);
            assertThat(device[1]).as("2.31").isEqualTo((byte) 0x5f);
        }
    }

    @Test
    void aMessageThatNeedsNoConfirmationIsAnsweredAlike() throws IOException {
        try (DatagramSocket socket = socket()) {
            byte[] answer = exchange(socket, post(NON_POST, 0x0001, "p-1", door.tokens.get("p-1"), Door.GOOD));

            assertThat(answer[0] & 0xff).isEqualTo(0x51);
            assertThat(answer[1]).isEqualTo((byte) 0x44);
        }
    }

    @Test
    void anyDatagramLeavesBothPortsAlive() throws IOException {
        int tries = Integer.getInteger("fuzz.tries", 4_000);
        Random random = new Random(20_261_125);
        byte[] good = post(CON_POST, 1, "p-1", "wrong", Door.GOOD);
        try (DatagramSocket socket = socket()) {
            for (int i = 0; i < tries; i++) {
                send(socket, i % 2 == 0 ? noise(random) : spoilt(good, random), door.coap.plainPort());
                send(socket, i % 2 == 0 ? noise(random) : record(random), door.coap.dtlsPort());
                if (i % 100 == 99) {
                    ping(i); // also lets the socket's buffer run empty, so that little is lost before it is read
                }
            }
        }
        assertThat(door.journal.entries()).isEmpty();
        try (Sensor sensor = Sensor.secure("p-1", door.keys.issue("p-1"))) {
            assertThat(sensor.post(
                                    "coaps://127.0.0.1:" + door.coap.dtlsPort() + "/telemetry",
                                    Door.GOOD.getBytes(StandardCharsets.UTF_8),
                                    50)
                            .isSuccess())
                    .isTrue();
        } catch (Exception e) {
            throw new AssertionError("DTLS after the flood", e);
        }
    }

    /** CoAP ping (RFC 7252 § 4.3): an empty confirmable message is answered with a reset. */
    private void ping(int id) throws IOException {
        try (DatagramSocket socket = socket()) {
            byte[] ping = {CON_POST, 0, (byte) (id >> 8), (byte) id};
            assertThat(exchange(socket, ping)).containsExactly(0x70, 0, (byte) (id >> 8), (byte) id);
        }
    }

    private static byte[] noise(Random random) {
        byte[] bytes = new byte[random.nextInt(300)];
        random.nextBytes(bytes);
        if (bytes.length > 0 && random.nextBoolean()) {
            bytes[0] = (byte) (0x40 | bytes[0] & 0x3f); // version 1, so that it is read further
        }
        return bytes;
    }

    private static byte[] spoilt(byte[] good, Random random) {
        byte[] bytes = Arrays.copyOf(good, 1 + random.nextInt(good.length));
        for (int i = random.nextInt(4); i >= 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    /** What begins as a DTLS 1.2 handshake record of the right length. */
    private static byte[] record(Random random) {
        byte[] bytes = new byte[13 + random.nextInt(200)];
        random.nextBytes(bytes);
        byte[] head = {(byte) (20 + random.nextInt(6)), (byte) 0xfe, (byte) 0xfd, 0, 0, 0, 0, 0, 0, 0, 0};
        System.arraycopy(head, 0, bytes, 0, head.length);
        bytes[11] = (byte) (bytes.length - 13 >> 8);
        bytes[12] = (byte) (bytes.length - 13);
        return bytes;
    }

    /** A request with the token 7f, its options in order: Uri-Path (11), Content-Format (12), Uri-Query (15) twice. */
    private static byte[] firstBlock(int id, String device, String token) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        head(out, CON_POST, id, device, token);
        out.write(new byte[] {(byte) 0xc1, 0x0e}); // Block1 (27): number 0, more to come, 1,024 bytes
        out.write(0xff);
        out.write(" ".repeat(1_024).getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
    }

    private static byte[] post(int type, int id, String device, String token, String payload) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        head(out, type, id, device, token);
        out.write(0xff);
        out.write(payload.getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
    }

    private static void head(ByteArrayOutputStream out, int type, int id, String device, String token)
            throws IOException {
        out.write(new byte[] {(byte) (type | 1), 2, (byte) (id >> 8), (byte) id, 0x7f});
        option(out, 11, "telemetry");
        out.write(new byte[] {0x11, 50});
        option(out, 3, "device=" + device);
        option(out, 0, "token=" + token);
    }

    private static void option(ByteArrayOutputStream out, int delta, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length < 13) {
            out.write(delta << 4 | bytes.length);
        } else {
            out.write(delta << 4 | 13);
            out.write(bytes.length - 13);
        }
        out.write(bytes);
    }

    private static DatagramSocket socket() throws IOException {
        DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        socket.setSoTimeout(10_000);
        return socket;
    }

    private byte[] exchange(DatagramSocket socket, byte[] request) throws IOException {
        send(socket, request, door.coap.plainPort());
        return receive(socket);
    }

    private static void send(DatagramSocket socket, byte[] bytes, int port) throws IOException {
        socket.send(new DatagramPacket(bytes, bytes.length, InetAddress.getLoopbackAddress(), port));
    }

    private static byte[] receive(DatagramSocket socket) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[2_048], 2_048);
        socket.receive(packet);
        return Arrays.copyOf(packet.getData(), packet.getLength());
    }
}
