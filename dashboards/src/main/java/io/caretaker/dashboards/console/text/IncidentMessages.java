package io.caretaker.dashboards.console.text;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Words of incidents. */
@MessageBundle(value = "inc", locale = "en")
public interface IncidentMessages {
    @Message("Incidents")
    String title();

    @Message("Why")
    String explanation();

    @Message("Numbers")
    String numbers();

    @Message("Measured")
    String measured();

    @Message("Limit")
    String limit();

    @Message("Rule")
    String rule();

    @Message("{number} further faults are explained by this one")
    String symptoms(long number);

    @Message("+{number} explained")
    String symptomsShort(long number);

    @Message("Timeline")
    String timeline();

    @Message("Who was told")
    String told();

    @Message("Nobody has been told yet.")
    String noneTold();

    @Message("Person")
    String person();

    @Message("Channel")
    String channel();

    @Message("Delivery")
    String delivery();

    @Message("Step")
    String step();

    @Message("Take it on")
    String acknowledge();

    @Message("Comment")
    String comment();

    @Message("What should others know?")
    String commentLabel();

    @Message("Send")
    String send();

    @Message("Escalate now")
    String escalate();

    @Message("First action")
    String firstAction();

    @Message("Repair task")
    String task();

    @Message("No repair task yet.")
    String noTask();

    @Message("{name} is on it")
    String ackBy(String name);

    @Message("Nobody has taken it on yet")
    String ackNone();

    @Message("Began")
    String onset();

    @Message("Detected")
    String opened();

    @Message("Lasted")
    String lasted();

    @Message("Came back {number} times")
    String reopened(int number);

    @Message("back to normal")
    String cleared();

    @Message("still on")
    String stillOn();

    @Message("Not closed")
    String open();

    @Message("Closed")
    String closedOnes();

    @Message("No incident fits this filter. Good.")
    String empty();

    @Message("{fault} at {asset}, since {time}.")
    String sentence(String fault, String asset, String time);

    @Message("Residents are told")
    String residents();

    @Message("Readings around the fault")
    String chart();

    @Message("Respond by")
    String respondBy();

    @Message("Repair by")
    String repairBy();

    @Message("Actions")
    String actions();

    @Message("{number} incidents")
    String count(long number);
}
