package io.caretaker.ingest.lorawan;

import io.caretaker.ingest.lorawan.codec.Failure;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** What is counted of LoRaWAN messages. */
final class LorawanMeters {
    enum Outcome {
        /** Went on to the mapping. */
        DECODED,
        /** Came before. */
        DUPLICATE,
        /** Of no device of the registry. */
        UNKNOWN,
        /** The codec gave nothing, or there is none. */
        UNDECODED,
        /** A frame without a payload. */
        EMPTY,
        /** Not taken now: to be sent again. */
        UNAVAILABLE
    }

    private final Map<Outcome, Counter> uplinks = new EnumMap<>(Outcome.class);
    private final Map<Failure, Counter> failures = new EnumMap<>(Failure.class);
    private final Counter warnings;
    private final Counter missed;
    private final Timer decode;

    LorawanMeters(MeterRegistry meters) {
        for (Outcome outcome : Outcome.values()) {
            uplinks.put(
                    outcome,
                    Counter.builder("caretaker.lorawan.uplinks")
                            .description("Uplinks of LoRaWAN devices by what became of them")
                            .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                            .register(meters));
        }
        for (Failure failure : Failure.values()) {
            failures.put(
                    failure,
                    Counter.builder("caretaker.lorawan.codec.failures")
                            .description("Payloads that a codec gave nothing for, by why")
                            .tag("failure", failure.tag())
                            .register(meters));
        }
        warnings = Counter.builder("caretaker.lorawan.codec.warnings")
                .description("Payloads that a codec decoded with a warning")
                .register(meters);
        missed = Counter.builder("caretaker.lorawan.frames.missed")
                .description("Frames that devices counted and that never came")
                .register(meters);
        decode = Timer.builder("caretaker.lorawan.decode")
                .description("Time in the codec for one payload")
                .register(meters);
    }

    void uplink(Outcome outcome) {
        uplinks.get(outcome).increment();
    }

    void failed(Failure failure) {
        failures.get(failure).increment();
    }

    void warned() {
        warnings.increment();
    }

    void missed(long frames) {
        missed.increment(frames);
    }

    Timer decode() {
        return decode;
    }
}
