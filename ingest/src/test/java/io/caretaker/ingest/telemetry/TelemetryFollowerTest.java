package io.caretaker.ingest.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caretaker.ingest.journal.rocksdb.RocksStores;
import io.caretaker.ingest.journal.rocksdb.StoreSettings;
import io.caretaker.model.journal.JournalEntry.ReadingsReceived;
import io.caretaker.model.journal.JournalEntry.Ticked;
import io.caretaker.model.reading.Reading;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TelemetryFollowerTest {
    @TempDir
    Path directory;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final AtomicBoolean down = new AtomicBoolean();
    private final CountDownLatch failedOften = new CountDownLatch(3);
    private RocksStores stores;

    @BeforeEach
    void open() {
        stores = RocksStores.open(directory, StoreSettings.defaults(), new SimpleMeterRegistry());
    }

    @AfterEach
    void close() {
        stores.close();
    }

    @Test
    void whatIsJournaledBeforeAndWhileFollowingArrives() throws Exception {
        append(0, 50);
        try (TelemetryFollower follower = follow(stores.readings())) {
            append(50, 50);
            stores.journal().append(new Ticked(1));

            reach(follower, 101);

            assertThat(stores.readings().samples("pump-1", "fire_pressure", 0, 1_000, 1_000))
                    .hasSize(100);
            assertThat(follower.lag()).isZero();
        }
    }

    @Test
    void aStoreThatIsDownIsTriedAgainAndNothingIsLost() throws Exception {
        down.set(true);
        try (TelemetryFollower follower = follow(failingWhenDown())) {
            append(0, 500);
            assertThat(failedOften.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(follower.isStoreDown()).isTrue();
            assertThat(meters.get("caretaker.telemetry.store.up").gauge().value())
                    .isZero();

            down.set(false);
            reach(follower, 500);

            assertThat(stores.readings().samples("pump-1", "fire_pressure", 0, 1_000, 1_000))
                    .hasSize(500);
        }
    }

    @Test
    void aNewFollowerResumesWhereTheStoreStands() throws Exception {
        append(0, 10);
        try (TelemetryFollower follower = follow(stores.readings())) {
            reach(follower, 10);
        }
        append(10, 10);

        try (TelemetryFollower follower = follow(stores.readings())) {
            reach(follower, 20);
        }

        assertThat(stores.readings().nextOffset()).isEqualTo(20);
        assertThat(meters.get("caretaker.telemetry.readings").counter().count()).isEqualTo(20);
    }

    @Test
    void closingWhileTheStoreIsDownEndsTheWait() throws Exception {
        down.set(true);
        append(0, 1);
        TelemetryFollower follower = follow(failingWhenDown());
        var never = follower.awaitOffset(1).toCompletableFuture();

        follower.close();

        assertThatThrownBy(never::join).isInstanceOf(CancellationException.class);
        assertThatThrownBy(() -> follower.awaitOffset(1).toCompletableFuture().join())
                .isInstanceOf(CancellationException.class);
    }

    private TelemetryFollower follow(ReadingStore store) {
        return new TelemetryFollower(
                stores.journal(),
                store,
                new FollowerSettings(64, Duration.ofMillis(1), Duration.ofMillis(20)),
                Thread::new,
                () -> 0.5,
                System::nanoTime,
                meters);
    }

    /** The real store behind a switch. */
    private ReadingStore failingWhenDown() {
        return (ReadingStore) Proxy.newProxyInstance(
                ReadingStore.class.getClassLoader(),
                new Class<?>[] {ReadingStore.class},
                (proxy, method, arguments) -> {
                    if (down.get()) {
                        failedOften.countDown();
                        throw new IllegalStateException("down");
                    }
                    try {
                        return method.invoke(stores.readings(), arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static void reach(TelemetryFollower follower, long offset) throws Exception {
        follower.awaitOffset(offset).toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private void append(int from, int count) {
        for (int i = from; i < from + count; i++) {
            Reading reading = Reading.good("pump-1", "fire_pressure", i, i);
            stores.journal()
                    .append(new ReadingsReceived("pump-1", i, List.of(reading)))
                    .toCompletableFuture()
                    .join();
        }
    }
}
