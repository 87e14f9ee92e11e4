package io.caretaker.ingest.telemetry.influx;

import com.influxdb.client.InfluxDBClient;
import com.influxdb.client.InfluxDBClientFactory;
import com.influxdb.client.InfluxDBClientOptions;
import com.influxdb.client.InfluxQLQueryApi;
import com.influxdb.client.WriteApiBlocking;
import com.influxdb.client.domain.InfluxQLQuery;
import com.influxdb.client.domain.InfluxQLQuery.InfluxQLPrecision;
import com.influxdb.client.domain.WritePrecision;
import com.influxdb.exceptions.InfluxException;
import com.influxdb.query.InfluxQLQueryResult;
import com.influxdb.query.InfluxQLQueryResult.Series;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import okhttp3.OkHttpClient;

/** The official client, set up as the settings say. Safe for use by several threads. */
final class InfluxConnection implements AutoCloseable {
    /** The client warns of every empty answer. Held here, or the level would be collected with the logger. */
    private static final Logger CLIENT_QUERY_LOG = Logger.getLogger("com.influxdb.internal.AbstractQueryApi");

    static {
        CLIENT_QUERY_LOG.setLevel(Level.SEVERE);
    }

    private final InfluxSettings settings;
    private final InfluxDBClient client;
    private final WriteApiBlocking writes;
    private final InfluxQLQueryApi queries;

    InfluxConnection(InfluxSettings settings) {
        this.settings = settings;
        long millis = settings.timeout().toMillis();
        OkHttpClient.Builder http = new OkHttpClient.Builder()
                .connectTimeout(millis, TimeUnit.MILLISECONDS)
                .readTimeout(millis, TimeUnit.MILLISECONDS)
                .writeTimeout(millis, TimeUnit.MILLISECONDS);
        if (settings.compatibility1x()) {
            http.addInterceptor(new Compatibility1x(settings));
        }
        InfluxDBClientOptions.Builder options = InfluxDBClientOptions.builder()
                .url(settings.url().toString())
                .org(settings.org())
                .bucket(settings.bucket())
                .okHttpClient(http);
        if (!settings.token().isEmpty()) {
            options.authenticateToken(settings.token().toCharArray());
        }
        client = InfluxDBClientFactory.create(options.build());
        writes = client.getWriteApiBlocking();
        queries = client.getInfluxQLQueryApi();
    }

    void write(String lines, WritePrecision precision) {
        writes.writeRecord(settings.bucket(), settings.org(), precision, lines);
    }

    /** Creates the database of a 1.x server; nothing happens when it is there. */
    void createDatabase() {
        try {
            queries.queryJSON(new InfluxQLQuery(InfluxQl.createDatabase(settings.database()), settings.database()));
        } catch (InfluxException e) {
            throw new InfluxUnavailable("creating InfluxDB database " + settings.database(), e);
        }
    }

    /**
     * The series that one statement answers; values are texts, times microseconds.
     *
     * @throws InfluxUnavailable when the server does not answer it
     */
    List<Series> query(String statement) {
        InfluxQLQuery query =
                new InfluxQLQuery(statement, settings.database()).setPrecision(InfluxQLPrecision.MICROSECONDS);
        if (settings.retentionPolicy() != null) {
            query.setRetentionPolicy(settings.retentionPolicy());
        }
        try {
            // CSV, since the client's JSON reader fails at a field that a point does not have.
            InfluxQLQueryResult result = queries.queryCSV(query);
            return result.getResults().stream()
                    .flatMap(r -> r.getSeries().stream())
                    .toList();
        } catch (InfluxException e) {
            throw new InfluxUnavailable("asking InfluxDB at " + settings.url() + ": " + shown(statement), e);
        }
    }

    boolean ping() {
        return Boolean.TRUE.equals(client.ping());
    }

    private static String shown(String statement) {
        return statement.length() > 300 ? statement.substring(0, 300) + "…" : statement;
    }

    @Override
    public void close() {
        client.close();
    }
}
