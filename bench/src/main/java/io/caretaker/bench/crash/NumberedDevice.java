package io.caretaker.bench.crash;

import io.caretaker.bench.mqtt.ConnectFrame;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;

/**
 * One connection of a device for one life of the service: publishes numbers by MQTT 3.1.1, QoS 1, as fast as a window in
 * flight lets it, until the connection breaks. A number counts as acknowledged when its PUBACK was read, and not before.
 */
final class NumberedDevice implements AutoCloseable {
    private static final int PUBACK = 0x40;
    private static final int PACKET_IDS = 0xFFFF;

    private final byte[] topic;
    private final Numbers numbers;
    private final Socket socket;
    private final Semaphore window;
    private final int[] numberOf = new int[PACKET_IDS + 1];
    private final Thread reader;
    private final Thread writer;
    private volatile boolean stopping;

    /**
     * Connects; begins to send at once.
     *
     * @param inFlight messages without an answer at most
     * @param pauseNanos between two messages, 0 for none
     * @throws IOException when the service is not there, or refuses
     */
    NumberedDevice(String estate, String device, String token, int port, Numbers numbers, int inFlight, long pauseNanos)
            throws IOException {
        this.topic = ("caretaker/v1/" + estate + '/' + device + "/telemetry").getBytes(StandardCharsets.UTF_8);
        this.numbers = numbers;
        this.window = new Semaphore(inFlight);
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.getOutputStream().write(ConnectFrame.of(device, token));
        DataInputStream in = new DataInputStream(socket.getInputStream());
        int connack = in.readInt();
        if (connack != 0x20020000) {
            throw new IOException("CONNACK was 0x" + Integer.toHexString(connack));
        }
        reader = new Thread(() -> read(in), device + "-acknowledgements");
        writer = new Thread(() -> write(pauseNanos), device + "-sender");
        reader.start();
        writer.start();
    }

    private void read(DataInputStream in) {
        try {
            while (true) {
                int answer = in.readInt();
                if (answer >>> 24 != PUBACK) {
                    throw new IllegalStateException("expected PUBACK, got 0x" + Integer.toHexString(answer));
                }
                numbers.acknowledge(numberOf[answer & PACKET_IDS]);
                window.release();
            }
        } catch (IOException e) {
            // The service is gone, as intended.
            stopping = true;
            window.release(PACKET_IDS);
        }
    }

    private void write(long pauseNanos) {
        int packetId = 0;
        try (OutputStream out = new BufferedOutputStream(socket.getOutputStream(), 1 << 14)) {
            while (!stopping) {
                if (!window.tryAcquire()) {
                    out.flush();
                    window.acquire();
                }
                if (stopping) {
                    return;
                }
                packetId = packetId == PACKET_IDS ? 1 : packetId + 1;
                int number = numbers.take();
                numberOf[packetId] = number;
                out.write(frame(packetId, number));
                if (pauseNanos > 0) {
                    out.flush();
                    LockSupport.parkNanos(pauseNanos);
                }
            }
        } catch (IOException e) {
            stopping = true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private byte[] frame(int packetId, int number) {
        byte[] payload = CrashEstate.payload(number).getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream(topic.length + payload.length + 8);
        out.write(0x32);
        int rest = 2 + topic.length + 2 + payload.length;
        while (rest > 0x7F) {
            out.write(rest & 0x7F | 0x80);
            rest >>>= 7;
        }
        out.write(rest);
        out.write(topic.length >> 8);
        out.write(topic.length);
        out.writeBytes(topic);
        out.write(packetId >> 8);
        out.write(packetId);
        out.writeBytes(payload);
        return out.toByteArray();
    }

    /** Waits for both threads; every answer that has arrived is then counted. */
    @Override
    public void close() {
        stopping = true;
        window.release(PACKET_IDS);
        try {
            writer.join();
            // What the kernel has received before the kill is still read; then the stream ends.
            reader.join(10_000);
            socket.close();
            reader.join();
        } catch (IOException e) {
            throw new UncheckedIOException("closing a connection", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        numbers.disconnected();
    }
}
