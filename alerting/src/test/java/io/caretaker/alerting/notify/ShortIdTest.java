package io.caretaker.alerting.notify;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ShortIdTest {
    @Property
    void isFourUnmistakableLetters(@ForAll String incident) {
        assertThat(ShortId.of(incident))
                .matches("[34679ACDEFGHJKMNPQRTVWXY]{4}")
                .isEqualTo(ShortId.of(incident));
    }

    @Test
    void staysTheSameAcrossVersions() {
        assertThat(ShortId.of("pipe-burst:pipe-3:1763924400000000")).isEqualTo("PVHT");
    }
}
