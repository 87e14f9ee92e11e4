package io.caretaker.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class IdsTest {
    @Test
    void refusalNamesFieldValueAndExpectation() {
        assertThatThrownBy(() -> Ids.require("device", "No Such!"))
                .isInstanceOf(InvalidValue.class)
                .hasMessage("device: got \"No Such!\", expected " + Ids.EXPECTED);
    }

    @Property
    void noInputThrowsAndTopicSeparatorsAreNeverValid(@ForAll String text) {
        boolean valid = Ids.valid(text);

        assertThat(valid && (text.contains("/") || text.contains("+") || text.contains("#")))
                .isFalse();
    }
}
