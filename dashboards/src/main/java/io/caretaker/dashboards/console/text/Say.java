package io.caretaker.dashboards.console.text;

import io.caretaker.model.Text;
import io.caretaker.model.Times;
import io.caretaker.model.fault.Evidence;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Puts times, numbers and names into the words of the reader. Immutable.
 *
 * @param locale language of the page
 * @param zone local time of the place that the page is about
 * @param now the service's time when the request was answered
 */
public record Say(Locale locale, ZoneId zone, Instant now) {

    /** The same in the local time of another place. */
    public Say in(ZoneId place) {
        return new Say(locale, place, now);
    }

    public Words words() {
        return Words.in(locale);
    }

    public String text(Text text) {
        return text.in(locale);
    }

    public String word(String prefix, Enum<?> constant) {
        return words().of(constant, prefix);
    }

    /** As {@code 11月24日 周二 03:12}. */
    public String dateTime(long micros) {
        return format(words().find("format.day").orElseThrow(), micros);
    }

    /** As {@code 03:12}; with the day before it when that is not today. */
    public String time(long micros) {
        boolean today = Times.instant(micros)
                .atZone(zone)
                .toLocalDate()
                .equals(now.atZone(zone).toLocalDate());
        return today ? format("HH:mm", micros) : dateTime(micros);
    }

    public String date() {
        return format(words().find("format.date").orElseThrow(), Times.micros(now));
    }

    public String clock() {
        return format("HH:mm", Times.micros(now));
    }

    /** Machine-readable, for {@code <time datetime>}. */
    public String iso(long micros) {
        return Times.instant(micros).toString();
    }

    /** As {@code 3 分钟前}; a time ahead counts as now. */
    public String ago(long micros) {
        Duration age = Duration.between(Times.instant(micros), now);
        if (age.toSeconds() < 60) {
            return words().of("time", "now");
        }
        if (age.toMinutes() < 60) {
            return spanned("time.minutes.ago", age.toMinutes());
        }
        if (age.toHours() < 48) {
            return spanned("time.hours.ago", age.toHours());
        }
        return spanned("time.days.ago", age.toDays());
    }

    /** As {@code 25 分钟后}, or {@code 已超时 2 小时}. */
    public String until(long micros) {
        Duration left = Duration.between(now, Times.instant(micros));
        return left.isNegative()
                ? words().filled("time.overdue", Map.of("0", span(left.negated())))
                : words().filled("time.in", Map.of("0", span(left)));
    }

    /** As {@code 2 小时 5 分}: the two largest units. */
    public String span(Duration span) {
        if (span.toMinutes() < 1) {
            return spanned("span.seconds", span.toSeconds());
        }
        if (span.toHours() < 1) {
            return spanned("span.minutes", span.toMinutes());
        }
        if (span.toDays() < 1) {
            return span.toMinutesPart() == 0
                    ? spanned("span.hours", span.toHours())
                    : spanned("span.hours.minutes", span.toHours(), span.toMinutesPart());
        }
        return span.toHoursPart() == 0 || span.toDays() > 6
                ? spanned("span.days", span.toDays())
                : spanned("span.days.hours", span.toDays(), span.toHoursPart());
    }

    /** Also of what a detector computes from a metric, such as {@code water_pressure_drop}. */
    public String metric(String metric) {
        int per = metric.indexOf("_per_");
        int last = metric.lastIndexOf('_');
        if (last < 0 || words().find("metric." + metric).isPresent()) {
            return words().of("metric", metric);
        }
        if (per > 0) {
            return words().filled(
                            "derived.per",
                            Map.of("0", metric(metric.substring(0, per)), "1", metric(metric.substring(per + 5))));
        }
        String derived = "derived." + metric.substring(last + 1);
        return words().find(derived).isPresent()
                ? words().filled(derived, Map.of("0", metric(metric.substring(0, last))))
                : words().of("metric", metric);
    }

    /** Whether the value is a state that has a word: a limit beside it would tell nothing. */
    public boolean isState(String metric) {
        return words().find("value." + metric + ".0").isPresent();
    }

    /** The value in the words of the metric: {@code 312.5 kPa}, {@code 断开}. */
    public String value(String metric, double value, String ucum) {
        String base = metric.replaceAll("_(usual|expected)$", "");
        return words().find("value." + base + "." + Math.round(value))
                .filter(w -> value == Math.rint(value))
                .orElseGet(() -> (Numbers.plain(value) + " " + Numbers.unit(ucum)).strip());
    }

    /** What the evidence says, as {@code 压力 212 kPa，限值 250 kPa}. */
    public String evidence(Evidence evidence) {
        String key = Double.isNaN(evidence.limit()) || isState(evidence.metric())
                ? "evidence.plain"
                : evidence.value() > evidence.limit() ? "evidence.above" : "evidence.below";
        return words().filled(
                        key,
                        Map.of(
                                "metric", metric(evidence.metric()),
                                "value", value(evidence.metric(), evidence.value(), evidence.unit()),
                                "limit", value(evidence.metric(), evidence.limit(), evidence.unit())));
    }

    public String list(List<String> parts) {
        return parts.stream()
                .collect(Collectors.joining(words().find("separator.list").orElse(", ")));
    }

    private String format(String pattern, long micros) {
        return DateTimeFormatter.ofPattern(pattern, locale)
                .format(Times.instant(micros).atZone(zone));
    }

    private String spanned(String key, long first) {
        return words().filled(key, Map.of("0", Long.toString(first)));
    }

    private String spanned(String key, long first, long second) {
        return words().filled(key, Map.of("0", Long.toString(first), "1", Long.toString(second)));
    }
}
