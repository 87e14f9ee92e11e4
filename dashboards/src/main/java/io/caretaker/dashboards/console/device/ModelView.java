package io.caretaker.dashboards.console.device;

import java.util.List;
import java.util.Optional;

/** What the pages of device models show. */
final class ModelView {
    private ModelView() {}

    /** How a model or profile stands with its codec: needs none, has version n, or it has to be imported. */
    record Codec(String id, int version, boolean needed, String href) {
        public boolean present() {
            return version > 0;
        }
    }

    record Tab(String href, String label, int count, boolean current) {}

    record Row(
            String href,
            String id,
            String name,
            String maker,
            String metrics,
            Codec codec,
            boolean installed,
            int devices) {}

    record Listing(
            List<Tab> tabs,
            boolean installedTab,
            List<Row> rows,
            String query,
            String shelf,
            int missing,
            boolean mayInstall) {}

    record Metric(String name, String label, String unit, String range) {}

    record Source(String source, String label, String formula, String words) {}

    record Setting(String name, String label, String unit, String value, String range) {}

    record Option(String value, String label, boolean selected) {}

    record Choice(String usual, String label, List<Option> options) {}

    record Installed(String id, String devices) {}

    record Detail(
            String id,
            String name,
            String maker,
            String shelf,
            String interval,
            String assets,
            Codec codec,
            List<Metric> metrics,
            List<Source> sources,
            String action,
            String profile,
            List<Setting> settings,
            List<Choice> choices,
            Optional<Installed> installed,
            String problem,
            boolean done,
            boolean mayInstall) {}
}
