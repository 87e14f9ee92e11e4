package io.caretaker.dashboards.console.text;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Words of the overview. */
@MessageBundle(value = "over", locale = "en")
public interface OverviewMessages {
    @Message("Overview")
    String title();

    @Message("Open incidents")
    String openNow();

    @Message("Not taken yet")
    String needsHands();

    @Message("In repair")
    String inRepair();

    @Message("Being proved")
    String proving();

    @Message("Proved today")
    String provedToday();

    @Message("All quiet. Nothing needs you right now.")
    String calm();

    @Message("Newest incidents")
    String newest();

    @Message("Estates")
    String estates();

    @Message("{number} households")
    String households(int number);

    @Message("{number} assets")
    String assets(int number);

    @Message("{number} open")
    String openCount(int number);

    @Message("{number} faulty")
    String faults(int number);

    @Message("{number} in repair")
    String repairs(int number);

    @Message("{number} silent")
    String silent(int number);

    @Message("all normal")
    String allGood();

    @Message("none here")
    String none();

    @Message("See all")
    String seeAll();
}
