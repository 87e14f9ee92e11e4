package io.caretaker.alerting.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caretaker.alerting.notify.ActionLink.Action;
import io.caretaker.alerting.notify.ActionLink.Verified;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ActionLinkTest {
    private static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final MovableClock clock = new MovableClock("2026-11-24T03:00:00Z");
    private final ActionLink links = links(KEY);

    private ActionLink links(byte[] key) {
        return new ActionLink(URI.create("https://caretaker.example.org"), key, ActionLink.DEFAULT_VALIDITY, clock);
    }

    @Test
    void linksStayBelowThePathOfTheServicesAddress() {
        for (String base : new String[] {"https://example.org/caretaker", "https://example.org/caretaker/"}) {
            ActionLink below = new ActionLink(URI.create(base), new byte[32], ActionLink.DEFAULT_VALIDITY, clock);

            assertThat(below.issue("i", "li", Action.ACKNOWLEDGE).toString())
                    .startsWith("https://example.org/caretaker/a/");
        }
    }

    @Test
    void aLinkCarriesWhoWhatAndAboutWhich() {
        URI link = links.issue("pipe-burst:pipe-3:17", "li", Action.ACKNOWLEDGE);

        assertThat(link.toString())
                .startsWith("https://caretaker.example.org/a/")
                .matches("[!-~]{40,300}");
        assertThat(links.verify(link.getPath().substring(3)))
                .isEqualTo(new Verified.Valid(
                        "pipe-burst:pipe-3:17",
                        "li",
                        Action.ACKNOWLEDGE,
                        clock.instant().plus(Duration.ofHours(24))));
    }

    @Test
    void aLinkEndsAfterADay() {
        String token = links.token("i1", "li", Action.ESCALATE);

        clock.pass(Duration.ofHours(24).minusSeconds(1));
        assertThat(links.verify(token)).isInstanceOf(Verified.Valid.class);
        clock.pass(Duration.ofSeconds(1));
        assertThat(links.verify(token)).isEqualTo(new Verified.Expired("i1", clock.instant()));
    }

    @Test
    void aLinkUnderAnotherKeyIsForged() {
        byte[] other = KEY.clone();
        other[31] ^= 1;

        assertThat(links(other).verify(links.token("i1", "li", Action.ACKNOWLEDGE)))
                .isEqualTo(new Verified.Forged());
    }

    @Test
    void aShortKeyIsRefusedWithoutEchoingIt() {
        assertThatThrownBy(() -> links("short-secret".getBytes(StandardCharsets.US_ASCII)))
                .hasMessageContaining("16 bytes")
                .hasMessageNotContaining("short-secret");
    }

    @Property
    void anyChangedBitIsForged(@ForAll @IntRange(min = 0, max = 1_000_000) int place) {
        String token = links.token("pipe-burst:pipe-3:17", "li", Action.ACKNOWLEDGE);
        byte[] bytes = Base64.getUrlDecoder().decode(token);
        int bit = place % (bytes.length * 8);
        bytes[bit / 8] ^= (byte) (1 << (bit % 8));

        String changed = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);

        assertThat(links.verify(changed)).isEqualTo(new Verified.Forged());
    }

    /** Also in the last letter, which carries bits that decoding would ignore. */
    @ParameterizedTest
    @ValueSource(strings = {"i", "li", "zha"})
    void anyOtherLetterAnywhereIsForged(String person) {
        String token = links.token("i1", person, Action.ACKNOWLEDGE);
        String letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=+/. ";

        for (int place = 0; place < token.length(); place++) {
            for (char letter : letters.toCharArray()) {
                if (letter != token.charAt(place)) {
                    StringBuilder changed = new StringBuilder(token);
                    changed.setCharAt(place, letter);
                    assertThat(links.verify(changed.toString())).isEqualTo(new Verified.Forged());
                }
            }
        }
    }

    @Property
    void noTextMakesItThrow(@ForAll @StringLength(max = 3_000) String anything) {
        assertThat(links.verify(anything)).isEqualTo(new Verified.Forged());
    }

    @Property
    void whatWasIssuedIsRead(@ForAll @StringLength(max = 200) String incident, @ForAll Action action) {
        String readable = new String(incident.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);

        assertThat(links.verify(links.token(readable, "li", action)))
                .isEqualTo(new Verified.Valid(
                        readable, "li", action, clock.instant().plus(Duration.ofHours(24))));
    }
}
