package io.caretaker.ingest.lorawan.downlink;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.caretaker.ingest.lorawan.ReturnPath;
import io.caretaker.ingest.lorawan.ttn.TtnWebhook;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** The downlink side of The Things Stack's webhooks, with an answer to choose. */
final class TtnServer implements AutoCloseable {
    static final String PATH = "/api/v3/as/applications/water/webhooks/caretaker/devices/pump-room/down/";

    final BlockingQueue<Push> pushes = new LinkedBlockingQueue<>();
    volatile int status = 200;
    private final HttpServer server;

    record Push(String path, String authorization, String body) {}

    TtnServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.createContext(PATH, this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        pushes.add(new Push(
                exchange.getRequestURI().getPath(),
                exchange.getRequestHeaders().getFirst("Authorization"),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    /** As the headers of its webhook name it. */
    ReturnPath path() {
        String host = "127.0.0.1:" + server.getAddress().getPort();
        String address = "http://" + host + PATH;
        return new TtnWebhook(List.of(host)).path(address + "push", address + "replace", "NNSXS.KEY");
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
