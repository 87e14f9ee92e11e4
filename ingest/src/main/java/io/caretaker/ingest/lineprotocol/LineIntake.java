package io.caretaker.ingest.lineprotocol;

import io.caretaker.ingest.deadletter.Protocol;
import io.caretaker.ingest.intake.IntakeResult;
import io.caretaker.ingest.intake.PayloadFormat;
import io.caretaker.ingest.intake.Submission;
import io.caretaker.ingest.intake.TelemetryIntake;
import io.caretaker.model.estate.TopologySource;
import java.util.concurrent.CompletionStage;

/** The way of a body of line protocol into the journal. Never blocks; safe for use by several threads. */
public final class LineIntake {
    private final LineDecoder decoder;
    private final TelemetryIntake intake;

    public LineIntake(LineSettings settings, TopologySource topology, TelemetryIntake intake) {
        this.decoder = new LineDecoder(settings, topology);
        this.intake = intake;
    }

    /**
     * Takes a body. Completes as {@link TelemetryIntake#accept(Submission)} does; rejections carry the index of their line,
     * 0-based.
     *
     * @param sender id of the authenticated device, or {@link Submission#ANY_DEVICE}
     * @param source whom to name in a dead letter
     * @param route it was sent to
     */
    public CompletionStage<IntakeResult> accept(
            String sender, String source, String route, Precision precision, byte[] body, int length) {
        Submission message =
                new Submission(Protocol.LINE_PROTOCOL, sender, source, route, PayloadFormat.NATIVE, body, 0, length);
        return intake.accept(message, decoder.decode(sender, precision, body, 0, length));
    }
}
