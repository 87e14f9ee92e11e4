package io.caretaker.ingest.deadletter;

import io.caretaker.model.InvalidValue;

/**
 * How many dead letters are kept.
 *
 * @param retained newest letters kept, 100 to 10,000,000
 * @param queue letters that may wait for the writer, 1 to 1,000,000; what comes on top is only counted
 * @param burst letters of one source that are stored at once, 1 or more
 * @param perMinute letters of one source that are stored per minute after that, above 0
 */
public record DeadLetterSettings(int retained, int queue, int burst, double perMinute) {
    public DeadLetterSettings {
        if (retained < 100 || retained > 10_000_000) {
            throw new InvalidValue("retained", retained, "100 to 10000000 letters");
        }
        if (queue < 1 || queue > 1_000_000) {
            throw new InvalidValue("queue", queue, "1 to 1000000 letters");
        }
        if (burst < 1) {
            throw new InvalidValue("burst", burst, "1 or more letters");
        }
        if (!(perMinute > 0)) {
            throw new InvalidValue("perMinute", perMinute, "more than 0 letters");
        }
    }

    /** 10,000 kept, 2,000 queued, 60 of one source at once and 60 a minute. */
    public static DeadLetterSettings defaults() {
        return new DeadLetterSettings(10_000, 2_000, 60, 60);
    }
}
