package io.caretaker.dashboards.grafana;

import io.caretaker.model.Text;
import java.util.List;

/**
 * One panel. Immutable; the {@code with…} style methods answer a changed copy.
 *
 * @param width 1 to 24 columns of the page
 * @param height in grid units of 30 px
 * @param limitLines draw the thresholds as lines
 * @param minInterval shortest interval of a query, such as {@code 30m}; empty for the page's own
 * @param stateWords words for 0 and 1; null where the value is a quantity
 */
record Panel(
        Kind kind,
        Text title,
        Text description,
        int width,
        int height,
        List<Target> targets,
        Unit unit,
        List<Threshold> thresholds,
        boolean limitLines,
        String minInterval,
        StateWords stateWords) {

    /** How it looks, by Grafana's id of the panel type. */
    enum Kind {
        TIME_SERIES("timeseries"),
        STAT("stat"),
        TABLE("table"),
        STATE_TIMELINE("state-timeline"),
        BAR_GAUGE("bargauge");

        private final String id;

        Kind(String id) {
            this.id = id;
        }

        String id() {
            return id;
        }
    }

    /**
     * What 0 and 1 mean.
     *
     * @param oneIsGood whether 1 is the normal state; null when neither is bad
     */
    record StateWords(Text zero, Text one, Boolean oneIsGood) {}

    Panel {
        targets = List.copyOf(targets);
        thresholds = List.copyOf(thresholds);
    }

    static Panel of(Kind kind, Text title, Text description, Unit unit, Target... targets) {
        return new Panel(kind, title, description, 12, 8, List.of(targets), unit, Threshold.none(), false, "", null);
    }

    Panel size(int newWidth, int newHeight) {
        return new Panel(
                kind,
                title,
                description,
                newWidth,
                newHeight,
                targets,
                unit,
                thresholds,
                limitLines,
                minInterval,
                stateWords);
    }

    /** Colours, and on time series lines, at these values. */
    Panel limits(List<Threshold> newThresholds) {
        return new Panel(
                kind,
                title,
                description,
                width,
                height,
                targets,
                unit,
                newThresholds,
                kind == Kind.TIME_SERIES,
                minInterval,
                stateWords);
    }

    /** For slow devices: an interval shorter than theirs would show gaps. */
    Panel every(String interval) {
        return new Panel(
                kind, title, description, width, height, targets, unit, thresholds, limitLines, interval, stateWords);
    }

    Panel states(StateWords words) {
        return new Panel(
                kind, title, description, width, height, targets, unit, thresholds, limitLines, minInterval, words);
    }
}
