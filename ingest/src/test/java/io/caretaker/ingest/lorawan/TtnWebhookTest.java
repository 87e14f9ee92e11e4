package io.caretaker.ingest.lorawan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caretaker.ingest.lorawan.ttn.TtnWebhook;
import io.caretaker.model.InvalidValue;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TtnWebhookTest {
    private static final String GOOD =
            "https://eu1.cloud.thethings.network/api/v3/as/applications/a/webhooks/w/devices/d/down/";

    private final TtnWebhook webhook = new TtnWebhook(List.of("EU1.cloud.thethings.network", "tts.example:1885"));

    @Test
    void theHeadersNameTheWayBack() {
        ReturnPath path = webhook.path(GOOD + "push", GOOD + "replace", "NNSXS.K");

        assertThat(path)
                .isEqualTo(new ReturnPath.Webhook(URI.create(GOOD + "push"), URI.create(GOOD + "replace"), "NNSXS.K"))
                .asString()
                .doesNotContain("NNSXS");
        assertThat(webhook.path("https://tts.example:1885/push", "https://tts.example:1885/replace", "k"))
                .isInstanceOf(ReturnPath.Webhook.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://eu1.cloud.thethings.network/push",
                "https://tts.example/push",
                "https://10.0.0.1/push",
                "https://eu1.cloud.thethings.network@10.0.0.1/push",
                "https://x@eu1.cloud.thethings.network/push",
                "https://eu1.cloud.thethings.network.evil.example/push",
                "file:///etc/passwd",
                "//eu1.cloud.thethings.network/push",
                "eu1.cloud.thethings.network/push",
                "https://eu1.cloud.thethings.network/ push",
                ""
            })
    void anAddressThatNobodyAllowedIsNoWayBack(String address) {
        assertThat(webhook.path(address, GOOD + "replace", "k")).isEqualTo(new ReturnPath.None());
        assertThat(webhook.path(GOOD + "push", address, "k")).isEqualTo(new ReturnPath.None());
    }

    @Test
    void withoutHeadersOrHostsThereIsNone() {
        assertThat(webhook.path(null, null, null)).isEqualTo(new ReturnPath.None());
        assertThat(webhook.path(GOOD, GOOD, "two\r\nlines")).isEqualTo(new ReturnPath.None());
        assertThat(new TtnWebhook(List.of()).path(GOOD, GOOD, "k")).isEqualTo(new ReturnPath.None());
        assertThatThrownBy(() -> new TtnWebhook(List.of("https://eu1.cloud.thethings.network")))
                .isInstanceOf(InvalidValue.class)
                .hasMessageContaining("downlink-hosts");
    }
}
