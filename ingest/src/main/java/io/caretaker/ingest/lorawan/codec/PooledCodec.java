package io.caretaker.ingest.lorawan.codec;

import io.caretaker.ingest.lorawan.codec.Sandbox.Outcome;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/** A codec with its contexts. One that is stopped time after time rests for a while, so that it cannot eat the machine. */
final class PooledCodec implements JsCodec {
    /** Stops in a row until it rests. */
    private static final int PATIENCE = 5;

    private static final Duration REST = Duration.ofSeconds(60);

    private final Functions functions;
    private final SandboxPool pool;
    private final LongSupplier nanoTime;
    private final AtomicInteger stops = new AtomicInteger();
    private volatile long restsSinceNanos;
    private volatile boolean warm;
    private volatile boolean condemned;

    PooledCodec(Functions functions, SandboxPool pool, LongSupplier nanoTime) {
        this.functions = functions;
        this.pool = pool;
        this.nanoTime = nanoTime;
    }

    @Override
    public DecodedUplink decodeUplink(CodecUplink uplink) {
        if (functions.decoder() == Functions.NONE) {
            return new DecodedUplink.Failed(Failure.NO_FUNCTION, "the codec has no function that decodes");
        }
        String input = CodecJson.decodeInput(uplink);
        double millis = Math.floorDiv(uplink.timeMicros(), 1_000);
        boolean wrapped = functions.decoder() == Functions.DECODE_UPLINK;
        Outcome<DecodedUplink> outcome =
                call(calls -> ResultShape.decoded(calls.decode(functions.decoder(), input, millis), wrapped));
        return outcome.value().orElseGet(() -> new DecodedUplink.Failed(outcome.failure(), outcome.reason()));
    }

    @Override
    public EncodedDownlink encode(Map<String, ?> data, int fPort) {
        if (!encodes()) {
            return new EncodedDownlink.Failed(Failure.NO_FUNCTION, "the codec has no function that encodes");
        }
        Optional<String> input = CodecJson.encodeInput(data, fPort);
        if (input.isEmpty()) {
            return new EncodedDownlink.Failed(Failure.RESULT, "the data are nothing that JSON can say");
        }
        boolean wrapped = functions.encoder() == Functions.ENCODE_DOWNLINK;
        Outcome<EncodedDownlink> outcome =
                call(calls -> ResultShape.encoded(calls.encode(functions.encoder(), input.get()), wrapped));
        return outcome.value().orElseGet(() -> new EncodedDownlink.Failed(outcome.failure(), outcome.reason()));
    }

    @Override
    public boolean encodes() {
        return functions.encoder() != Functions.NONE;
    }

    private <T> Outcome<T> call(Sandbox.Work<T> work) {
        if (condemned) {
            return Outcome.failed(
                    Failure.SUSPENDED,
                    "a call of the codec could not be stopped: it is not run again before a restart or a new version");
        }
        if (stops.get() >= PATIENCE && nanoTime.getAsLong() - restsSinceNanos < REST.toNanos()) {
            return Outcome.failed(
                    Failure.SUSPENDED,
                    "the codec was stopped " + PATIENCE + " times in a row and rests for " + REST.toSeconds() + " s");
        }
        Optional<Sandbox> taken = pool.take();
        if (taken.isEmpty()) {
            return Outcome.failed(Failure.BUSY, "the codec is busy");
        }
        Sandbox sandbox = taken.get();
        try {
            Outcome<T> outcome = sandbox.call(work, !warm);
            count(outcome);
            condemned |= sandbox.stuck();
            return outcome;
        } finally {
            pool.giveBack(sandbox);
        }
    }

    private void count(Outcome<?> outcome) {
        if (outcome.failure() != Failure.LIMIT) {
            warm = true;
            stops.set(0);
            return;
        }
        restsSinceNanos = nanoTime.getAsLong();
        stops.incrementAndGet();
    }

    @Override
    public void close() {
        pool.close();
    }
}
