package io.caretaker.dashboards.console.registry;

import io.caretaker.dashboards.console.registry.DeviceList.Option;
import io.caretaker.dashboards.console.shell.Links;
import io.caretaker.dashboards.console.text.Numbers;
import io.caretaker.dashboards.console.text.Say;
import io.caretaker.ingest.deadletter.DeadLetter;
import io.caretaker.ingest.deadletter.DeadLetters;
import io.caretaker.ingest.deadletter.Protocol;
import io.caretaker.ingest.registry.Credentials;
import io.caretaker.ingest.registry.audit.RegistryLog;
import io.caretaker.ingest.twin.DeviceQuery.Found;
import io.caretaker.ingest.twin.DeviceTwin;
import io.caretaker.model.estate.Device;
import io.caretaker.model.estate.Topology;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * One device.
 *
 * @param oldUntil until when a replaced token works, empty for none
 * @param newToken shown this once, empty unless one was just given; {@code newCode} likewise
 */
record DeviceView(
        DeviceLine line,
        Twin twin,
        boolean hasToken,
        String oldUntil,
        String newToken,
        String newCode,
        String interval,
        List<String> addresses,
        List<Letter> letters,
        List<Deed> history,
        List<Option> graces,
        CommandPanel commands,
        boolean mayManageTokens) {
    private static final List<Integer> GRACE_HOURS = List.of(0, 1, 24, 168);

    /** Secrets that are shown this once; empty unless one was just made. */
    record Shown(String token, String code) {
        static final Shown NOTHING = new Shown("", "");
    }

    /** What is known, in words; empty where it is not. */
    record Twin(
            String connection,
            String connectionSince,
            String protocol,
            String address,
            String signal,
            String firmware,
            String status,
            String statusTime,
            double battery) {
        public boolean knowsBattery() {
            return !Double.isNaN(battery);
        }
    }

    record Letter(
            String time, String protocol, String topic, String field, String value, String expected, String excerpt) {}

    record Deed(String time, String actor, String action, String detail) {}

    static DeviceView of(
            Found found,
            Topology topology,
            Credentials credentials,
            List<DeadLetters.Entry> letters,
            List<RegistryLog.Entry> deeds,
            UnaryOperator<String> names,
            Say say,
            Shown shown,
            CommandPanel commands,
            boolean mayManageTokens) {
        Device device = found.device();
        return new DeviceView(
                DeviceLine.of(found, topology, say),
                twin(found.twin(), say),
                credentials.has(device.id()),
                credentials.graceUntil(device.id()).map(say::dateTime).orElse(""),
                shown.token(),
                shown.code(),
                say.span(device.interval()),
                device.addresses(),
                letters.stream().map(e -> letter(e.letter(), say)).toList(),
                deeds.stream().map(d -> deed(d, names, say)).toList(),
                GRACE_HOURS.stream()
                        .map(h -> new Option("PT" + h + "H", h == 0 ? "" : say.span(Duration.ofHours(h)), h == 0))
                        .toList(),
                commands,
                mayManageTokens);
    }

    public String href() {
        return line.href();
    }

    public String estateHref(String estate) {
        return Links.estate(estate);
    }

    private static Twin twin(DeviceTwin twin, Say say) {
        String rssi = twin.rssi().isPresent() ? Numbers.plain(twin.rssi().getAsDouble()) + " dBm" : "";
        String snr = twin.snr().isPresent() ? "SNR " + Numbers.plain(twin.snr().getAsDouble()) + " dB" : "";
        return new Twin(
                twin.connectionMicros() == 0 ? "" : say.words().of("connection", twin.connected() ? "up" : "down"),
                twin.connectionMicros() == 0 ? "" : say.dateTime(twin.connectionMicros()),
                twin.protocol().map(p -> say.words().of("protocol", p.name())).orElse(""),
                twin.address(),
                rssi.isEmpty() || snr.isEmpty() ? rssi + snr : rssi + " · " + snr,
                twin.firmware(),
                twin.status(),
                twin.statusMicros() == 0 ? "" : say.ago(twin.statusMicros()),
                twin.battery().orElse(Double.NaN));
    }

    private static Letter letter(DeadLetter letter, Say say) {
        Protocol protocol = letter.protocol();
        return new Letter(
                say.ago(letter.timeMicros()),
                say.words().of("protocol", protocol.name()),
                letter.topic(),
                letter.field(),
                letter.value(),
                letter.expected(),
                letter.excerpt());
    }

    private static Deed deed(RegistryLog.Entry entry, UnaryOperator<String> names, Say say) {
        return new Deed(
                say.dateTime(entry.timeMicros()),
                names.apply(entry.actor()),
                say.words().of("log", entry.action()),
                detail(entry, say));
    }

    private static String detail(RegistryLog.Entry entry, Say say) {
        return entry.action().equals("token.rotated") && entry.detail().startsWith("PT")
                ? say.words().filled("log.grace", Map.of("0", say.span(Duration.parse(entry.detail()))))
                : entry.detail();
    }
}
