package io.caretaker.sim.fault;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.Instant;

/**
 * Ground truth as JSON lines. A fault is written when it is injected, with {@code "end":null}, and once more with its end:
 * the last line of a {@code faultId} counts, and a run that was killed still tells what it had injected. Not thread-safe.
 */
public final class TruthLog implements Closeable {
    private final Writer out;
    private final ObjectMapper json = new ObjectMapper();

    public TruthLog(Writer out) {
        this.out = out;
    }

    public void write(InjectedFault fault) {
        ObjectNode line = json.createObjectNode();
        line.put("faultId", fault.id()).put("assetId", fault.asset());
        line.put("rootCause", fault.kind().id());
        line.put("start", time(fault.start())).put("rampSeconds", fault.rampSeconds());
        line.put("magnitude", Math.round(fault.magnitude() * 1000) / 1000.0)
                .put("unit", fault.kind().unit());
        if (fault.end().isPresent()) {
            line.put("end", time(fault.end().getAsLong()));
        } else {
            line.putNull("end");
        }
        line.put("expectedIncidentId", fault.id());
        ArrayNode symptoms = line.putArray("expectedSymptoms");
        fault.kind().symptoms().forEach(symptoms::add);
        line.put("detectableFrom", time(fault.detectableFrom()));
        ArrayNode wrong = line.putArray("mustNotRaise");
        fault.kind().mustNotRaise().forEach(wrong::add);
        try {
            out.write(line + "\n");
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("writing the ground truth of " + fault.id(), e);
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    private static String time(long second) {
        return Instant.ofEpochSecond(second).toString();
    }
}
