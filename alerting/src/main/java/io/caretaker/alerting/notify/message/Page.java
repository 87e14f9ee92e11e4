package io.caretaker.alerting.notify.message;

import java.util.List;

/**
 * What a message says, in the person's language and the estate's time, ready for the templates. Empty texts are left out
 * by them.
 *
 * @param faultInSentence the fault's name as it stands inside a sentence
 * @param place from the estate down to the asset
 * @param since the onset, by the estate's clock
 * @param trend the last measured value and where it goes
 * @param range lowest and highest value of the sparkline
 * @param assets how many assets are hit
 * @param told others who were told, first told first
 * @param next what comes next: one, or none when nobody else is called
 */
record Page(
        String title,
        String severity,
        String shortId,
        String fault,
        String faultInSentence,
        String asset,
        String estate,
        String place,
        String map,
        String since,
        String opened,
        String trend,
        List<Measured> numbers,
        String sparkline,
        String range,
        long assets,
        long symptoms,
        String firstAction,
        String state,
        String takenBy,
        List<Told> told,
        List<Next> next,
        String acknowledge,
        String escalate,
        String open) {

    /** Each with its unit; limit and usual value empty where there is none. */
    record Measured(String metric, String measured, String limit, String usual) {}

    record Told(String name, String time, String channel, String delivery) {}

    record Next(String time, String names, boolean lapse) {}

    Page titled(String newTitle) {
        return new Page(
                newTitle,
                severity,
                shortId,
                fault,
                faultInSentence,
                asset,
                estate,
                place,
                map,
                since,
                opened,
                trend,
                numbers,
                sparkline,
                range,
                assets,
                symptoms,
                firstAction,
                state,
                takenBy,
                told,
                next,
                acknowledge,
                escalate,
                open);
    }
}
