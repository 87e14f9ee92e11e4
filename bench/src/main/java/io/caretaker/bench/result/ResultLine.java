package io.caretaker.bench.result;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The line of JSON that a scenario prints last. */
public final class ResultLine {
    private final ObjectNode root = new ObjectMapper().createObjectNode();
    private final ObjectNode ratios;
    private boolean checked = true;

    public ResultLine(String bench, double value, String unit) {
        root.put("bench", bench).put("value", rounded(value)).put("unit", unit);
        ratios = root.putObject("ratios");
    }

    /** How many times the peer's figure of the same run ours is; left out when the peer did not run. */
    public ResultLine ratio(String peer, double ours, double theirs) {
        if (theirs > 0) {
            ratios.put(peer, rounded(ours / theirs));
        }
        return this;
    }

    public ResultLine with(String name, double value) {
        root.put(name, rounded(value));
        return this;
    }

    /** A number that is exact. */
    public ResultLine count(String name, long count) {
        root.put(name, count);
        return this;
    }

    public ResultLine with(String name, String text) {
        root.put(name, text);
        return this;
    }

    /** One of the comparisons on the receiving side; all of them must hold. */
    public ResultLine check(boolean holds) {
        checked &= holds;
        return this;
    }

    public String json() {
        return root.put("checked", checked)
                .put("cores", Runtime.getRuntime().availableProcessors())
                .put("java", Runtime.version().toString())
                .toString();
    }

    /** Prints the line. @return exit code: 0, or 1 when a check failed */
    public int print() {
        System.out.println(json());
        return checked ? 0 : 1;
    }

    /** Four significant digits: more would be noise. */
    private static double rounded(double value) {
        if (value == 0 || !Double.isFinite(value)) {
            return 0;
        }
        return new java.math.BigDecimal(value)
                .round(new java.math.MathContext(4))
                .doubleValue();
    }
}
