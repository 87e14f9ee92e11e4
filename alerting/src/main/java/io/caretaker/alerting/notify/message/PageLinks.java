package io.caretaker.alerting.notify.message;

import io.caretaker.alerting.notify.ActionLink;
import io.caretaker.alerting.notify.Message;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The links of a message: two signed ones and the console's page of the incident. */
public final class PageLinks {
    private final ActionLink actions;
    private final URI base;

    /** @param base address of the service as people reach it */
    public PageLinks(ActionLink actions, URI base) {
        this.actions = actions;
        this.base = ActionLink.directory(base);
    }

    Message.Links to(String incident, String person) {
        String encoded = URLEncoder.encode(incident, StandardCharsets.UTF_8).replace("+", "%20");
        return new Message.Links(
                actions.issue(incident, person, ActionLink.Action.ACKNOWLEDGE),
                actions.issue(incident, person, ActionLink.Action.ESCALATE),
                base.resolve("incidents/" + encoded));
    }
}
