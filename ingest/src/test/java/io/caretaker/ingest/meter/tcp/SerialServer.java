package io.caretaker.ingest.meter.tcp;

import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** A serial server with meters behind it: a plain socket that answers each chunk it gets. */
final class SerialServer implements AutoCloseable {
    final List<byte[]> questions = new CopyOnWriteArrayList<>();
    final AtomicInteger connections = new AtomicInteger();
    volatile UnaryOperator<byte[]> meters;
    private final ServerSocket server;
    private volatile Socket current;

    SerialServer(int port, UnaryOperator<byte[]> meters) throws IOException {
        this.meters = meters;
        this.server = new ServerSocket(port);
        Thread thread = new Thread(this::serve, "serial-server");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return server.getLocalPort();
    }

    /** The gateway restarts: the connection breaks. */
    void hangUp() throws IOException {
        current.close();
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                current = socket;
                connections.incrementAndGet();
                InputStream in = socket.getInputStream();
                byte[] chunk = new byte[512];
                int read;
                while ((read = in.read(chunk)) > 0) {
                    byte[] question = Arrays.copyOf(chunk, read);
                    questions.add(question);
                    byte[] answer = meters.apply(question);
                    if (answer != null) {
                        socket.getOutputStream().write(answer);
                    }
                }
            } catch (IOException e) {
                // the test closed it
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        if (current != null) {
            current.close();
        }
    }
}
