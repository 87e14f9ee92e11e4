package io.caretaker.ingest.gb26875.tcp;

import io.caretaker.ingest.gb26875.Frame;
import io.caretaker.ingest.gb26875.FrameCodec;
import io.caretaker.ingest.gb26875.FrameStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Arrays;

/** The other side: a blocking client on a plain socket. */
final class TransmissionDevice implements AutoCloseable {
    private final Socket socket;
    private final FrameStream stream = new FrameStream(new FrameCodec(false));

    TransmissionDevice(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(10_000);
    }

    static TransmissionDevice connect(int port) throws IOException {
        return new TransmissionDevice(new Socket("127.0.0.1", port));
    }

    void send(Frame... frames) throws IOException {
        for (Frame frame : frames) {
            sendBytes(FrameCodec.encode(frame));
        }
    }

    void sendBytes(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    /** The next frame, or null at the end of the connection. */
    Frame receive() throws IOException {
        byte[] chunk = new byte[4_096];
        InputStream in = socket.getInputStream();
        while (true) {
            FrameStream.Event event = stream.next();
            if (event instanceof FrameStream.Event.Received received) {
                return received.frame();
            }
            if (event != null) {
                throw new AssertionError("the endpoint sent what is no frame: " + event);
            }
            int read = in.read(chunk);
            if (read < 0) {
                return null;
            }
            stream.append(Arrays.copyOf(chunk, read));
        }
    }

    /** True when nothing comes for 200 ms. */
    boolean hearsNothing() throws IOException {
        socket.setSoTimeout(200);
        try {
            return receive() == null;
        } catch (SocketTimeoutException e) {
            return true;
        } finally {
            socket.setSoTimeout(10_000);
        }
    }

    void hangUp() throws IOException {
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
