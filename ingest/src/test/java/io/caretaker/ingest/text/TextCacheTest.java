package io.caretaker.ingest.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class TextCacheTest {
    @Property(tries = 2_000)
    void givesBackEachTextWhateverItsSlotHeldBefore(@ForAll List<String> texts) {
        TextCache cache = new TextCache(2);

        for (String text : texts) {
            byte[] bytes = ("<" + text + ">").getBytes(StandardCharsets.UTF_8);
            String expected = new String(bytes, 1, bytes.length - 2, StandardCharsets.UTF_8);
            assertThat(cache.of(bytes, 1, bytes.length - 1)).isEqualTo(expected);
        }
    }

    @Example
    void aTextThatComesAgainIsTheSameString() {
        TextCache cache = new TextCache(64);
        byte[] bytes = "water_flow".getBytes(StandardCharsets.UTF_8);

        assertThat(cache.of(bytes, 0, bytes.length)).isSameAs(cache.of(bytes.clone(), 0, bytes.length));
    }
}
