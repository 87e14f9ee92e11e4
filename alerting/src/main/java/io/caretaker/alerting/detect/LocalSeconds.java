package io.caretaker.alerting.detect;

import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Local time of a zone in seconds. The offset is remembered with the span it holds for: the rules of a zone are a search in
 * a table, too much for every reading. One for each zone, safe for use by several threads.
 */
final class LocalSeconds {
    private static final Map<ZoneId, LocalSeconds> OF_ZONE = new ConcurrentHashMap<>();

    /** @param to exclusive */
    private record Span(long from, long to, int offset) {}

    private final ZoneRules rules;
    private volatile Span span = new Span(0, 0, 0);

    private LocalSeconds(ZoneId zone) {
        rules = zone.getRules();
    }

    static LocalSeconds of(ZoneId zone) {
        return OF_ZONE.computeIfAbsent(zone, LocalSeconds::new);
    }

    /** Seconds since 1970-01-01T00:00 of the zone's clocks. */
    long at(long timeMicros) {
        long second = Math.floorDiv(timeMicros, 1_000_000L);
        Span known = span;
        if (second < known.from() || second >= known.to()) {
            known = around(second);
            span = known;
        }
        return second + known.offset();
    }

    private Span around(long second) {
        Instant instant = Instant.ofEpochSecond(second);
        ZoneOffsetTransition before = rules.previousTransition(instant.plusSeconds(1));
        ZoneOffsetTransition after = rules.nextTransition(instant);
        return new Span(
                before == null ? Long.MIN_VALUE : before.toEpochSecond(),
                after == null ? Long.MAX_VALUE : after.toEpochSecond(),
                rules.getOffset(instant).getTotalSeconds());
    }
}
