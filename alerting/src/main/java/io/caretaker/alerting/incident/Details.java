package io.caretaker.alerting.incident;

import io.caretaker.model.fault.Evidence;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What timeline entries carry for the translated sentences of pages and messages. */
final class Details {
    private Details() {}

    /** {@code type}, {@code asset} and of the first number {@code device metric value limit unit rule}. */
    static Map<String, String> of(String type, String asset, List<Evidence> evidence) {
        Map<String, String> details = new HashMap<>();
        details.put("type", type);
        details.put("asset", asset);
        if (!evidence.isEmpty()) {
            Evidence first = evidence.get(0);
            details.put("device", first.device());
            details.put("metric", first.metric());
            details.put("value", number(first.value()));
            if (!Double.isNaN(first.limit())) {
                details.put("limit", number(first.limit()));
            }
            details.put("unit", first.unit());
            details.put("rule", first.rule());
        }
        return details;
    }

    static Map<String, String> with(Map<String, String> details, String key, Object value) {
        Map<String, String> more = new HashMap<>(details);
        more.put(key, String.valueOf(value));
        return more;
    }

    /** At most three decimals, no exponent: as an operator reads it. */
    static String number(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return String.valueOf(value);
        }
        return BigDecimal.valueOf(value)
                .setScale(3, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }
}
