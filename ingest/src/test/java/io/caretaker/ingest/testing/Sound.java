package io.caretaker.ingest.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.caretaker.ingest.codec.Decoded;
import io.caretaker.ingest.codec.RawReading;
import io.caretaker.ingest.codec.Rejection;

/** What holds for whatever a decoder lets through, and for what it says of the rest. */
public final class Sound {
    private static final int LONGEST_SAID = 1_000;

    private Sound() {}

    /** @param most how many readings and rejections the input may have become at most */
    public static void assertSound(Decoded decoded, int most) {
        if (decoded instanceof Decoded.Refused refused) {
            said(refused.rejection());
            return;
        }
        Decoded.Readings made = (Decoded.Readings) decoded;
        assertThat(made.readings().size() + made.rejected().size()).isLessThanOrEqualTo(most);
        for (RawReading reading : made.readings()) {
            assertThat(reading.device()).isNotNull();
            assertThat(reading.metric()).isNotNull();
            assertThat(reading.value()).isNotNaN();
            assertThat(reading.index()).isNotNegative();
        }
        made.rejected().forEach(Sound::said);
    }

    private static void said(Rejection rejection) {
        assertThat(rejection.reason()).isNotNull();
        assertThat(rejection.field()).isNotNull();
        assertThat(rejection.expected()).isNotEmpty();
        assertThat(rejection.sentence().length()).isLessThan(LONGEST_SAID);
    }
}
