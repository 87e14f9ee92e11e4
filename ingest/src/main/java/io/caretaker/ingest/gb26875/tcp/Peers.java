package io.caretaker.ingest.gb26875.tcp;

import io.caretaker.ingest.gb26875.AddressBook;
import io.caretaker.ingest.gb26875.Command;
import io.caretaker.ingest.gb26875.Frame;
import io.caretaker.ingest.gb26875.Requests;
import io.caretaker.ingest.gb26875.WireAddress;
import io.caretaker.ingest.gb26875.WireTime;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/** The devices that speak through one connection: most often one. Belongs to the event loop. */
final class Peers {
    /** A gateway of that many transmission devices does not exist; more sources are served but not remembered. */
    private static final int MOST = 64;

    private final EndpointParts parts;
    private final Object connection;
    private final Consumer<Frame> send;
    private final Set<WireAddress> heard = new HashSet<>();
    private final Set<String> devices = new HashSet<>();
    private int serial;

    Peers(EndpointParts parts, Object connection, Consumer<Frame> send) {
        this.parts = parts;
        this.connection = connection;
        this.send = send;
    }

    /** A frame of a known source came: it is online, and gets the time if it is to. */
    void heard(Frame frame, AddressBook book) {
        if (heard.size() >= MOST || !heard.add(frame.source())) {
            return;
        }
        book.deviceAt(frame.source()).ifPresent(device -> {
            devices.add(device);
            parts.online().seen(device, connection);
        });
        if (parts.settings().setClock() && !frame.is(Command.CONTROL)) {
            Requests requests = new Requests(frame.destination(), frame.source(), frame.version());
            send.accept(requests.setTime(serial++ & 0xffff, now(frame.source())));
        }
    }

    void gone() {
        devices.forEach(device -> parts.online().gone(device, connection));
    }

    /** The time where the source stands; UTC for one that nobody knows. */
    WireTime now(WireAddress source) {
        ZoneId zone = parts.book().get().zone(source).orElse(ZoneOffset.UTC);
        return WireTime.of(LocalDateTime.ofInstant(parts.clock().instant(), zone));
    }
}
