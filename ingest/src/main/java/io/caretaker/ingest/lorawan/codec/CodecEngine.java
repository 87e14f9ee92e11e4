package io.caretaker.ingest.lorawan.codec;

import io.caretaker.model.InvalidValue;
import java.util.function.LongSupplier;
import org.graalvm.polyglot.Engine;

/**
 * The engine that all codecs share: one cache of parsed scripts, one watchdog. The first script takes about a second on a
 * cold machine. Safe for use by several threads.
 */
public final class CodecEngine implements AutoCloseable {
    private final Engine engine;
    private final Watchdog watchdog;
    private final SandboxLimits limits;
    private final LongSupplier nanoTime;

    /** @param nanoTime monotonic time in nanoseconds */
    public CodecEngine(SandboxLimits limits, LongSupplier nanoTime) {
        this.limits = limits;
        this.nanoTime = nanoTime;
        // Stock Java interprets: that is meant so, and fast enough for payloads of a few bytes.
        this.engine = Engine.newBuilder(Script.LANGUAGE)
                .option("engine.WarnInterpreterOnly", "false")
                .build();
        this.watchdog = new Watchdog(nanoTime, work -> {
            Thread thread = new Thread(work, "codec-watchdog");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Loads a script.
     *
     * @param name of the script, for messages
     * @throws InvalidValue when it is no script, does not end, or has no function that decodes or encodes
     */
    public JsCodec load(String name, String source) {
        Script script = new Script(name, source);
        Sandbox first = sandbox();
        Sandbox.Outcome<Functions> loaded = first.load(script);
        if (loaded.value().isEmpty()) {
            first.close();
            throw new InvalidValue("source", Failure.cut(loaded.reason()), "a script that loads");
        }
        Functions functions = loaded.value().get();
        if (functions.decoder() == Functions.NONE && functions.encoder() == Functions.NONE) {
            first.close();
            throw new InvalidValue(
                    "source",
                    "no such function",
                    "a script with decodeUplink(input) or Decode(fPort, bytes, variables)");
        }
        return new PooledCodec(functions, new SandboxPool(() -> another(script), first, limits.contexts()), nanoTime);
    }

    private Sandbox sandbox() {
        return new Sandbox(engine, watchdog, limits);
    }

    /** Of a script that loaded before: if it does not now, its calls say so. */
    private Sandbox another(Script script) {
        Sandbox sandbox = sandbox();
        sandbox.load(script);
        return sandbox;
    }

    @Override
    public void close() {
        watchdog.close();
        engine.close(true);
    }
}
