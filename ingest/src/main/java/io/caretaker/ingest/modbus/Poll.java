package io.caretaker.ingest.modbus;

import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * Asks a unit everything of its plan, one question after the other. What is refused as a whole is asked again in smaller
 * pieces; after a silence the rest is left for the next time. Runs on its executor, which has to be a single thread.
 */
final class Poll {
    /**
     * @param fields by the notation of their points
     * @param raw every answer in the order of the requests
     * @param refused the requests that could not be made smaller, in words
     * @param silence why the unit did not answer, empty when it did
     * @param requests what to ask the next time: those refused are replaced by their pieces
     */
    record Result(
            Map<String, Object> fields, byte[] raw, List<String> refused, String silence, List<ReadRequest> requests) {}

    private static final String FAILED = "the connection failed";

    private final ModbusLink link;
    private final int unit;
    private final Executor executor;
    private final Deque<ReadRequest> open;
    private final List<ReadRequest> asked = new ArrayList<>();
    private final Map<String, Object> fields = new LinkedHashMap<>();
    private final ByteArrayOutputStream raw = new ByteArrayOutputStream();
    private final List<String> refused = new ArrayList<>();
    private final CompletableFuture<Result> result = new CompletableFuture<>();

    Poll(ModbusLink link, int unit, Collection<ReadRequest> requests, Executor executor) {
        this.link = link;
        this.unit = unit;
        this.executor = executor;
        this.open = new ArrayDeque<>(requests);
    }

    /** Never fails. */
    CompletionStage<Result> run() {
        next();
        return result;
    }

    private void next() {
        ReadRequest request = open.poll();
        if (request == null) {
            end("");
            return;
        }
        ask(request).whenCompleteAsync((answer, failure) -> take(request, answer), executor);
    }

    private CompletionStage<Answer> ask(ReadRequest request) {
        try {
            return link.read(unit, request);
        } catch (RuntimeException e) {
            return CompletableFuture.completedStage(new Answer.Silence(FAILED));
        }
    }

    private void take(ReadRequest request, Answer answer) {
        if (answer instanceof Answer.Data data && data.bytes().length >= request.bytes()) {
            for (RegisterPoint point : request.points()) {
                fields.put(point.notation(), point.value(request.first(), data.bytes()));
            }
            raw.writeBytes(data.bytes());
            asked.add(request);
            next();
        } else if (answer instanceof Answer.Data data) {
            asked.add(request);
            refused.add(request.words() + ": got " + data.bytes().length + " bytes, expected " + request.bytes());
            next();
        } else if (answer instanceof Answer.Exception exception && !ExceptionCode.silence(exception.code())) {
            refuse(request, exception.code());
            next();
        } else {
            asked.add(request);
            asked.addAll(open);
            end(
                    answer instanceof Answer.Exception exception
                            ? ExceptionCode.words(exception.code())
                            : answer instanceof Answer.Silence silence ? silence.reason() : FAILED);
        }
    }

    private void refuse(ReadRequest request, int code) {
        List<ReadRequest> smaller = ExceptionCode.tooMuch(code) ? ReadPlan.smaller(request) : List.of(request);
        if (smaller.size() == 1) {
            asked.add(request);
            refused.add(request.words() + ": " + ExceptionCode.words(code));
            return;
        }
        for (int i = smaller.size() - 1; i >= 0; i--) {
            open.addFirst(smaller.get(i));
        }
    }

    private void end(String silence) {
        result.complete(new Result(fields, raw.toByteArray(), List.copyOf(refused), silence, List.copyOf(asked)));
    }
}
