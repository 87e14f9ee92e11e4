package io.caretaker.ingest.journal.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caretaker.ingest.journal.JournalClosed;
import io.caretaker.ingest.journal.JournalCodec;
import io.caretaker.ingest.journal.JournalFull;
import io.caretaker.ingest.rocksdb.Family;
import io.caretaker.ingest.rocksdb.Keys;
import io.caretaker.ingest.rocksdb.StoreClosed;
import io.caretaker.ingest.rocksdb.StoreDatabase;
import io.caretaker.ingest.rocksdb.StoreFailure;
import io.caretaker.model.journal.JournalEntry;
import io.caretaker.model.journal.JournalEntry.Ticked;
import io.caretaker.model.journal.JournalGroup;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RocksJournalTest {
    @TempDir
    Path directory;

    private SimpleMeterRegistry meters;
    private RocksStores stores;

    @BeforeEach
    void open() {
        open(StoreSettings.defaults());
    }

    private void open(StoreSettings settings) {
        meters = new SimpleMeterRegistry();
        stores = RocksStores.open(directory, settings, meters);
    }

    private void reopen() {
        stores.close();
        open();
    }

    @AfterEach
    void close() {
        stores.close();
    }

    @Test
    void offsetsCountFromZeroWithoutGaps() {
        assertThat(append(ticks(0, 5))).containsExactly(0L, 1L, 2L, 3L, 4L);
        assertThat(stores.journal().nextOffset()).isEqualTo(5);
    }

    @Test
    void everythingIsThereAfterReopening() {
        append(ticks(0, 100));

        reopen();

        assertThat(stores.journal().nextOffset()).isEqualTo(100);
        assertThat(entries(0, 1_000)).isEqualTo(ticks(0, 100));
        assertThat(append(ticks(100, 1))).containsExactly(100L);
    }

    @Test
    void readingBeginsInsideAGroupAndStopsAtTheMost() {
        stored(0, ticks(0, 10));
        stored(10, ticks(10, 10));

        List<JournalGroup> groups = stores.journal().read(7, 5);

        assertThat(groups).containsExactly(new JournalGroup(7, ticks(7, 3)), new JournalGroup(10, ticks(10, 2)));
    }

    @Test
    void nothingNewerIsAnEmptyAnswer() {
        append(ticks(0, 3));

        assertThat(stores.journal().read(3, 10)).isEmpty();
        assertThat(stores.journal().read(99, 10)).isEmpty();
    }

    @Test
    void entriesThatWaitTogetherAreOneGroup() {
        List<CompletableFuture<Long>> appended =
                whileHeld(() -> ticks(0, 50).stream().map(this::future).toList());

        appended.forEach(CompletableFuture::join);

        assertThat(stores.journal().read(0, 1_000))
                .containsExactly(new JournalGroup(0, List.of(new Ticked(-1))), new JournalGroup(1, ticks(0, 50)));
        assertThat(meters.get("caretaker.journal.group.entries").summary().max())
                .isEqualTo(50);
    }

    @Test
    void entriesThatCameTogetherLieTogetherAndTheOffsetOfTheFirstIsTold() {
        assertThat(stores.journal()
                        .appendAll(ticks(0, 5_000))
                        .toCompletableFuture()
                        .join())
                .isZero();

        assertThat(entries(0, 10_000)).isEqualTo(ticks(0, 5_000));
        assertThat(append(ticks(5_000, 1))).containsExactly(5_000L);
    }

    @Test
    void listenersHearOfEveryGroup() throws InterruptedException {
        CountDownLatch heard = new CountDownLatch(1);
        stores.journal().onAppended(() -> {
            if (stores.journal().nextOffset() == 3) {
                heard.countDown();
            }
        });

        append(ticks(0, 3));

        assertThat(heard.await(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aFullQueueRefusesAtOnceAndTakesAgainLater() {
        stores.close();
        open(new StoreSettings(Duration.ofMillis(2), 100, 1 << 20, 4, 1 << 20, 1_000));
        List<CompletableFuture<Long>> accepted = new ArrayList<>();
        CompletableFuture<Long> refused = whileHeld(() -> {
            ticks(0, 4).forEach(tick -> accepted.add(future(tick)));
            return future(new Ticked(99));
        });

        assertThat(refused).isCompletedExceptionally();
        assertThatThrownBy(refused::join).hasCauseInstanceOf(JournalFull.class);
        assertThat(accepted).allSatisfy(a -> assertThat(a).succeedsWithin(Duration.ofSeconds(5)));
        assertThat(future(new Ticked(100))).succeedsWithin(Duration.ofSeconds(5));
        assertThat(meters.get("caretaker.journal.refused").counter().count()).isEqualTo(1);
    }

    @Test
    void closingWritesWhatWaitsAndRefusesMore() {
        List<CompletableFuture<Long>> waiting =
                ticks(0, 1_000).stream().map(this::future).toList();

        stores.close();

        assertThat(waiting).allSatisfy(w -> assertThat(w).isCompleted());
        assertThatThrownBy(() -> future(new Ticked(1)).join()).hasCauseInstanceOf(JournalClosed.class);
        assertThatThrownBy(() -> stores.journal().read(0, 1)).isInstanceOf(StoreClosed.class);
        open();
        assertThat(stores.journal().nextOffset()).isEqualTo(1_000);
    }

    @Test
    void trimmingKeepsWhatIsNeededAndTheNextOffset() {
        stored(0, ticks(0, 10));
        stored(10, ticks(10, 10));
        stored(20, ticks(20, 10));

        stores.journal().trim(15);

        assertThat(stores.journal().firstOffset()).isEqualTo(10);
        assertThat(stores.journal().read(0, 100).get(0).firstOffset()).isEqualTo(10);
        stores.journal().trim(Long.MAX_VALUE);
        reopen();
        assertThat(stores.journal().nextOffset()).isEqualTo(30);
        assertThat(stores.journal().firstOffset()).isEqualTo(20);
    }

    @Test
    void theBeginningOfATimeIsFound() {
        stored(0, ticks(0, 10));
        stored(10, ticks(10, 10));
        stored(20, ticks(20, 10));

        // Ticks carry their number as time; a group is found as a whole.
        assertThat(stores.journal().offsetAt(-5)).isZero();
        assertThat(stores.journal().offsetAt(9)).isZero();
        assertThat(stores.journal().offsetAt(10)).isEqualTo(10);
        assertThat(stores.journal().offsetAt(25)).isEqualTo(20);
        assertThat(stores.journal().offsetAt(30)).isEqualTo(30);
        stores.journal().trim(20);
        assertThat(stores.journal().offsetAt(0)).isEqualTo(20);
    }

    @Test
    void theJournalIsMeasuredFromItsEnd() {
        for (int i = 0; i < 200; i++) {
            future(new JournalEntry.CommandIssued(
                            "note", "n", "a", i, Long.toString(i).repeat(10_000)))
                    .join();
        }

        assertThat(stores.journal().offsetKeeping(Long.MAX_VALUE)).isZero();
        // All still lies in memory, where RocksDB estimates by a few samples.
        assertThat(stores.journal().offsetKeeping(0)).isBetween(100L, 200L);
        assertThat(stores.journal().offsetKeeping(2_000_000)).isBetween(1L, 199L);
    }

    @Test
    void aDirectoryHasOneOwner() {
        assertThatThrownBy(() -> RocksStores.open(directory, StoreSettings.defaults(), new SimpleMeterRegistry()))
                .isInstanceOf(StoreFailure.class)
                .hasMessageContaining(directory.toString());
    }

    @Test
    void snapshotsSurviveAndTheNewestCounts() {
        stores.snapshots().put("detection", 5, new byte[] {1});
        stores.snapshots().put("detection", 9, new byte[] {2, 3});

        reopen();

        assertThat(stores.snapshots().latest("detection")).hasValueSatisfying(snapshot -> {
            assertThat(snapshot.nextOffset()).isEqualTo(9);
            assertThat(snapshot.state()).containsExactly(2, 3);
        });
        assertThat(stores.snapshots().latest("other")).isEmpty();
    }

    /** A listener holds the journal's thread after a first entry, so that all that the work appends waits together. */
    private <T> T whileHeld(Supplier<T> work) {
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        stores.journal().onAppended(() -> {
            held.countDown();
            await(release);
        });
        future(new Ticked(-1));
        await(held);
        try {
            return work.get();
        } finally {
            release.countDown();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Writes the group as a journal of an earlier run has left it. */
    private void stored(long firstOffset, List<JournalEntry> entries) {
        stores.close();
        try (StoreDatabase database = StoreDatabase.open(directory)) {
            database.use("writing a group", db -> {
                db.put(database.handle(Family.JOURNAL), Keys.ofLong(firstOffset), JournalCodec.encode(entries));
                return null;
            });
        }
        open();
    }

    private List<Long> append(List<JournalEntry> entries) {
        return entries.stream().map(this::future).toList().stream()
                .map(CompletableFuture::join)
                .toList();
    }

    private CompletableFuture<Long> future(JournalEntry entry) {
        return stores.journal().append(entry).toCompletableFuture();
    }

    private List<JournalEntry> entries(long from, int most) {
        return stores.journal().read(from, most).stream()
                .flatMap(g -> g.entries().stream())
                .toList();
    }

    private static List<JournalEntry> ticks(long from, int count) {
        List<JournalEntry> ticks = new ArrayList<>();
        for (long i = from; i < from + count; i++) {
            ticks.add(new Ticked(i));
        }
        return ticks;
    }
}
