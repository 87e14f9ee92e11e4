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

/** One context with one script in it. One thread at a time; whatever a call does ends as a value. */
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

    private final SandboxLimits limits;
    private final Context context;
    private final Guard guard;
    private Calls calls;
    private boolean broken;

    Sandbox(Engine engine, Watchdog watchdog, SandboxLimits limits) {
        this.limits = limits;
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
        return guarded(limits.loadTime().toNanos(), ignored -> {
            calls = new Calls(context, script);
            return calls.functions();
        });
    }

    /** @param cold nothing of the script ran yet: the engine prepares each function as it is reached first */
    <T> Outcome<T> call(Work<T> work, boolean cold) {
        return guarded((cold ? COLD_FACTOR : 1) * limits.callTime().toNanos(), work);
    }

    /** Whether it may be used again. */
    boolean usable() {
        return !broken;
    }

    private <T> Outcome<T> guarded(long budgetNanos, Work<T> work) {
        context.resetLimits();
        guard.begin(budgetNanos, limits.allocatedBytes());
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

    /** Nobody may be in a call. */
    @Override
    public void close() {
        guard.remove();
        context.close(true);
    }
}
