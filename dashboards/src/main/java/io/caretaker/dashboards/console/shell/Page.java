package io.caretaker.dashboards.console.shell;

import java.util.List;
import java.util.Optional;

/**
 * What the frame of every page needs, already in the reader's words.
 *
 * @param lang {@code zh-CN} or {@code en}
 * @param theme {@code auto}, {@code light} or {@code dark}
 * @param section which entry of the navigation is current
 * @param title of the page, before the product's name
 * @param path address of this page, for coming back after a change of settings
 * @param csrf token for forms, empty when nobody is signed in
 * @param estate id of the estate that the page is about, empty for pages over all
 * @param models whether the pages of device models are for the viewer
 * @param clock the service's time
 */
public record Page(
        String lang,
        String theme,
        String section,
        String title,
        String path,
        Optional<Who> who,
        String csrf,
        String estate,
        List<EstateLink> estates,
        boolean models,
        Clock clock) {

    public record Who(String name, String initial, String roles) {}

    public record EstateLink(String id, String name, boolean current) {}

    /** @param speed empty unless simulated; {@code ticks} is service seconds a wall-clock second */
    public record Clock(
            String date, String time, long epochMillis, String zone, double ticks, Optional<String> speed) {}
}
