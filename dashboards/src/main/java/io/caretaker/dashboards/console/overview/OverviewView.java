package io.caretaker.dashboards.console.overview;

import io.caretaker.dashboards.console.estate.Condition;
import io.caretaker.dashboards.console.incident.IncidentLine;
import io.caretaker.model.fault.Severity;
import java.util.List;

/** What the overview shows. */
record OverviewView(
        List<SeverityCount> severities,
        long open,
        long untaken,
        long inRepair,
        long proving,
        long provedToday,
        List<EstateCard> estates,
        List<IncidentLine> newest) {

    record SeverityCount(Severity severity, String label, int number) {}

    record EstateCard(
            String href,
            String name,
            int households,
            int assets,
            int open,
            Severity worst,
            List<FamilyState> families) {
        /** Nothing to tell apart: the card says so in one line. */
        public boolean calm() {
            return families.stream().allMatch(f -> f.condition() == Condition.OK);
        }
    }

    /** @param condition the worst of its assets */
    record FamilyState(String id, String label, int total, int faults, int repairs, int silent, Condition condition) {
        /** Share of the assets that are not well, 0 to 100; at least 2 when there is one, so that it can be seen. */
        public int badShare() {
            int bad = faults + repairs + silent;
            return bad == 0 || total == 0 ? 0 : Math.max(2, bad * 100 / total);
        }
    }
}
