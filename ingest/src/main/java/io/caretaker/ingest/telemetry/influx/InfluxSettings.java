package io.caretaker.ingest.telemetry.influx;

import io.caretaker.model.InvalidValue;
import java.net.URI;
import java.time.Duration;

/**
 * Which InfluxDB, and how.
 *
 * @param url base address, such as {@code http://localhost:8086}
 * @param org organisation; needed by 2.x, ignored by the others but not empty
 * @param bucket {@code database} or {@code database/retention-policy}: InfluxQL names them so on every version
 * @param token for 2.x and 3; empty for none
 * @param user for 1.x with authentication; empty for none
 * @param password of the user
 * @param compatibility1x whether the server is a 1.x: writes go to {@code /write}, and the database is created when it is
 *     missing
 * @param timeout of one request
 * @param batchPoints points of one request at most, 1 or more
 */
public record InfluxSettings(
        URI url,
        String org,
        String bucket,
        String token,
        String user,
        String password,
        boolean compatibility1x,
        Duration timeout,
        int batchPoints) {

    public InfluxSettings {
        if (url == null || url.getHost() == null) {
            throw new InvalidValue("url", url, "an address such as http://localhost:8086");
        }
        if (org == null || org.isBlank()) {
            throw new InvalidValue("org", org, "a name; any for InfluxDB 1.x");
        }
        if (bucket == null || bucket.isBlank() || bucket.startsWith("/")) {
            throw new InvalidValue("bucket", bucket, "database or database/retention-policy");
        }
        if (timeout == null || timeout.isNegative() || timeout.isZero()) {
            throw new InvalidValue("timeout", timeout, "a duration above zero such as PT10S");
        }
        token = token == null ? "" : token;
        user = user == null ? "" : user;
        password = password == null ? "" : password;
        if (batchPoints < 1) {
            throw new InvalidValue("batchPoints", batchPoints, "1 or more");
        }
    }

    /** A 1.x server without authentication. */
    public static InfluxSettings of1x(URI url, String database) {
        return new InfluxSettings(url, "caretaker", database, "", "", "", true, Duration.ofSeconds(10), 5_000);
    }

    /** A 2.x or 3 server. */
    public static InfluxSettings of2x(URI url, String org, String bucket, String token) {
        return new InfluxSettings(url, org, bucket, token, "", "", false, Duration.ofSeconds(10), 5_000);
    }

    String database() {
        int slash = bucket.indexOf('/');
        return slash < 0 ? bucket : bucket.substring(0, slash);
    }

    /** Null for the default one. */
    String retentionPolicy() {
        int slash = bucket.indexOf('/');
        return slash < 0 ? null : bucket.substring(slash + 1);
    }

    /** Secrets are not shown. */
    @Override
    public String toString() {
        return "InfluxSettings[url=" + url + ", org=" + org + ", bucket=" + bucket + ", compatibility1x="
                + compatibility1x + "]";
    }
}
