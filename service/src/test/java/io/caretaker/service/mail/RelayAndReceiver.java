package io.caretaker.service.mail;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import io.caretaker.service.road.FreshStores;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A real SMTP relay and a receiver of webhooks beside the service, which mails for real. */
public class RelayAndReceiver extends FreshStores {
    static final String SIGNING_KEY = "a-signing-key-for-the-tests-of-messages-0123456789";

    private static final List<Call> CALLS = new CopyOnWriteArrayList<>();
    private static GreenMail relay;
    private static HttpServer receiver;

    /** A webhook as it came. */
    record Call(Map<String, List<String>> headers, byte[] body) {
        String header(String name) {
            return Optional.ofNullable(headers.get(name))
                    .map(values -> values.get(0))
                    .orElse("");
        }
    }

    @Override
    public Map<String, String> start() {
        try {
            ServerSetup smtp = new ServerSetup(freePort(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
            smtp.setServerStartupTimeout(10_000);
            relay = new GreenMail(smtp);
            relay.start();
            receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            receiver.createContext("/hook", exchange -> {
                CALLS.add(new Call(
                        Map.copyOf(exchange.getRequestHeaders()),
                        exchange.getRequestBody().readAllBytes()));
                exchange.sendResponseHeaders(204, -1);
                exchange.close();
            });
            receiver.start();
            Map<String, String> settings = new HashMap<>(super.start());
            settings.put("quarkus.mailer.mock", "false");
            settings.put("quarkus.mailer.host", "127.0.0.1");
            settings.put("quarkus.mailer.port", Integer.toString(smtp.getPort()));
            settings.put("quarkus.mailer.start-tls", "DISABLED");
            settings.put("caretaker.alerting.signing-key", SIGNING_KEY);
            settings.put("caretaker.alerting.mail-from", "caretaker@willow.example");
            settings.put("caretaker.public-url", "https://caretaker.willow.example");
            return settings;
        } catch (IOException e) {
            throw new UncheckedIOException("starting a relay and a receiver", e);
        }
    }

    static GreenMail relay() {
        return relay;
    }

    static List<Call> calls() {
        return CALLS;
    }

    static String hook() {
        return "http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook";
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void stop() {
        relay.stop();
        receiver.stop(0);
        super.stop();
    }
}
