package io.caretaker.sim.replay;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What the detections are written as. */
public enum DetectionFormat {
    /** {@code file,datetime,anomaly,changepoint}, every row. */
    SKAB,
    /** {@code file,timestamp}, the row of each raise. */
    NAB,
    /** One fault a line. */
    JSONL;

    static Optional<DetectionFormat> of(String text) {
        return Stream.of(values())
                .filter(f -> f.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst();
    }
}
