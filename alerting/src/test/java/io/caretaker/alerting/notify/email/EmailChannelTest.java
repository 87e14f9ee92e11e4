package io.caretaker.alerting.notify.email;

import static org.assertj.core.api.Assertions.assertThat;

import io.caretaker.alerting.notify.Delivery;
import io.caretaker.alerting.notify.Messages;
import io.caretaker.alerting.oncall.Night;
import io.caretaker.model.fault.Severity;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class EmailChannelTest {
    private final List<EmailMessage> sent = new ArrayList<>();
    private CompletableFuture<Void> relay = CompletableFuture.completedFuture(null);
    private final EmailChannel channel = new EmailChannel(
            message -> {
                sent.add(message);
                return relay;
            },
            "caretaker.example.org");

    private Delivery send(String key, String incident) {
        return channel.send(Messages.about(key, incident, Severity.S1), Night.LI)
                .toCompletableFuture()
                .join();
    }

    @Test
    void allOfAnIncidentIsOneThreadAndARetryRepeatsItsId() {
        send("i1:0:li:email", "i1");
        send("i1:0:li:email", "i1");
        send("i1:1:li:email", "i1");
        send("i2:0:li:email", "i2");

        assertThat(sent.get(0).messageId()).matches("<[0-9a-f-]{36}@caretaker\\.example\\.org>");
        assertThat(sent.get(1).messageId()).isEqualTo(sent.get(0).messageId());
        assertThat(sent.get(2).messageId()).isNotEqualTo(sent.get(0).messageId());
        assertThat(sent.get(2).headers().get("References"))
                .isEqualTo(sent.get(0).headers().get("References"))
                .isNotEqualTo(sent.get(3).headers().get("References"));
    }

    @Test
    void itSaysThatAMachineWroteIt() {
        send("i1:0:li:email", "i1");

        assertThat(sent.get(0).headers()).containsEntry("Auto-Submitted", "auto-generated");
        assertThat(sent.get(0).to()).isEqualTo("li@example.org");
        assertThat(sent.get(0).subject()).startsWith("【紧急】#");
        assertThat(sent.get(0).text()).contains("先做：关阀");
        assertThat(sent.get(0).html()).contains("<p>");
    }

    @Test
    void aLineBreakCannotAddAHeader() {
        EmailMessage message = new EmailMessage("a@b", "one\r\nBcc: c@d", "t", "h", "<1@x>", Map.of());

        assertThat(message.subject()).isEqualTo("one Bcc: c@d");
        assertThat(message.toString()).doesNotContain("a@b");
    }

    @Test
    void aRelayThatIsDownIsTriedAgainAndOneThatRefusesIsNot() {
        relay = CompletableFuture.failedFuture(new IOException("li@example.org: connection reset"));
        assertThat(send("k", "i1")).isEqualTo(new Delivery.Retry(java.time.Duration.ZERO, "relay failed: IOException"));

        relay = CompletableFuture.failedFuture(new MailRefused("550 no such mailbox", null));
        assertThat(send("k", "i1")).isEqualTo(new Delivery.Refused("refused by the relay: 550 no such mailbox"));
    }

    @Test
    void withoutAnAddressItIsRefused() {
        Delivery delivery = channel.send(Messages.about("k", "i1", Severity.S2), Night.WANG)
                .toCompletableFuture()
                .join();

        assertThat(delivery).isInstanceOf(Delivery.Refused.class);
        assertThat(sent).isEmpty();
    }
}
