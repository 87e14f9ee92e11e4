package io.caretaker.ingest.telemetry.influx;

import io.caretaker.ingest.telemetry.BucketGrid;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The questions asked, as InfluxQL. Names and texts are quoted here and nowhere else. Pure. */
final class InfluxQl {
    private static final Pattern SPECIAL = Pattern.compile("[^A-Za-z0-9_-]");

    private InfluxQl() {}

    static String createDatabase(String database) {
        return "CREATE DATABASE " + name(database);
    }

    static String samples(String device, String metric, long fromMicros, long toMicros, int limit) {
        return "SELECT \"value\", \"quality\" FROM " + name(metric) + where(device) + span(fromMicros, toMicros)
                + " LIMIT " + limit;
    }

    static String latest(String device, String metric) {
        return "SELECT \"value\", \"quality\" FROM " + name(metric) + where(device) + " ORDER BY time DESC LIMIT 1";
    }

    static String latest(String device) {
        return "SELECT \"value\", \"quality\" FROM /.*/" + where(device) + " ORDER BY time DESC LIMIT 1";
    }

    static String buckets(String device, String metric, BucketGrid grid) {
        long width = grid.widthMicros();
        return "SELECT min(\"value\"), mean(\"value\"), max(\"value\"), count(\"value\") FROM " + name(metric)
                + where(device) + span(grid.fromMicros(), grid.toMicros())
                + " GROUP BY time(" + width + "u, " + Math.floorMod(grid.fromMicros(), width) + "u) fill(none)";
    }

    /** @param limit of each metric */
    static String scan(List<String> devices, long fromMicros, long toMicros, int limit) {
        return "SELECT \"value\", \"quality\", \"device\" FROM /.*/" + where(devices) + span(fromMicros, toMicros)
                + " LIMIT " + limit;
    }

    private static String where(String device) {
        return " WHERE \"device\" = " + text(device);
    }

    private static String where(List<String> devices) {
        String any = devices.stream().map(InfluxQl::literally).collect(Collectors.joining("|"));
        return " WHERE \"device\" =~ /^(?:" + any + ")$/";
    }

    private static String span(long fromMicros, long toMicros) {
        return " AND time >= " + fromMicros + "u AND time < " + toMicros + "u";
    }

    private static String name(String name) {
        return '"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static String text(String text) {
        return '\'' + text.replace("\\", "\\\\").replace("'", "\\'") + '\'';
    }

    /** For inside a regular expression of Go between slashes. */
    private static String literally(String text) {
        return SPECIAL.matcher(text).replaceAll("\\\\$0");
    }
}
