package io.caretaker.ingest.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import io.caretaker.model.journal.JournalEntry.ReadingsReceived;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A disk slower than a device: the device is held back by TCP, what waits stays bounded, the gauge shows it. */
class SlowDiskTest {
    private static final byte[] GOOD = Endpoint.GOOD.getBytes(StandardCharsets.UTF_8);
    private static final int RECEIVE_MAXIMUM = 200;
    /** More than the socket buffers of both sides can swallow. */
    private static final int MESSAGES = 150_000;
    /** What one read of the socket may hold beyond the bound. */
    private static final int ONE_READ = 2_000;

    @Test
    void aSlowDiskHoldsTheSenderBackAndNothingIsLost() throws Exception {
        try (Endpoint endpoint = new Endpoint(RECEIVE_MAXIMUM);
                RawClient client = RawClient.connected(endpoint.port(), 4, "p-1", endpoint.token("p-1"))) {
            Endpoint.await("the status is durable", () -> endpoint.journal.nextOffset() == 1);
            endpoint.journal.durableAtOnce(false);
            AtomicInteger sent = new AtomicInteger();
            Thread sender = new Thread(() -> flood(client, sent));
            sender.start();

            Endpoint.await("reading paused", () -> endpoint.events("reading_paused") >= 1);
            int[] most = new int[1];
            for (int sync = 0; sync < 200; sync++) {
                most[0] = Math.max(most[0], (int) waiting(endpoint));
                endpoint.journal.sync();
            }
            assertThat(most[0]).isBetween(RECEIVE_MAXIMUM, RECEIVE_MAXIMUM + ONE_READ);
            assertThat(sent.get()).as("the sender is held back").isLessThan(MESSAGES);

            AtomicBoolean done = new AtomicBoolean();
            Thread disk = new Thread(() -> {
                while (!done.get()) {
                    endpoint.journal.sync();
                    Thread.onSpinWait();
                }
            });
            disk.start();
            for (int id = 0; id < MESSAGES; id++) {
                assertThat(RawClient.packetId(client.receive())).isEqualTo(id % 65_535 + 1);
            }
            done.set(true);
            disk.join();
            sender.join();
            Endpoint.await("nothing waits", () -> waiting(endpoint) == 0);
            assertThat(endpoint.journal.entries(ReadingsReceived.class)).hasSize(MESSAGES);
        }
    }

    private static double waiting(Endpoint endpoint) {
        return endpoint.meters.get("caretaker.ingest.mqtt.waiting").gauge().value();
    }

    private static void flood(RawClient client, AtomicInteger sent) {
        try {
            for (int id = 0; id < MESSAGES; id++) {
                client.send(RawClient.publish(4, 1, id % 65_535 + 1, Endpoint.TELEMETRY, GOOD));
                sent.incrementAndGet();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("sending the flood", e);
        }
    }
}
