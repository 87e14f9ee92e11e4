package io.caretaker.dashboards.console.text;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Words of an asset's page. */
@MessageBundle(value = "ast", locale = "en")
public interface AssetMessages {
    @Message("Latest readings")
    String readings();

    @Message("No reading yet.")
    String noReadings();

    @Message("Metric")
    String metric();

    @Message("Value")
    String value();

    @Message("Quality")
    String quality();

    @Message("Age")
    String age();

    @Message("Device")
    String device();

    @Message("History")
    String history();

    @Message("1 h")
    String range1h();

    @Message("6 h")
    String range6h();

    @Message("24 h")
    String range24h();

    @Message("7 d")
    String range7d();

    @Message("As a table")
    String table();

    @Message("Time")
    String time();

    @Message("Lowest")
    String lowest();

    @Message("Average")
    String average();

    @Message("Highest")
    String highest();

    @Message("Incidents")
    String incidents();

    @Message("No incident on record.")
    String noIncidents();

    @Message("Below it")
    String children();

    @Message("Where it belongs")
    String path();

    @Message("Data sheet")
    String attributes();

    @Message("Chart of {metric}")
    String chartOf(String metric);

    @Message("limit")
    String limit();

    @Message("Loading chart")
    String loading();

    @Message("The chart could not be loaded.")
    String chartFailed();

    @Message("No readings in this span.")
    String noData();

    @Message("All readings")
    String allReadings();

    @Message("Model")
    String profile();

    @Message("every {span}")
    String every(String span);
}
