package io.caretaker.ingest.coap;

import static org.assertj.core.api.Assertions.assertThat;

import io.caretaker.ingest.codec.RejectReason;
import io.caretaker.ingest.codec.Rejection;
import io.caretaker.ingest.intake.Flag;
import io.caretaker.ingest.intake.FlagReason;
import io.caretaker.ingest.intake.IntakeResult;
import io.caretaker.ingest.intake.IntakeResult.Outcome;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.Response;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CoapAnswerTest {
    private static final Duration LATER = Duration.ofSeconds(5);

    @Property(tries = 1_000)
    void everyAnswerFitsIntoOneBlock(
            @ForAll Outcome outcome,
            @ForAll @IntRange(max = 5_000) int rejected,
            @ForAll @IntRange(max = 5_000) int flagged,
            @ForAll @StringLength(max = 2_000) String text) {
        Rejection rejection = new Rejection(0, RejectReason.VALUE, "value", text, text);
        IntakeResult result = new IntakeResult(
                outcome,
                1,
                Collections.nCopies(outcome == Outcome.REJECTED ? Math.max(1, rejected) : rejected, rejection),
                Collections.nCopies(flagged, new Flag(7, FlagReason.FUTURE)));

        Response response = CoapAnswer.of(result, LATER);

        assertThat(response.getPayloadSize()).isLessThanOrEqualTo(1_024);
    }

    @ParameterizedTest
    @EnumSource(RejectReason.class)
    void everyReasonHasACodeOfTheClient(RejectReason reason) {
        IntakeResult result =
                new IntakeResult(Outcome.REJECTED, 0, List.of(Rejection.whole(reason, "field", "x", "y")), List.of());

        Response response = CoapAnswer.of(result, LATER);

        assertThat(response.getCode().isClientError()).isTrue();
        assertThat(response.getPayloadString()).isEqualTo("field: got \"x\", expected y");
        assertThat(response.getCode() == ResponseCode.REQUEST_ENTITY_TOO_LARGE)
                .isEqualTo(reason == RejectReason.TOO_LARGE || reason == RejectReason.TOO_MANY_READINGS);
    }
}
