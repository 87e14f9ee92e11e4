package io.caretaker.dashboards.grafana;

import io.caretaker.model.estate.AssetType;
import java.time.ZoneId;
import java.util.Locale;

/**
 * The samples of one metric of the chosen assets, and the InfluxQL that asks for them in the dialect that InfluxDB 1.x,
 * 2.x and 3 Core share. A measurement is a metric; its tags are estate, asset, device and type; its fields are value and
 * quality. Bad values (quality 2: implausible) are drawn nowhere, but show that their device is alive.
 *
 * @param variable name of the variable that chooses the assets, empty for all of the chosen estates
 */
record Selection(String metric, AssetType type, String variable) {
    static Selection of(String metric, AssetType type) {
        return new Selection(metric, type, "");
    }

    Selection chosenBy(String variable) {
        return new Selection(metric, type, variable);
    }

    /** The tag value of an asset type. */
    static String tag(AssetType type) {
        return type.name().toLowerCase(Locale.ROOT);
    }

    /** Mean of each interval, an empty one left empty. */
    Target.Influx mean(String alias) {
        return each("mean(\"value\")", alias);
    }

    Target.Influx mean() {
        return mean("$tag_asset");
    }

    /** Last state of each interval. */
    Target.Influx last() {
        return each("last(\"value\")", "$tag_asset");
    }

    Target.Influx lowest(String alias) {
        return each("min(\"value\")", alias);
    }

    Target.Influx highest(String alias) {
        return each("max(\"value\")", alias);
    }

    /** Mean of each interval in percent of a reference, such as a rated power. */
    Target.Influx percentOf(String reference) {
        return each("mean(\"value\") / " + reference + " * 100", "$tag_asset");
    }

    /** A calculation for each asset and each interval. */
    Target.Influx each(String calculation, String alias) {
        return Target.seriesByAsset(
                "SELECT " + calculation + from() + " GROUP BY time($__interval), \"asset\" fill(null)", alias);
    }

    /** A horizontal line, as long as there is data: thresholds of Grafana cannot follow a variable. */
    Target.Influx line(String value, String alias) {
        return Target.series(
                "SELECT 0 * mean(\"value\") + " + value + from() + " GROUP BY time($__interval) fill(none)", alias);
    }

    /** Growth of a counter in each hour; a reset counts as nothing. */
    Target.Influx hourlyGrowth() {
        return Target.seriesByAsset(
                "SELECT non_negative_difference(last(\"value\"))" + from() + " GROUP BY time(1h), \"asset\" fill(none)",
                "$tag_asset");
    }

    /** Newest sample of each device, believable or not, with its time. */
    Target.Influx lastSeen() {
        return Target.table(
                "SELECT last(\"value\") AS \"value\"" + fromAll() + " GROUP BY \"estate\", \"asset\", \"device\"",
                "value");
    }

    /** Newest value of each asset. */
    Target.Influx newest(String column) {
        return Target.table(
                "SELECT last(\"value\") AS \"" + column + "\"" + from() + " GROUP BY \"estate\", \"asset\", \"device\"",
                column);
    }

    /** Samples in each interval, by device; 0 where it was silent. */
    Target.Influx samples() {
        return Target.seriesByAsset(
                "SELECT count(\"value\")" + fromAll() + " GROUP BY time($__interval), \"device\", \"asset\" fill(0)",
                "$tag_device");
    }

    /**
     * One number over the newest value of every asset, such as the lowest.
     *
     * @param calculation over {@code "newest"}
     */
    Target.Influx overNewest(String calculation) {
        return Target.series("SELECT " + calculation + " FROM (" + newestOfEach() + ")", "");
    }

    /** How many assets have a newest value that fits; no answer when none does. */
    Target.Influx countNewest(String condition) {
        return Target.series(
                "SELECT count(\"newest\") FROM (" + newestOfEach() + ") WHERE \"newest\" " + condition, "");
    }

    /** How many assets have a mean in each interval that fits. */
    Target.Influx countOfMeans(String condition, String interval, String alias) {
        return Target.series(
                "SELECT count(\"m\") FROM (SELECT mean(\"value\") AS \"m\"" + from() + " GROUP BY time(" + interval
                        + "), \"asset\") WHERE \"m\" " + condition + " AND $timeFilter GROUP BY time(" + interval
                        + ") fill(0)",
                alias);
    }

    /** Sum of the means of all assets, by estate. */
    Target.Influx sumByEstate() {
        return Target.series(
                "SELECT sum(\"m\") FROM (SELECT mean(\"value\") AS \"m\"" + from()
                        + " GROUP BY time($__interval), \"asset\", \"estate\") WHERE $timeFilter"
                        + " GROUP BY time($__interval), \"estate\" fill(none)",
                "$tag_estate");
    }

    /** Lowest hourly mean of each day of the zone: of a flow, the minimum night flow. */
    Target.Influx lowestHourOfDay(ZoneId zone) {
        return Target.seriesByAsset(
                "SELECT min(\"m\") FROM (SELECT mean(\"value\") AS \"m\"" + from()
                        + " GROUP BY time(1h), \"asset\") WHERE $timeFilter"
                        + " GROUP BY time(1d), \"asset\" fill(none) tz('" + zone + "')",
                "$tag_asset");
    }

    /** How many devices sent at least one sample in each interval. */
    Target.Influx reportingDevices(String interval, String alias) {
        return Target.series(
                "SELECT count(\"n\") FROM (SELECT count(\"value\") AS \"n\"" + fromAll() + " GROUP BY time(" + interval
                        + "), \"device\") WHERE \"n\" > 0 AND $timeFilter GROUP BY time(" + interval + ") fill(0)",
                alias);
    }

    private String newestOfEach() {
        return "SELECT last(\"value\") AS \"newest\"" + from() + " GROUP BY \"asset\"";
    }

    /** {@code FROM … WHERE …} of all samples that can be believed, with the time range of the page. */
    private String from() {
        return fromAll() + " AND \"quality\" < 2";
    }

    private String fromAll() {
        String chosen = variable.isEmpty() ? "" : " AND \"asset\" =~ /^${" + variable + ":regex}$/";
        return " FROM \"" + metric + "\" WHERE \"estate\" =~ /^${estate:regex}$/ AND \"type\" = '" + tag(type) + "'"
                + chosen + " AND $timeFilter";
    }
}
