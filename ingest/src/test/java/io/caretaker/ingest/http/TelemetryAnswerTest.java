package io.caretaker.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.caretaker.ingest.codec.RejectReason;
import io.caretaker.ingest.codec.Rejection;
import io.caretaker.ingest.intake.Flag;
import io.caretaker.ingest.intake.FlagReason;
import io.caretaker.ingest.intake.IntakeResult;
import io.caretaker.ingest.intake.IntakeResult.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;

class TelemetryAnswerTest {
    private static final Rejection UNIT = new Rejection(3, RejectReason.UNIT, "unit", "Cel", "kPa");

    @Test
    void jsonIsThatOfTheContract() throws JsonProcessingException {
        IntakeResult result =
                new IntakeResult(Outcome.ACCEPTED, 4, List.of(UNIT), List.of(new Flag(1, FlagReason.OUT_OF_RANGE)));

        assertThat(new ObjectMapper().writeValueAsString(TelemetryAnswer.of(result)))
                .isEqualTo("{\"accepted\":4,\"rejected\":[{\"index\":3,\"field\":\"unit\",\"value\":\"Cel\","
                        + "\"expected\":\"kPa\"}],\"flagged\":[{\"index\":1,\"reason\":\"out_of_range\"}]}");
    }

    @Test
    void statusTellsWhetherToSendAgain() {
        assertThat(status(Outcome.ACCEPTED)).isEqualTo(202);
        assertThat(status(Outcome.UNAVAILABLE)).isEqualTo(503);
        assertThat(status(Outcome.REJECTED, RejectReason.UNIT)).isEqualTo(400);
        assertThat(status(Outcome.REJECTED, RejectReason.TOO_LARGE)).isEqualTo(413);
        assertThat(status(Outcome.REJECTED, RejectReason.OTHER_DEVICE)).isEqualTo(403);
        assertThat(status(Outcome.REJECTED, RejectReason.OTHER_DEVICE, RejectReason.UNIT))
                .isEqualTo(400);
    }

    private static int status(Outcome outcome, RejectReason... reasons) {
        List<Rejection> rejected = List.of(reasons).stream()
                .map(r -> new Rejection(0, r, "f", "v", "e"))
                .toList();
        return TelemetryAnswer.status(new IntakeResult(outcome, 0, rejected, List.of()));
    }
}
