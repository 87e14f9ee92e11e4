package io.caretaker.dashboards.console.quality;

import java.util.List;

/**
 * Data quality as the page shows it, in the reader's words.
 *
 * @param estates the worst first
 * @param devices the worst first, as many as fit a page
 * @param total devices that reported
 */
record QualityView(
        List<Period> periods, List<EstateLine> estates, List<DeviceLine> devices, int total, List<Reason> reasons) {

    record Period(int days, boolean selected) {}

    /** @param count as people read it */
    record FlawCount(String label, String count) {}

    /** @param grade {@code bad}, {@code some} or {@code fine} */
    record EstateLine(
            String href, String name, int devices, int flawed, String share, String grade, List<FlawCount> flaws) {}

    /** @param todo what to do about the worst flaw, empty when there is none */
    record DeviceLine(
            String href,
            String id,
            String name,
            String estate,
            String newest,
            String share,
            String grade,
            List<FlawCount> flaws,
            String todo) {}

    record Reason(String label, String meaning, String todo) {}
}
