package io.caretaker.dashboards.console.registry;

import io.caretaker.dashboards.console.shell.Links;
import io.caretaker.dashboards.console.text.Numbers;
import io.caretaker.dashboards.console.text.Say;
import io.caretaker.ingest.twin.DeviceQuery.Found;
import io.caretaker.ingest.twin.DeviceTwin;
import io.caretaker.model.Times;
import io.caretaker.model.estate.Device;
import io.caretaker.model.estate.Topology;

/**
 * A device in one line.
 *
 * @param condition {@code OK}, {@code SILENT}; the class of its chip
 * @param low whether the battery should be changed
 * @param signal empty when unknown
 */
record DeviceLine(
        String id,
        String href,
        String asset,
        String assetHref,
        String estate,
        String profile,
        String heard,
        String heardTime,
        String condition,
        String state,
        String battery,
        boolean low,
        String signal) {
    /** A device that missed three of its messages is silent. */
    private static final int MISSED = 3;

    private static final double LOW = 20;

    static DeviceLine of(Found found, Topology topology, Say say) {
        Device device = found.device();
        DeviceTwin twin = found.twin();
        return new DeviceLine(
                device.id(),
                Links.device(device.id()),
                topology.asset(device.asset()).map(a -> say.text(a.name())).orElse(device.asset()),
                Links.asset(device.asset()),
                topology.estate(device.estate()).map(e -> say.text(e.name())).orElse(device.estate()),
                topology.profile(device.profile()).map(p -> say.text(p.name())).orElse(device.profile()),
                twin.everSeen() ? say.ago(twin.lastSeenMicros()) : "",
                twin.everSeen() ? say.dateTime(twin.lastSeenMicros()) : "",
                silent(device, twin, say) ? "SILENT" : "OK",
                say.words().of("device", state(device, twin, say)),
                twin.battery().isPresent() ? Numbers.plain(twin.battery().getAsDouble()) + " %" : "",
                twin.battery().orElse(100) < LOW,
                twin.rssi().isPresent() ? Numbers.plain(twin.rssi().getAsDouble()) + " dBm" : "");
    }

    private static String state(Device device, DeviceTwin twin, Say say) {
        if (!twin.everSeen()) {
            return "unheard";
        }
        if (silent(device, twin, say)) {
            return "silent";
        }
        return twin.connected() ? "online" : "heard";
    }

    private static boolean silent(Device device, DeviceTwin twin, Say say) {
        long age = Times.micros(say.now()) - twin.lastSeenMicros();
        return !twin.everSeen() || age > MISSED * device.interval().toNanos() / 1_000;
    }
}
