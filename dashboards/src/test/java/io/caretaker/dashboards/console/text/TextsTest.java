package io.caretaker.dashboards.console.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.caretaker.ingest.library.DeviceLibrary;
import io.caretaker.ingest.library.DeviceModel;
import io.caretaker.ingest.library.Shelf;
import io.caretaker.ingest.quality.Flaw;
import io.caretaker.model.estate.AssetType;
import io.caretaker.model.estate.Family;
import io.caretaker.model.fault.Severity;
import io.caretaker.model.incident.IncidentState;
import io.caretaker.model.work.TaskState;
import java.io.InputStreamReader;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TextsTest {
    private static final Map<String, Class<?>> BUNDLES = Map.ofEntries(
            Map.entry("msg", Messages.class),
            Map.entry("over", OverviewMessages.class),
            Map.entry("est", EstateMessages.class),
            Map.entry("ast", AssetMessages.class),
            Map.entry("inc", IncidentMessages.class),
            Map.entry("tsk", TaskMessages.class),
            Map.entry("rul", RuleMessages.class),
            Map.entry("act", ActionMessages.class),
            Map.entry("dev", DeviceMessages.class),
            Map.entry("reg", RegistryMessages.class),
            Map.entry("dq", QualityMessages.class));

    @Test
    void bothLanguagesHaveEveryMessage() throws Exception {
        for (Map.Entry<String, Class<?>> bundle : BUNDLES.entrySet()) {
            Properties chinese = new Properties();
            String resource = "/messages/" + bundle.getKey() + "_zh-CN.properties";
            chinese.load(new InputStreamReader(TextsTest.class.getResourceAsStream(resource), StandardCharsets.UTF_8));
            Set<String> english = Arrays.stream(bundle.getValue().getDeclaredMethods())
                    .map(Method::getName)
                    .collect(Collectors.toSet());

            assertThat(chinese.stringPropertyNames()).as(resource).isEqualTo(english);
            assertThat(chinese.values())
                    .as(resource)
                    .allMatch(v -> !v.toString().isBlank());
        }
    }

    @Test
    void bothLanguagesHaveEveryWord() {
        assertThat(Words.in(Languages.CHINESE).keys())
                .isEqualTo(Words.in(Languages.ENGLISH).keys());
    }

    @Test
    void everyConstantHasAWord() {
        for (Locale locale : List.of(Languages.CHINESE, Languages.ENGLISH)) {
            Words words = Words.in(locale);
            for (AssetType type : AssetType.values()) {
                assertThat(words.find("asset." + type)).as(type.name()).isPresent();
            }
            for (Family family : Family.values()) {
                assertThat(words.find("family." + family)).as(family.name()).isPresent();
            }
            for (DeviceModel model : DeviceLibrary.shipped().models()) {
                model.metrics()
                        .forEach(m -> assertThat(words.find("metric." + m.name()))
                                .as(m.name())
                                .isPresent());
                model.alternatives()
                        .values()
                        .forEach(others -> assertThat(others)
                                .allMatch(m -> words.find("metric." + m).isPresent()));
            }
            for (Shelf shelf : Shelf.values()) {
                assertThat(words.find("shelf." + shelf.name().toLowerCase(Locale.ROOT)))
                        .as(shelf.name())
                        .isPresent();
            }
            for (Severity severity : Severity.values()) {
                assertThat(words.find("severity." + severity))
                        .as(severity.name())
                        .isPresent();
            }
            for (IncidentState state : IncidentState.values()) {
                assertThat(words.find("incident." + state)).as(state.name()).isPresent();
            }
            for (Flaw flaw : Flaw.values()) {
                assertThat(words.find("flaw." + flaw)).as(flaw.name()).isPresent();
                assertThat(words.find("flaw.todo." + flaw)).as(flaw.name()).isPresent();
            }
            for (TaskState state : TaskState.values()) {
                assertThat(words.find("task." + state)).as(state.name()).isPresent();
            }
        }
    }

    @Test
    void timesAreSaidAsTheReaderSaysThem() {
        Instant now = Instant.parse("2026-11-24T13:20:00Z");
        Say chinese = new Say(Languages.CHINESE, ZoneId.of("Asia/Shanghai"), now);
        Say english = new Say(Languages.ENGLISH, ZoneId.of("Asia/Shanghai"), now);
        long earlier = io.caretaker.model.Times.micros(now.minus(Duration.ofMinutes(200)));

        assertThat(chinese.dateTime(earlier)).isEqualTo("11月24日 周二 18:00");
        assertThat(english.dateTime(earlier)).isEqualTo("Tue 24 Nov 18:00");
        assertThat(chinese.ago(earlier)).isEqualTo("3 小时前");
        assertThat(english.until(earlier)).isEqualTo("3 h 20 min overdue");
    }

    @Test
    void numbersKeepFourDigitsAndNoExponent() {
        assertThat(Numbers.plain(312.54)).isEqualTo("312.5");
        assertThat(Numbers.plain(10240.4)).isEqualTo("10240");
        assertThat(Numbers.plain(0.000123456)).isEqualTo("0.0001235");
        assertThat(Numbers.plain(-0.0)).isEqualTo("0");
        assertThat(Numbers.plain(Double.NaN)).isEqualTo("–");
    }

    @Test
    void theLanguageIsThatOfTheCookieElseOfTheBrowserElseChinese() {
        assertThat(Languages.choose("en", List.of(Locale.CHINA))).isEqualTo(Languages.ENGLISH);
        assertThat(Languages.choose(null, List.of(Locale.FRENCH, Locale.UK, Locale.CHINA)))
                .isEqualTo(Languages.ENGLISH);
        assertThat(Languages.choose(null, List.of(Locale.FRENCH))).isEqualTo(Languages.CHINESE);
    }
}
