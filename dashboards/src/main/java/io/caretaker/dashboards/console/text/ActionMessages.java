package io.caretaker.dashboards.console.text;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Words of the page behind a link in a message. */
@MessageBundle(value = "act", locale = "en")
public interface ActionMessages {
    @Message("Take it on")
    String ackButton();

    @Message("{name}, one tap stops the escalation and tells the others.")
    String ackHint(String name);

    @Message("Tell the next person now")
    String escalateButton();

    @Message("{name}, one tap tells whoever is next. You need not take it on.")
    String escalateHint(String name);

    @Message("The next person is being told")
    String escalatedTitle();

    @Message("This incident is closed. Nothing is left to do.")
    String overText();

    @Message("You are on it")
    String doneTitle();

    @Message("The escalation has stopped. The others have been told.")
    String doneText();

    @Message("{name} has already taken it on.")
    String alreadyText(String name);

    @Message("This link no longer works")
    String expiredTitle();

    @Message("It has expired or is incomplete. Sign in to handle the incident.")
    String expiredText();

    @Message("Open the incident")
    String openIncident();
}
