package io.caretaker.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AdmissionTest {
    private final Admission admission = new Admission(2, 2_048);

    @Test
    void oneSenderDoesNotKeepTheOthersOut() {
        Admission.Ticket first = admission.enter("a");
        admission.enter("a");

        assertThat(admission.enter("a")).isNull();
        assertThat(admission.enter("b")).isNotNull();
        first.leave();
        first.leave();
        assertThat(admission.enter("a")).isNotNull();
        assertThat(admission.enter("a")).isNull();
    }

    @Test
    void bytesOfAllAreBoundedAndGivenBack() {
        Admission.Ticket one = admission.enter("a");
        Admission.Ticket other = admission.enter("b");

        assertThat(one.hold(1_500)).isTrue();
        assertThat(other.hold(1_500)).isFalse();
        assertThat(other.hold(500)).isTrue();
        one.leave();
        assertThat(admission.bytes()).isEqualTo(500);
        assertThat(other.hold(1_500)).isTrue();
        other.leave();
        assertThat(admission.bytes()).isZero();
    }
}
