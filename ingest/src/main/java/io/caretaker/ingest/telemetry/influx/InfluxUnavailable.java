package io.caretaker.ingest.telemetry.influx;

/** The server did not do what was asked; the message says what that was. Trying again later may help. */
public final class InfluxUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public InfluxUnavailable(String attempted, Throwable cause) {
        super(attempted, cause);
    }
}
