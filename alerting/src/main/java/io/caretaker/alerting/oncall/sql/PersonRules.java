package io.caretaker.alerting.oncall.sql;

import io.caretaker.model.Ids;
import io.caretaker.model.InvalidValue;
import io.caretaker.model.people.OnCallRota;
import io.caretaker.model.people.Person;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What a person and a rota must be like before they are stored: every fault found, not the first one only. */
final class PersonRules {
    private static final Set<String> LANGUAGES = Set.of("zh-CN", "en");
    // Deliberately simpler than RFC 5321: one @, no blanks, no line breaks that could end a header.
    private static final Pattern EMAIL = Pattern.compile("[^\\s@<>,;\"\\p{Cntrl}]{1,64}@[A-Za-z0-9.-]{1,255}");
    private static final Duration LONGEST_WAIT = Duration.ofHours(24);
    private static final Duration SHORTEST_WAIT = Duration.ofSeconds(30);

    private PersonRules() {}

    static List<InvalidValue> faults(Person person) {
        List<InvalidValue> faults = new ArrayList<>();
        if (person.name() == null || person.name().isBlank() || person.name().length() > 100) {
            faults.add(new InvalidValue("name", person.name(), "a name of 1 to 100 characters"));
        }
        Locale language = person.language();
        if (language == null || !LANGUAGES.contains(language.toLanguageTag())) {
            faults.add(new InvalidValue("language", language == null ? null : language.toLanguageTag(), "zh-CN or en"));
        }
        // The address itself is not echoed: messages of errors end up in logs.
        if (person.email().isPresent() && !EMAIL.matcher(person.email().get()).matches()) {
            faults.add(new InvalidValue("email", "(hidden)", "an e-mail address such as li.na@example.org"));
        }
        if (person.webhook().isPresent() && !isWebAddress(person.webhook().get())) {
            faults.add(new InvalidValue(
                    "webhook",
                    "(hidden)",
                    "an address such as https://chat.example.org/hook without user or fragment"));
        }
        return faults;
    }

    /** @param known whether a person of that id exists */
    static List<InvalidValue> faults(OnCallRota rota, Predicate<String> known) {
        List<InvalidValue> faults = new ArrayList<>();
        if (rota.persons().isEmpty() || rota.persons().size() > 50) {
            faults.add(new InvalidValue("persons", rota.persons(), "1 to 50 ids of persons, first on call first"));
        }
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < rota.persons().size(); i++) {
            String id = rota.persons().get(i);
            if (!Ids.valid(id)) {
                faults.add(new InvalidValue("persons[" + i + "]", id, Ids.EXPECTED));
            } else if (!seen.add(id)) {
                faults.add(new InvalidValue("persons[" + i + "]", id, "each person once"));
            } else if (!known.test(id)) {
                faults.add(new InvalidValue("persons[" + i + "]", id, "the id of a person that exists"));
            }
        }
        Duration wait = rota.escalateAfter();
        if (wait == null || wait.compareTo(SHORTEST_WAIT) < 0 || wait.compareTo(LONGEST_WAIT) > 0) {
            faults.add(new InvalidValue("escalateAfter", wait, "a duration of PT30S to PT24H"));
        }
        return faults;
    }

    private static boolean isWebAddress(String address) {
        try {
            URI uri = new URI(address);
            return address.length() <= 2048
                    && ("https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getUserInfo() == null
                    && uri.getFragment() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
