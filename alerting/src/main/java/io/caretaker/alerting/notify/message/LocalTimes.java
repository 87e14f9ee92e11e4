package io.caretaker.alerting.notify.message;

import io.caretaker.model.Times;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** Times as the people of the estate read them, 24 hours: {@code 11月24日 周二 03:12}. */
final class LocalTimes {
    /** Where most estates are; used only while the registry does not know the estate. */
    private static final ZoneId FALLBACK = ZoneId.of("Asia/Shanghai");

    private final DateTimeFormatter dayAndTime;
    private final DateTimeFormatter time;

    LocalTimes(Optional<ZoneId> zone, Locale language) {
        boolean english = Locale.ENGLISH.getLanguage().equals(language.getLanguage());
        ZoneId local = zone.orElse(FALLBACK);
        dayAndTime = DateTimeFormatter.ofPattern(english ? "EEE d MMM HH:mm" : "M月d日 EEE HH:mm", language)
                .withZone(local);
        time = DateTimeFormatter.ofPattern("HH:mm", language).withZone(local);
    }

    String dayAndTime(long micros) {
        return dayAndTime.format(Times.instant(micros));
    }

    String time(long micros) {
        return time.format(Times.instant(micros));
    }
}
