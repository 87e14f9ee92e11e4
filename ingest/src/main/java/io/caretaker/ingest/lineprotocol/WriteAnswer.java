package io.caretaker.ingest.lineprotocol;

import io.caretaker.ingest.codec.RejectReason;
import io.caretaker.ingest.codec.Rejection;
import io.caretaker.ingest.intake.IntakeResult;
import java.util.List;

/**
 * What a writer is told, in the words its agent knows from InfluxDB: {@code partial write: … dropped=n} makes Telegraf and
 * the official clients give the points up instead of sending them for ever. Pure.
 *
 * @param status HTTP status; 204 has no message
 * @param code word of the 2.x API for the kind of failure
 * @param message one sentence, empty when all is well
 * @param line of the body that the message is about, 1-based; 0 where it is about none
 */
public record WriteAnswer(int status, String code, String message, int line) {
    private static final int TOLD = 3;

    public static WriteAnswer of(IntakeResult result) {
        if (result.outcome() == IntakeResult.Outcome.UNAVAILABLE) {
            return new WriteAnswer(
                    503, "unavailable", "the journal takes no more at the moment: send the points again", 0);
        }
        if (result.rejected().isEmpty()) {
            return new WriteAnswer(204, "", "", 0);
        }
        List<Rejection> rejected = result.rejected();
        boolean unreadable =
                result.accepted() == 0 && rejected.stream().allMatch(r -> r.reason() == RejectReason.MALFORMED);
        long dropped = rejected.stream().mapToInt(Rejection::index).distinct().count();
        return new WriteAnswer(
                400,
                "invalid",
                (unreadable ? "unable to parse: " : "partial write: ") + sentences(rejected) + " dropped=" + dropped,
                rejected.get(0).index() + 1);
    }

    private static String sentences(List<Rejection> rejected) {
        StringBuilder told = new StringBuilder();
        for (Rejection r : rejected.subList(0, Math.min(TOLD, rejected.size()))) {
            boolean placed = r.reason() == RejectReason.MALFORMED || r.index() < 0;
            told.append(told.isEmpty() ? "" : "; ")
                    .append(placed ? "" : "line " + (r.index() + 1) + ": ")
                    .append(r.sentence());
        }
        if (rejected.size() > TOLD) {
            told.append("; and ").append(rejected.size() - TOLD).append(" more");
        }
        return told.toString();
    }
}
