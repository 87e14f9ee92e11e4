package io.caretaker.dashboards.grafana;

/** What a panel asks. */
sealed interface Target {
    /** Asked and used by an expression, but not drawn. */
    boolean hidden();

    /**
     * @param query InfluxQL, with Grafana's variables
     * @param alias name of the series in the legend; Grafana replaces {@code $tag_…}; empty for its own
     * @param column name of the value's column when a table is asked for, empty for time series
     * @param byAsset whether each series is one asset
     */
    record Influx(String query, String alias, String column, boolean byAsset, boolean hidden) implements Target {
        boolean table() {
            return !column.isEmpty();
        }

        Influx hide() {
            return new Influx(query, "", column, byAsset, true);
        }
    }

    /**
     * Computed by Grafana from other targets of the panel, series by series where their tags agree: InfluxQL cannot
     * calculate across measurements.
     *
     * @param expression with {@code $A} for the first target, {@code $B} for the second …
     */
    record Expression(String expression) implements Target {
        @Override
        public boolean hidden() {
            return false;
        }
    }

    static Influx series(String query, String alias) {
        return new Influx(query, alias, "", false, false);
    }

    static Influx seriesByAsset(String query, String alias) {
        return new Influx(query, alias, "", true, false);
    }

    static Influx table(String query, String column) {
        return new Influx(query, "", column, true, false);
    }
}
