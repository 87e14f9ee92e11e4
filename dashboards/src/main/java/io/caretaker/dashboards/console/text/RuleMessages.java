package io.caretaker.dashboards.console.text;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Words of rules. */
@MessageBundle(value = "rul", locale = "en")
public interface RuleMessages {
    @Message("Rules")
    String title();

    @Message("Fault")
    String fault();

    @Message("Detector")
    String detector();

    @Message("Asset kind")
    String kind();

    @Message("Metric")
    String metric();

    @Message("Parameters")
    String parameters();

    @Message("Overridden at")
    String overridden();

    @Message("nowhere")
    String nowhere();

    @Message("off")
    String off();

    @Message("on")
    String on();

    @Message("Where it applies")
    String scope();

    @Message("Level")
    String level();

    @Message("Which one")
    String target();

    @Message("Show values there")
    String choose();

    @Message("Parameter")
    String parameter();

    @Message("Allowed")
    String range();

    @Message("Comes from")
    String origin();

    @Message("New value")
    String newValue();

    @Message("inherited: {value}")
    String inherited(String value);

    @Message("Leave empty to inherit")
    String leaveEmpty();

    @Message("On here")
    String enabledHere();

    @Message("as inherited")
    String inherit();

    @Message("Try: how often would it have fired in the last 7 days?")
    String tryIt();

    @Message("Trying the rule on stored readings")
    String trying();

    @Message("Now")
    String before();

    @Message("With the change")
    String after();

    @Message("Alerts")
    String alerts();

    @Message("Alerts per day")
    String perDay();

    @Message("At night")
    String night();

    @Message("Assets concerned")
    String assetsHit();

    @Message("What changes")
    String examples();

    @Message("new")
    String added();

    @Message("no longer")
    String removed();

    @Message("No difference in this span.")
    String noDifference();

    @Message("{readings} readings judged")
    String judged(String readings);

    @Message("Publish")
    String publish();

    @Message("Reason")
    String reason();

    @Message("Colleagues read this in the history")
    String reasonHint();

    @Message("History")
    String history();

    @Message("Version")
    String version();

    @Message("Author")
    String author();

    @Message("As shipped, never changed.")
    String noHistory();

    @Message("When")
    String when();

    @Message("Alerts of each day, now and with the change")
    String perDayChart();

    @Message("Device")
    String device();

    @Message("{number} places")
    String places(int number);

    @Message("set here")
    String ownHere();

    @Message("Your role can read rules but not change them.")
    String readOnly();
}
