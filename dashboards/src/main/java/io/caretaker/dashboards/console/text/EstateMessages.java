package io.caretaker.dashboards.console.text;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Words of the estate's live picture. */
@MessageBundle(value = "est", locale = "en")
public interface EstateMessages {
    @Message("Live picture")
    String picture();

    @Message("Plan")
    String plan();

    @Message("List")
    String list();

    @Message("Skip the plan")
    String skipPlan();

    @Message("Legend")
    String legend();

    @Message("Open incidents")
    String openIncidents();

    @Message("Nothing is open in this estate.")
    String quiet();

    @Message("Choose a point in the plan to see its readings.")
    String pick();

    @Message("Close")
    String close();

    @Message("Open its page")
    String openPage();

    @Message("{number} assets")
    String assetCount(int number);

    @Message("Asset")
    String asset();

    @Message("Kind")
    String type();

    @Message("Condition")
    String condition();

    @Message("System")
    String group();

    @Message("Name or id")
    String findAsset();

    @Message("{from}–{to} of {total}")
    String showing(int from, int to, int total);

    @Message("Next")
    String next();

    @Message("Previous")
    String previous();

    @Message("Family")
    String family();

    @Message("No assets fit this filter.")
    String noAssets();

    @Message("Plan of {name}")
    String planOf(String name);
}
