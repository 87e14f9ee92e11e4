package io.caretaker.ingest.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caretaker.ingest.codec.RejectReason;
import io.caretaker.ingest.codec.Rejection;
import io.caretaker.ingest.deadletter.DeadLetters.Entry;
import io.caretaker.ingest.deadletter.DeadLetters.Outcome;
import io.caretaker.ingest.deadletter.DeadLetters.Page;
import io.caretaker.ingest.deadletter.sql.SqlDeadLetters;
import io.caretaker.model.InvalidValue;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlDeadLettersTest {
    @TempDir
    Path directory;

    private final AtomicLong nanos = new AtomicLong();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private Jdbi jdbi;
    private SqlDeadLetters letters;

    @BeforeEach
    void open() {
        String url = "jdbc:sqlite:" + directory.resolve("work.db") + "?journal_mode=WAL&busy_timeout=5000";
        Flyway.configure().dataSource(url, null, null).load().migrate();
        jdbi = Jdbi.create(url);
        letters = new SqlDeadLetters(
                jdbi, new DeadLetterSettings(100, 1_000, 150, 60), nanos::get, new Random(1), meters);
    }

    @AfterEach
    void close() {
        letters.close();
    }

    @Test
    void aStoredLetterIsReadBackAsItWas() {
        DeadLetter letter = letter("p-1", 5, "{\"metric\":\"水压\",\0}");

        assertThat(join(letters.keep(letter))).isEqualTo(Outcome.STORED);

        assertThat(letters.page(Optional.empty(), 10).entries())
                .extracting(Entry::letter)
                .containsExactly(letter("p-1", 5, "{\"metric\":\"水压\",␀}"));
    }

    @Test
    void pagesGoFromTheNewestBack() {
        for (int i = 0; i < 25; i++) {
            join(letters.keep(letter("p-1", i, "x")));
        }
        List<Long> times = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        int pages = 0;
        do {
            Page page = letters.page(cursor, 10);
            page.entries().forEach(e -> times.add(e.letter().timeMicros()));
            cursor = page.next();
            pages++;
        } while (cursor.isPresent());

        assertThat(pages).isEqualTo(3);
        assertThat(times).hasSize(25).isSortedAccordingTo((a, b) -> Long.compare(b, a));
    }

    @Test
    void onlyTheNewestAreRetained() {
        for (int i = 0; i < 130; i++) {
            join(letters.keep(letter("p-" + i, i, "x")));
        }

        List<Entry> kept = letters.page(Optional.empty(), 1_000).entries();

        assertThat(kept).hasSize(100);
        assertThat(kept.get(99).letter().timeMicros()).isEqualTo(30);
    }

    @Test
    void aSourceThatFloodsIsCountedNotStoredAndOthersAreNotAffected() {
        List<CompletionStage<Outcome>> flood = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            flood.add(letters.keep(letter("broken", i, "x")));
        }

        assertThat(flood.stream().map(SqlDeadLettersTest::join).filter(o -> o == Outcome.COUNTED))
                .hasSize(50);
        assertThat(join(letters.keep(letter("p-2", 1, "x")))).isEqualTo(Outcome.STORED);
        assertThat(count("counted")).isEqualTo(50);
        assertThat(count("stored")).isEqualTo(151);

        nanos.addAndGet(1_000_000_000L); // a second later one more is due
        assertThat(join(letters.keep(letter("broken", 1, "x")))).isEqualTo(Outcome.STORED);
        assertThat(join(letters.keep(letter("broken", 1, "x")))).isEqualTo(Outcome.COUNTED);
    }

    @Test
    void aStoreThatFailsIsToldNotHidden() {
        jdbi.useHandle(h -> h.execute("DROP TABLE dead_letters"));

        assertThatThrownBy(() -> join(letters.keep(letter("p-1", 1, "x")))).isInstanceOf(CompletionException.class);
    }

    @Test
    void closingWritesWhatIsQueued() {
        CompletionStage<Outcome> last = letters.keep(letter("p-1", 1, "x"));
        letters.close();

        assertThat(join(last)).isEqualTo(Outcome.STORED);
        assertThat(join(letters.keep(letter("p-1", 1, "x")))).isEqualTo(Outcome.COUNTED);
    }

    @Test
    void limitOfAPageIsChecked() {
        assertThatThrownBy(() -> letters.page(Optional.empty(), 0)).isInstanceOf(InvalidValue.class);
    }

    @Test
    void excerptIsTextOrHexAndShort() {
        assertThat(excerpt("{\"水\":1}".getBytes(StandardCharsets.UTF_8))).isEqualTo("{\"水\":1}");
        assertThat(excerpt(new byte[] {(byte) 0x81, 0, 1})).startsWith("hex:81");
        assertThat(excerpt("水".repeat(1_000).getBytes(StandardCharsets.UTF_8))).isEqualTo("水".repeat(341));
    }

    private static String excerpt(byte[] payload) {
        return Excerpt.of(payload, 0, payload.length);
    }

    private double count(String outcome) {
        return meters.get("caretaker.ingest.dead.letters")
                .tag("outcome", outcome)
                .counter()
                .count();
    }

    private static DeadLetter letter(String source, long time, String excerpt) {
        return DeadLetter.of(
                time,
                Protocol.MQTT,
                source,
                "caretaker/v1/e-1/p-1/telemetry",
                new Rejection(0, RejectReason.UNIT, "unit", "Cel", "kPa"),
                3,
                excerpt,
                40);
    }

    private static Outcome join(CompletionStage<Outcome> stage) {
        return stage.toCompletableFuture().join();
    }
}
