package io.caretaker.sim.device;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * Builds {@code {"device":…,"readings":[{"metric":…,"value":…,"unit":…,"time":…}]}} without intermediate objects: history
 * runs write millions. Names come from checked ids and profiles, so nothing needs escaping. Reusable, not thread-safe.
 */
public final class TelemetryJson {
    private static final double[] POWERS = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000};

    private final StringBuilder out = new StringBuilder(512);
    private String time = "";
    private int count;

    /** Forgets what was built and begins the message of a device at a time. */
    public void begin(String device, Instant at) {
        out.setLength(0);
        out.append("{\"device\":\"").append(device).append("\",\"readings\":[");
        time = at.toString();
        count = 0;
    }

    /** @param decimals digits after the point, 0 to 6; trailing zeros are left out */
    public void reading(String metric, double value, int decimals, String unit) {
        open(metric);
        number(value, decimals);
        close(unit);
    }

    /** A value as it was recorded, digit for digit. */
    public void reading(String metric, double value, String unit) {
        open(metric);
        out.append(value);
        close(unit);
    }

    public int count() {
        return count;
    }

    public byte[] bytes() {
        return (out + "]}").getBytes(StandardCharsets.UTF_8);
    }

    private void open(String metric) {
        out.append(count++ == 0 ? "{" : ",{")
                .append("\"metric\":\"")
                .append(metric)
                .append("\",\"value\":");
    }

    private void close(String unit) {
        out.append(",\"unit\":\"")
                .append(unit)
                .append("\",\"time\":\"")
                .append(time)
                .append("\"}");
    }

    private void number(double value, int decimals) {
        long scaled = Math.round(value * POWERS[decimals]);
        if (scaled < 0) {
            out.append('-');
            scaled = -scaled;
        }
        long unit = (long) POWERS[decimals];
        out.append(scaled / unit);
        long fraction = scaled % unit;
        if (fraction > 0) {
            out.append('.');
            for (long digit = unit / 10; digit > 0 && fraction > 0; digit /= 10) {
                out.append((char) ('0' + fraction / digit));
                fraction %= digit;
            }
        }
    }
}
