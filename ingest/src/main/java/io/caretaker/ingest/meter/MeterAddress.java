package io.caretaker.ingest.meter;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A meter as the registry names it: {@code cjt188:78330011223344}, and where it is to be asked
 * {@code cjt188:78330011223344@10.0.0.7:4001/20}.
 *
 * @param scheme the protocol
 * @param digits address of the meter as printed, most significant digit first, lower case
 * @param gateway the serial server it hangs on, empty for a meter that is only listened to
 * @param kind kind of meter as the protocol codes it, two hexadecimal digits, empty for the usual one
 */
public record MeterAddress(String scheme, String digits, Optional<Gateway> gateway, String kind) {
    private static final Pattern FORM = Pattern.compile(
            "([a-z][a-z0-9]+):([0-9a-f]+)(?:@(\\[[0-9a-f:]+]|[^@/:\\s]+):(\\d{1,5})(?:/([0-9a-f]{2}))?)?");

    /** A serial server: what is written to it goes to the line, what the line says comes back. */
    public record Gateway(String host, int port) implements Comparable<Gateway> {
        @Override
        public int compareTo(Gateway other) {
            int byHost = host.compareTo(other.host);
            return byHost != 0 ? byHost : Integer.compare(port, other.port);
        }

        @Override
        public String toString() {
            return host + ':' + port;
        }
    }

    /** The address, or empty for what does not have the form. */
    public static Optional<MeterAddress> parse(String address) {
        Matcher parts = FORM.matcher(address.toLowerCase(Locale.ROOT));
        if (!parts.matches()) {
            return Optional.empty();
        }
        Optional<Gateway> gateway = Optional.empty();
        if (parts.group(3) != null) {
            int port = Integer.parseInt(parts.group(4));
            if (port < 1 || port > 65_535) {
                return Optional.empty();
            }
            gateway = Optional.of(new Gateway(parts.group(3).replaceAll("[\\[\\]]", ""), port));
        }
        return Optional.of(new MeterAddress(
                parts.group(1), parts.group(2), gateway, parts.group(5) == null ? "" : parts.group(5)));
    }

    /** Scheme and digits: what the meter itself says. */
    public String name() {
        return scheme + ':' + digits;
    }
}
