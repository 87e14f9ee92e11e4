package io.caretaker.ingest.lorawan.codec;

import io.caretaker.model.InvalidValue;
import java.util.Map;
import java.util.function.LongSupplier;
import org.graalvm.polyglot.Engine;

/**
 * The engine that all codecs share: one cache of parsed scripts, one watchdog. It starts with the first script that is
 * loaded, which takes a few seconds: whoever has no codecs does not pay for them. Safe for use by several threads.
 */
public final class CodecEngine implements AutoCloseable {
    private final SandboxThreads threads;
    private final SandboxLimits limits;
    private final LongSupplier nanoTime;
    private Running running;
    private boolean closed;

    private record Running(Engine engine, Watchdog watchdog) {}

    /** @param nanoTime monotonic time in nanoseconds */
    public CodecEngine(SandboxLimits limits, LongSupplier nanoTime) {
        this.limits = limits;
        this.nanoTime = nanoTime;
        this.threads = new SandboxThreads(nanoTime);
    }

    private synchronized Running running() {
        if (closed) {
            throw new IllegalStateException("the codec engine is closed");
        }
        if (running == null) {
            WarmUp.classes();
            // Stock Java interprets: that is meant so, and fast enough for payloads of a few bytes.
            Engine engine = Engine.newBuilder(Script.LANGUAGE)
                    .option("engine.WarnInterpreterOnly", "false")
                    .build();
            running = new Running(engine, new Watchdog(nanoTime, threads));
            try (JsCodec codec = load(running, "warm-up", WarmUp.SCRIPT, SandboxLimits.warmUp())) {
                codec.decodeUplink(new CodecUplink(new byte[] {1, 2, 3, 4}, 1, Map.of(), 1_000));
            }
        }
        return running;
    }

    /**
     * Loads a script.
     *
     * @param name of the script, for messages
     * @throws InvalidValue when it is no script, does not end, or has no function that decodes or encodes
     */
    public JsCodec load(String name, String source) {
        return load(running(), name, source, limits);
    }

    private JsCodec load(Running on, String name, String source, SandboxLimits within) {
        Script script = new Script(name, source);
        Sandbox first = sandbox(on, within);
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
        return new PooledCodec(
                functions, new SandboxPool(() -> another(on, script, within), first, within.contexts()), nanoTime);
    }

    private Sandbox sandbox(Running on, SandboxLimits within) {
        return new Sandbox(on.engine(), on.watchdog(), threads, within);
    }

    /** Of a script that loaded before: if it does not now, its calls say so. */
    private Sandbox another(Running on, Script script, SandboxLimits within) {
        Sandbox sandbox = sandbox(on, within);
        sandbox.load(script);
        return sandbox;
    }

    /** Ends all scripts; does not wait for one that cannot be ended. */
    @Override
    public synchronized void close() {
        closed = true;
        if (running != null) {
            running.watchdog().close();
            threads.close(() -> running.engine().close(true));
        }
    }
}
