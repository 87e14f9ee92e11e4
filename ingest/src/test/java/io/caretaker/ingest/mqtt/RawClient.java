package io.caretaker.ingest.mqtt;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** MQTT by hand over a socket, for what a well-behaved client never does. */
final class RawClient implements AutoCloseable {
    private final Socket socket;
    private final DataInputStream in;

    RawClient(int port) throws IOException {
        this(new Socket("127.0.0.1", port));
    }

    RawClient(Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(10_000);
        in = new DataInputStream(socket.getInputStream());
    }

    /** Connects and expects to be accepted. */
    static RawClient connected(int port, int version, String device, String token) throws IOException {
        RawClient client = new RawClient(port);
        client.send(connect(version, device, device, token));
        byte[] answer = client.receive();
        if (answer[0] != 0x20 || code(answer) != 0) {
            throw new IllegalStateException("not accepted: " + Arrays.toString(answer));
        }
        return client;
    }

    void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    /** The next packet, header included; empty when the server has closed the connection. */
    byte[] receive() throws IOException {
        try {
            int first = in.read();
            if (first < 0) {
                return new byte[0];
            }
            int length = in.readUnsignedByte();
            byte[] packet = new byte[2 + length];
            packet[0] = (byte) first;
            packet[1] = (byte) length;
            in.readFully(packet, 2, length);
            return packet;
        } catch (SocketException e) {
            return new byte[0]; // reset: closed as well
        }
    }

    boolean hasAnswer() throws IOException {
        return in.available() > 0;
    }

    /** Reason code of CONNACK (after the flags) or PUBACK (after the packet id); 0 when the packet is short. */
    static int code(byte[] packet) {
        int at = packet[0] == 0x20 ? 3 : 4;
        return packet.length > at ? packet[at] & 0xff : 0;
    }

    static int packetId(byte[] puback) {
        return (puback[2] & 0xff) << 8 | puback[3] & 0xff;
    }

    static byte[] connect(int version, String clientId, String username, String password) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        text(body, "MQTT");
        body.write(version);
        body.write(username == null ? 0x02 : 0xc2);
        body.write(0);
        body.write(60);
        if (version == 5) {
            body.write(0);
        }
        text(body, clientId);
        if (username != null) {
            text(body, username);
            text(body, password);
        }
        return packet(0x10, body);
    }

    static byte[] publish(int version, int qos, int packetId, String topic, byte[] payload) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        text(body, topic);
        if (qos > 0) {
            body.write(packetId >> 8);
            body.write(packetId);
        }
        if (version == 5) {
            body.write(0);
        }
        body.writeBytes(payload);
        return packet(0x30 | qos << 1, body);
    }

    private static byte[] packet(int header, ByteArrayOutputStream body) {
        ByteArrayOutputStream packet = new ByteArrayOutputStream();
        packet.write(header);
        int length = body.size();
        do {
            packet.write(length > 127 ? length & 0x7f | 0x80 : length);
            length >>= 7;
        } while (length > 0);
        packet.writeBytes(body.toByteArray());
        return packet.toByteArray();
    }

    private static void text(ByteArrayOutputStream out, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.write(bytes.length >> 8);
        out.write(bytes.length);
        out.writeBytes(bytes);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException("closing the socket of a test", e);
        }
    }
}
