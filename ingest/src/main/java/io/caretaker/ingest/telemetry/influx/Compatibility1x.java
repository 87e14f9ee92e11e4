package io.caretaker.ingest.telemetry.influx;

import java.io.IOException;
import okhttp3.Credentials;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Lets the client, which speaks the API of 2.x, write to a 1.x server: {@code /api/v2/write} becomes {@code /write} with
 * the database, retention policy and precision of 1.x, and a user takes the place of the token. Servers before 1.8 need
 * it; everything else passes unchanged.
 */
final class Compatibility1x implements Interceptor {
    private static final String NEW_WRITE = "/api/v2/write";
    private static final String AUTHORIZATION = "Authorization";

    private final InfluxSettings settings;

    Compatibility1x(InfluxSettings settings) {
        this.settings = settings;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        Request request = chain.request();
        Request.Builder changed = request.newBuilder().removeHeader(AUTHORIZATION);
        if (!settings.user().isEmpty()) {
            changed.header(AUTHORIZATION, Credentials.basic(settings.user(), settings.password()));
        }
        if (request.url().encodedPath().endsWith(NEW_WRITE)) {
            changed.url(writeOf1x(request.url()));
        }
        return chain.proceed(changed.build());
    }

    private HttpUrl writeOf1x(HttpUrl url) {
        String path = url.encodedPath();
        HttpUrl.Builder changed = url.newBuilder()
                .encodedPath(path.substring(0, path.length() - NEW_WRITE.length()) + "/write")
                .removeAllQueryParameters("org")
                .removeAllQueryParameters("bucket")
                .setQueryParameter("db", settings.database());
        if (settings.retentionPolicy() != null) {
            changed.setQueryParameter("rp", settings.retentionPolicy());
        }
        if ("us".equals(url.queryParameter("precision"))) {
            changed.setQueryParameter("precision", "u");
        }
        return changed.build();
    }
}
