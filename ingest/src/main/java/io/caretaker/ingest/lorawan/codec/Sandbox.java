package io.caretaker.ingest.lorawan.codec;

import io.caretaker.ingest.lorawan.codec.Watchdog.Guard;
import java.io.OutputStream;
import java.time.ZoneOffset;
import java.util.Optional;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.EnvironmentAccess;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.PolyglotAccess;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.ResourceLimits;
import org.graalvm.polyglot.io.IOAccess;

/**
 * One context with one script in it. One call at a time; whatever it does ends as a value. The script runs on a thread of the
 * {@link SandboxThreads}, because a call can be written that does not even react to being cancelled: its caller gives up on
 * it, context and thread are left to themselves.
 */
final class Sandbox implements AutoCloseable {

    /** What a call comes to: a value, or why there is none. */
    record Outcome<T>(Optional<T> value, Failure failure, String reason) {
        static <T> Outcome<T> of(T value) {
            return new Outcome<>(Optional.of(value), Failure.RESULT, "");
        }

        static <T> Outcome<T> failed(Failure failure, String reason) {
            return new Outcome<>(Optional.empty(), failure, reason);
        }
    }

    /** What is done in the context. */
    interface Work<T> {
        T run(Calls calls) throws ResultReader.TooLarge;
    }

    private static final int COLD_FACTOR = 5;
    /** Wait for a call beyond the time after which the watchdog ends it. */
    private static final long LEEWAY_MS = 2_000;

    private final SandboxLimits limits;
    private final Context context;
    private final Guard guard;
    private final SandboxThreads threads;
    private Calls calls;
    private volatile boolean broken;
    private boolean stuck;

    Sandbox(Engine engine, Watchdog watchdog, SandboxThreads threads, SandboxLimits limits) {
        this.limits = limits;
        this.threads = threads;
        this.context = context(engine, limits);
        this.guard = watchdog.guard(() -> context.close(true));
    }

    private static Context context(Engine engine, SandboxLimits limits) {
        return Context.newBuilder(Script.LANGUAGE)
                .engine(engine)
                .allowAllAccess(false)
                .allowHostAccess(HostAccess.NONE)
                .allowHostClassLookup(name -> false)
                .allowHostClassLoading(false)
                .allowPolyglotAccess(PolyglotAccess.NONE)
                .allowEnvironmentAccess(EnvironmentAccess.NONE)
                .allowIO(IOAccess.NONE)
                .allowCreateThread(false)
                .allowCreateProcess(false)
                .allowNativeAccess(false)
                .allowInnerContextOptions(false)
                .allowValueSharing(false)
                .useSystemExit(false)
                .timeZone(ZoneOffset.UTC)
                .out(OutputStream.nullOutputStream())
                .err(OutputStream.nullOutputStream())
                // Some options of the language below count as experimental; each one only takes something away.
                .allowExperimentalOptions(true)
                .option("js.load", "false")
                .option("js.print", "false")
                .option("js.graal-builtin", "false")
                .option("js.polyglot-builtin", "false")
                .option("js.java-package-globals", "false")
                .option("js.shared-array-buffer", "false")
                .option("js.atomics", "false")
                .option("js.string-length-limit", Integer.toString(SandboxLimits.STRING_LENGTH))
                .option("js.max-typed-array-length", Integer.toString(SandboxLimits.TYPED_ARRAY_LENGTH))
                .option("js.locale", "en-US")
                .resourceLimits(ResourceLimits.newBuilder()
                        .statementLimit(limits.statements(), null)
                        .build())
                .build();
    }

    /** Loads the script and runs its top level once; as {@link #call}. To be done before any call. */
    Outcome<Functions> load(Script script) {
        return awaited(limits.loadTime().toNanos(), COLD_FACTOR, ignored -> {
            calls = new Calls(context, script);
            return calls.functions();
        });
    }

    /** @param cold nothing of the script ran yet: the engine prepares each function as it is reached first */
    <T> Outcome<T> call(Work<T> work, boolean cold) {
        int factor = cold ? COLD_FACTOR : 1;
        return awaited(factor * limits.callTime().toNanos(), factor, work);
    }

    /** Whether it may be used again. */
    boolean usable() {
        return !broken;
    }

    /** Whether a call did not end though it was cancelled: neither context nor thread will come back. */
    boolean stuck() {
        return stuck;
    }

    private <T> Outcome<T> awaited(long budgetNanos, int factor, Work<T> work) {
        long patienceMs = Watchdog.WALL_FACTOR * budgetNanos / 1_000_000 + LEEWAY_MS;
        Optional<Outcome<T>> outcome =
                threads.await(() -> guarded(budgetNanos, factor * limits.allocatedBytes(), work), patienceMs);
        if (outcome.isEmpty()) {
            broken = true;
            stuck = true;
        }
        return outcome.orElseGet(() -> Outcome.failed(Failure.LIMIT, "it could not be stopped"));
    }

    private <T> Outcome<T> guarded(long budgetNanos, long budgetBytes, Work<T> work) {
        context.resetLimits();
        guard.begin(budgetNanos, budgetBytes);
        Outcome<T> outcome;
        try {
            outcome = Outcome.of(work.run(calls));
            broken |= !calls.sweep();
        } catch (ResultReader.TooLarge e) {
            outcome = Outcome.failed(Failure.RESULT, "the result was not taken: " + e.getMessage());
        } catch (PolyglotException e) {
            outcome = failed(e);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            // A context that is closed under a call, or a resource that is out: not a fault of ours either way.
            broken = true;
            outcome = Outcome.failed(
                    Failure.LIMIT, "it was stopped: " + e.getClass().getSimpleName());
        }
        if (guard.end()) {
            return outcome;
        }
        broken = true;
        return outcome.value().isPresent()
                ? outcome
                : Outcome.failed(Failure.LIMIT, "it was stopped: " + guard.verdict());
    }

    private <T> Outcome<T> failed(PolyglotException e) {
        if (e.isResourceExhausted() || e.isCancelled() || e.isInterrupted() || e.isInternalError() || e.isExit()) {
            broken = true;
            return Outcome.failed(Failure.LIMIT, "it was stopped: " + words(e));
        }
        String at = e.getSourceLocation() == null
                ? ""
                : " (line " + e.getSourceLocation().getStartLine() + ")";
        return Outcome.failed(Failure.THROWN, words(e) + at);
    }

    private static String words(PolyglotException e) {
        return e.getMessage() == null ? "an exception without a message" : e.getMessage();
    }

    /** Nobody may be in a call, unless it is {@link #stuck}. */
    @Override
    public void close() {
        guard.remove();
        if (stuck) {
            threads.leave(() -> context.close(true));
        } else {
            context.close(true);
        }
    }
}
