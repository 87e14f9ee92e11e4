package io.caretaker.ingest.modbus;

import io.caretaker.model.InvalidValue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a unit answers: {@code modbus:<host>:<port>/<unit>}, an IPv6 address in brackets.
 *
 * @param port 1 to 65,535; Modbus TCP has 502
 * @param unit 0 to 255; behind a serial gateway the number of the device on the line
 */
public record UnitAddress(String host, int port, int unit) {
    public static final String SCHEME = "modbus:";
    private static final Pattern FORM =
            Pattern.compile("modbus:(\\[[0-9A-Fa-f:.%]+]|[A-Za-z0-9][A-Za-z0-9._-]*):([0-9]{1,5})/([0-9]{1,3})");

    /** @throws InvalidValue when it has another form */
    public static UnitAddress parse(String address) {
        Matcher form = FORM.matcher(address);
        if (form.matches()) {
            int port = Integer.parseInt(form.group(2));
            int unit = Integer.parseInt(form.group(3));
            if (port >= 1 && port <= 65_535 && unit <= 255) {
                String host = form.group(1);
                boolean bracketed = host.startsWith("[");
                return new UnitAddress(bracketed ? host.substring(1, host.length() - 1) : host, port, unit);
            }
        }
        throw new InvalidValue(
                "addresses",
                address,
                "modbus:host:port/unit with a port of 1 to 65535 and a unit of 0 to 255, as modbus:10.0.3.7:502/1");
    }

    /** The connection that it shares with the other units behind it. */
    public String gateway() {
        return host + ':' + port;
    }
}
