package io.caretaker.ingest.twin;

import io.caretaker.ingest.deadletter.Protocol;
import io.caretaker.ingest.intake.DeviceSightings;
import io.caretaker.ingest.intake.StatusReport;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The place of one device. When and how it was seen last changes with every message and is two plain stores; the rest is
 * rare and under the lock.
 */
final class Slot implements DeviceSightings.Sighting {
    private static final VarHandle SEEN = handle("seenMicros", long.class);
    private static final VarHandle PROTOCOL = handle("protocol", Protocol.class);

    private final String device;
    private long seenMicros;
    private Protocol protocol;
    private boolean connected;
    private long connectionMicros;
    private String address;
    private OptionalDouble rssi;
    private OptionalDouble snr;
    private OptionalDouble battery;
    private String firmware;
    private String status;
    private long statusMicros;
    private boolean changed;
    private long savedSeenMicros;

    Slot(DeviceTwin twin) {
        device = twin.device();
        seenMicros = twin.lastSeenMicros();
        savedSeenMicros = seenMicros;
        protocol = twin.protocol().orElse(null);
        connected = twin.connected();
        connectionMicros = twin.connectionMicros();
        address = twin.address();
        rssi = twin.rssi();
        snr = twin.snr();
        battery = twin.battery();
        firmware = twin.firmware();
        status = twin.status();
        statusMicros = twin.statusMicros();
    }

    /** Two threads that bring messages of one device at once may leave the earlier time: it is right to the millisecond. */
    @Override
    public void seen(Protocol by, long timeMicros) {
        SEEN.setOpaque(this, timeMicros);
        PROTOCOL.setOpaque(this, by);
    }

    synchronized void connection(String from, boolean now, long timeMicros) {
        if (!from.isEmpty()) {
            address = from;
        }
        if (connected != now || connectionMicros == 0) {
            connected = now;
            connectionMicros = timeMicros;
        }
        changed = true;
    }

    synchronized void status(StatusReport report, long timeMicros) {
        report.online().ifPresent(online -> connection("", online, timeMicros));
        battery = report.battery().isPresent() ? report.battery() : battery;
        firmware = report.firmware().isEmpty() ? firmware : report.firmware();
        rssi = report.rssi().isPresent() ? report.rssi() : rssi;
        snr = report.snr().isPresent() ? report.snr() : snr;
        status = report.text();
        statusMicros = timeMicros;
        changed = true;
    }

    synchronized void radio(OptionalDouble newRssi, OptionalDouble newSnr, String gateway) {
        rssi = newRssi.isPresent() ? newRssi : rssi;
        snr = newSnr.isPresent() ? newSnr : snr;
        address = gateway.isEmpty() ? address : gateway;
        changed = true;
    }

    synchronized void battery(double percent) {
        battery = OptionalDouble.of(percent);
        changed = true;
    }

    synchronized DeviceTwin twin() {
        return new DeviceTwin(
                device,
                (long) SEEN.getOpaque(this),
                connected,
                connectionMicros,
                Optional.ofNullable((Protocol) PROTOCOL.getOpaque(this)),
                address,
                rssi,
                snr,
                battery,
                firmware,
                status,
                statusMicros);
    }

    /** The twin when it changed since it was taken last. */
    synchronized Optional<DeviceTwin> takeChanged() {
        long seen = (long) SEEN.getOpaque(this);
        if (!changed && seen == savedSeenMicros) {
            return Optional.empty();
        }
        changed = false;
        savedSeenMicros = seen;
        return Optional.of(twin());
    }

    /** It was taken, but could not be kept. */
    synchronized void putBack() {
        changed = true;
    }

    private static VarHandle handle(String field, Class<?> type) {
        try {
            return MethodHandles.lookup().findVarHandle(Slot.class, field, type);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
