package io.caretaker.alerting.notify.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.caretaker.alerting.notify.ActionLink;
import io.caretaker.alerting.notify.Message;
import io.caretaker.alerting.notify.MovableClock;
import io.caretaker.alerting.oncall.NextStep;
import io.caretaker.alerting.oncall.Night;
import io.caretaker.model.estate.Topology;
import io.caretaker.model.fault.Evidence;
import io.caretaker.model.incident.Incident;
import io.caretaker.model.incident.IncidentState;
import io.caretaker.model.notify.Notification;
import io.caretaker.model.people.Person;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a message looks like stands in the golden files; {@code -Dcaretaker.golden=write} writes them anew, and the diff
 * is reviewed.
 */
class MessageTextTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden/messages");
    private static final URI BASE = URI.create("https://caretaker.example.org");

    private static Curve rising() {
        List<Double> values = new ArrayList<>(Collections.nCopies(20, 0.3));
        values.addAll(List.of(Double.NaN, 2.0, 4.5, 6.8));
        return new Curve(values, OptionalDouble.of(0.3));
    }

    private static MessageText text(Topology topology, CurveSource curves) {
        ActionLink actions = new ActionLink(
                BASE,
                "a key for golden files only".getBytes(StandardCharsets.US_ASCII),
                ActionLink.DEFAULT_VALIDITY,
                new MovableClock("2026-11-23T18:53:00Z"));
        return new MessageText(() -> topology, Burst.catalogue(), curves, new PageLinks(actions, BASE));
    }

    private static Person reader(String language) {
        return new Person(
                "li", "李娜", Night.LI.roles(), Locale.forLanguageTag(language), Night.LI.email(), Optional.empty());
    }

    private static Message render(
            Incident incident, String language, CurveSource curves, Optional<NextStep> next, Notification... told) {
        return text(Burst.topology(), curves)
                .render(
                        incident,
                        Burst.page("li", "email", 1, Notification.State.PENDING),
                        reader(language),
                        Night.people("li", "zhang", "wang"),
                        List.of(told),
                        next);
    }

    private static Message full(String language) {
        return render(
                Burst.incident(IncidentState.OPEN, Optional.empty(), Burst.flow(), Burst.pressure()),
                language,
                (device, metric, at) -> Optional.of(rising()),
                Optional.of(new NextStep(Burst.OPENED + 600_000_000L, List.of(Night.WANG), false)),
                Burst.page("zhang", "email", 0, Notification.State.SENT),
                Burst.page("zhang", "webhook", 0, Notification.State.FAILED),
                Burst.page("li", "email", 1, Notification.State.PENDING));
    }

    private static void isGolden(String name, String actual) throws IOException {
        Path file = GOLDEN.resolve(name);
        if ("write".equals(System.getProperty("caretaker.golden"))) {
            Files.createDirectories(GOLDEN);
            Files.writeString(file, actual);
        }
        assertThat(actual).isEqualTo(Files.readString(file));
    }

    @ParameterizedTest
    @ValueSource(strings = {"zh-CN", "en"})
    void aBurstThatNobodyHasTaken(String language) throws IOException {
        Message message = full(language);

        isGolden("burst-open." + language + ".txt", message.text());
        isGolden("burst-open." + language + ".html", message.html());
    }

    @ParameterizedTest
    @ValueSource(strings = {"zh-CN", "en"})
    void aTakenOneWithoutCurveAndWithoutOthers(String language) throws IOException {
        Message message = render(
                Burst.incident(
                        IncidentState.ACKNOWLEDGED,
                        Optional.of("wang"),
                        new Evidence("", "lamp_power_share", 0.4, Double.NaN, "1", "r")),
                language,
                CurveSource.NONE,
                Optional.of(new NextStep(Burst.OPENED + 900_000_000L, List.of(Night.LI, Night.ZHANG), true)));

        isGolden("burst-taken." + language + ".txt", message.text());
    }

    @Test
    void theFirstSixtyCharactersSayHowBadWhatAndWhere() {
        String chinese = full("zh-CN").title();
        String english = full("en").title();

        assertThat(chinese).startsWith("【紧急】#").contains("3-1 立管水管爆裂").hasSizeLessThanOrEqualTo(60);
        assertThat(english.substring(0, 60)).startsWith("[URGENT] #").contains("Riser 3-1: suspected pipe burst");
        assertThat(full("zh-CN").text()).startsWith(chinese);
    }

    @Test
    void anIncidentOfWhichNothingIsKnownIsStillTold() {
        Message message = text(Topology.empty(), CurveSource.NONE)
                .render(
                        Burst.incident(IncidentState.OPEN, Optional.of("gone")),
                        Burst.page("li", "email", 0, Notification.State.PENDING),
                        reader("zh-CN"),
                        io.caretaker.alerting.oncall.People.NOBODY,
                        List.of(),
                        Optional.empty());

        assertThat(message.title()).contains("riser").contains("sunny");
        assertThat(message.text()).contains("接下来：不再自动呼叫").contains("11月24日 周二 02:51");
    }

    @Test
    void namesCannotAddMarkup() {
        Incident lamp = Burst.incident(IncidentState.OPEN, Optional.of("<script>alert(1)</script>"));

        assertThat(render(lamp, "en", CurveSource.NONE, Optional.empty()).html())
                .doesNotContain("<script>")
                .contains("&lt;script&gt;");
    }

    @Test
    void bothLanguagesHaveTheSameWords() {
        assertThat(Words.in("zh").keys()).isEqualTo(Words.in("en").keys());
    }
}
