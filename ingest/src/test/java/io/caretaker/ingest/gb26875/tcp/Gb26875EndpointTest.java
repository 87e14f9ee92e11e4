package io.caretaker.ingest.gb26875.tcp;

import static io.caretaker.ingest.gb26875.tcp.RunningEndpoint.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.caretaker.ingest.codec.RejectReason;
import io.caretaker.ingest.gb26875.AppData;
import io.caretaker.ingest.gb26875.AppDataCodec;
import io.caretaker.ingest.gb26875.AppObject;
import io.caretaker.ingest.gb26875.Command;
import io.caretaker.ingest.gb26875.FireEstate;
import io.caretaker.ingest.gb26875.Frame;
import io.caretaker.ingest.gb26875.FrameCodec;
import io.caretaker.ingest.gb26875.Frames;
import io.caretaker.ingest.gb26875.WireAddress;
import io.caretaker.ingest.gb26875.tcp.Gb26875Metrics.Event;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class Gb26875EndpointTest {
    private RunningEndpoint endpoint = new RunningEndpoint();

    @AfterEach
    void stop() {
        endpoint.close();
    }

    @Test
    void aConfirmationRepeatsTheSerialNumberAndSwapsTheAddresses() throws IOException {
        try (TransmissionDevice device = TransmissionDevice.connect(endpoint.port)) {
            device.send(alarm(4_711));

            Frame answer = device.receive();
            assertThat(answer).isEqualTo(alarm(4_711).answer(Command.CONFIRM, Frames.NOW));
            assertThat(answer.source()).isEqualTo(Frames.CENTRE);
            assertThat(answer.destination()).isEqualTo(Frames.DEVICE);
        }
        assertThat(endpoint.readings())
                .singleElement()
                .satisfies(entry -> assertThat(entry.device()).isEqualTo("panel"));
    }

    @Test
    void nothingIsConfirmedBeforeItIsDurable() throws IOException {
        endpoint.journal.durableAtOnce(false);
        try (TransmissionDevice device = TransmissionDevice.connect(endpoint.port)) {
            device.send(alarm(1));
            await("the alarm waits for the disk", () -> waitingReadings() == 1);
            assertThat(device.hearsNothing()).isTrue();

            endpoint.journal.sync();

            assertThat(device.receive().is(Command.CONFIRM)).isTrue();
        }
    }

    @Test
    void whatCannotBeStoredIsNotAnsweredAndIsNewWhenItComesAgain() throws IOException {
        endpoint.journal.durableAtOnce(false);
        try (TransmissionDevice device = TransmissionDevice.connect(endpoint.port)) {
            device.send(alarm(1));
            await("the alarm waits for the disk", () -> waitingReadings() == 1);
            endpoint.journal.fail();
            await("counted", () -> endpoint.events(Event.UNAVAILABLE) == 1);
            assertThat(device.hearsNothing()).isTrue();

            endpoint.journal.durableAtOnce(true);
            device.send(alarm(1));

            assertThat(device.receive().is(Command.CONFIRM)).isTrue();
            assertThat(endpoint.readings()).hasSize(1);
        }
    }

    @Test
    void aFrameThatIsSentAgainIsConfirmedAgainAndStoredOnce() throws IOException {
        try (TransmissionDevice device = TransmissionDevice.connect(endpoint.port)) {
            device.send(alarm(1));
            assertThat(device.receive().serial()).isEqualTo(1);
            device.send(alarm(1));
            assertThat(device.receive().serial()).isEqualTo(1);
        }
        try (TransmissionDevice again = TransmissionDevice.connect(endpoint.port)) {
            again.send(alarm(1));
            assertThat(again.receive().is(Command.CONFIRM)).isTrue();
            assertThat(endpoint.readings()).hasSize(1);

            endpoint.nanos.addAndGet(6 * 60 * 1_000_000_000L);
            again.send(alarm(1));
            assertThat(again.receive().is(Command.CONFIRM)).isTrue();
            assertThat(endpoint.readings()).as("outside the window it is new").hasSize(2);
        }
    }

    @Test
    void aFrameSentAgainWhileTheFirstWaitsIsStoredOnce() throws IOException {
        endpoint.journal.durableAtOnce(false);
        try (TransmissionDevice device = TransmissionDevice.connect(endpoint.port)) {
            device.send(alarm(1), alarm(1));
            await("the second is recognised", () -> endpoint.events(Event.RETRANSMISSION) == 1);
            endpoint.journal.sync();

            assertThat(device.receive().is(Command.CONFIRM)).isTrue();
            assertThat(endpoint.readings()).hasSize(1);
        }
    }

    @Test
    void theSameSerialNumberWithOtherDataIsAnotherFrame() throws IOException {
        try (TransmissionDevice device = TransmissionDevice.connect(endpoint.port)) {
            device.send(alarm(0), status(0, 1));
            assertThat(device.receive().is(Command.CONFIRM)).isTrue();
            assertThat(device.receive().is(Command.CONFIRM)).isTrue();
        }
        assertThat(endpoint.readings())
                .as("a restarted device counts from zero again")
                .hasSize(2);
    }

    @Test
    void aWrongSumIsDenied() throws IOException {
        byte[] broken = FrameCodec.encode(alarm(3));
        broken[30] ^= 1;
        try (TransmissionDevice device = TransmissionDevice.connect(endpoint.port)) {
            device.sendBytes(broken);

            Frame answer = device.receive();
            assertThat(answer.is(Command.DENY)).isTrue();
            assertThat(answer.serial()).isEqualTo(3);
        }
        assertThat(endpoint.letters.reasons()).containsExactly(RejectReason.MALFORMED);
        assertThat(endpoint.readings()).isEmpty();
    }

    @Test
    void anUnknownSourceIsDeniedAndNamedInADeadLetter() throws IOException {
        Frame alarm = alarm(5);
        Frame stranger = new Frame(
                5,
                alarm.version(),
                alarm.time(),
                new WireAddress("0badc0ffee00"),
                alarm.destination(),
                alarm.command(),
                alarm.data());
        try (TransmissionDevice device = TransmissionDevice.connect(endpoint.port)) {
            device.send(stranger);
            assertThat(device.receive().is(Command.DENY)).isTrue();
        }
        assertThat(endpoint.letters.all()).singleElement().satisfies(letter -> {
            assertThat(letter.reason()).isEqualTo(RejectReason.UNKNOWN_DEVICE);
            assertThat(letter.source()).isEqualTo("gb26875:0badc0ffee00");
            assertThat(letter.excerpt()).startsWith("hex:4040");
        });
    }

    @Test
    void dataThatDoesNotHoldWhatItsTypeSaysIsDenied() throws IOException {
        Frame alarm = alarm(6);
        Frame cut = new Frame(
                6,
                alarm.version(),
                alarm.time(),
                alarm.source(),
                alarm.destination(),
                2,
                Arrays.copyOf(alarm.data(), 20));
        try (TransmissionDevice device = TransmissionDevice.connect(endpoint.port)) {
            device.send(cut);
            assertThat(device.receive().is(Command.DENY)).isTrue();
        }
        assertThat(endpoint.letters.all())
                .singleElement()
                .satisfies(letter -> assertThat(letter.expected()).isEqualTo("1 objects of 46 bytes for type 2"));
    }

    @Test
    void aValueOfAnUnregisteredSensorIsConfirmedWithADeadLetter() throws IOException {
        AppObject value = new AppObject.PartValue(Frames.SMOKE, 3, 215, Frames.NOW);
        try (TransmissionDevice device = TransmissionDevice.connect(endpoint.port)) {
            device.send(Frames.send(1, 3, value));
            assertThat(device.receive().is(Command.CONFIRM)).isTrue();
        }
        assertThat(endpoint.letters.reasons()).containsExactly(RejectReason.UNKNOWN_DEVICE);
    }

    @Test
    void aSlowDiskStopsTheReadingOfTheSocket() throws IOException {
        endpoint.journal.durableAtOnce(false);
        try (TransmissionDevice device = TransmissionDevice.connect(endpoint.port)) {
            for (int serial = 0; serial < 50; serial++) {
                device.send(status(serial, serial % 2));
            }
            await("reading stops", () -> endpoint.events(Event.READING_PAUSED) > 0);
            assertThat(waitingReadings()).isEqualTo(8);

            endpoint.journal.durableAtOnce(true);
            endpoint.journal.sync();

            Set<Integer> confirmed = new HashSet<>();
            while (confirmed.size() < 50) {
                confirmed.add(device.receive().serial());
            }
        }
        assertThat(endpoint.readings()).hasSize(50);
    }

    @Test
    void aDeviceIsOnlineFromItsFirstFrameToTheEndOfItsLastConnection() throws IOException {
        try (TransmissionDevice device = TransmissionDevice.connect(endpoint.port)) {
            device.send(status(1, 1));
            device.receive();
            try (TransmissionDevice again = TransmissionDevice.connect(endpoint.port)) {
                again.send(status(2, 1));
                again.receive();
                device.hangUp();
                await("the old one ended", () -> endpoint.events(Event.CLOSED) == 1);
                assertThat(endpoint.status()).containsExactly("utd true");
            }
            await("both ended", () -> endpoint.events(Event.CLOSED) == 2);
        }
        await("offline", () -> endpoint.status().size() == 2);
        assertThat(endpoint.status()).containsExactly("utd true", "utd false");
    }

    @Test
    void theClockIsSetOnConnectWhereThatIsWanted() throws IOException {
        endpoint.close();
        endpoint = new RunningEndpoint(8, true, Optional.empty());
        try (TransmissionDevice device = TransmissionDevice.connect(endpoint.port)) {
            device.send(status(1, 1));

            Frame order = device.receive();
            assertThat(order.is(Command.CONTROL)).isTrue();
            assertThat(order.destination()).isEqualTo(Frames.DEVICE);
            assertThat(AppDataCodec.decode(order.data()))
                    .isEqualTo(new AppData.Objects(90, List.of(new AppObject.DeviceTime(Frames.NOW))));
            device.send(order.answer(Command.CONFIRM, Frames.NOW));
            assertThat(device.receive().is(Command.CONFIRM)).isTrue();
        }
        await("its confirmation is counted", () -> endpoint.events(Event.DEVICE_CONFIRMED) == 1);
    }

    @Test
    void halfAFrameDoesNotHoldUpTheNextOnesForLong() throws IOException {
        try (TransmissionDevice device = TransmissionDevice.connect(endpoint.port)) {
            byte[] half = Arrays.copyOf(FrameCodec.encode(alarm(1)), 40);
            device.sendBytes(half);
            device.send(status(2, 1));

            assertThat(device.receive().serial()).isEqualTo(2);
        }
    }

    @Test
    void whoeverSpeaksAnotherProtocolIsSentAway() throws IOException {
        try (TransmissionDevice device = TransmissionDevice.connect(endpoint.port)) {
            device.sendBytes(new byte[20_000]);
            assertThat(device.receive()).isNull();
        }
        await("counted", () -> endpoint.events(Event.EXPELLED) == 1);
    }

    @Test
    void tooManyDeniedFramesEndTheConnection() throws IOException {
        byte[] broken = FrameCodec.encode(alarm(3));
        broken[30] ^= 1;
        try (TransmissionDevice device = TransmissionDevice.connect(endpoint.port)) {
            for (int i = 0; i < 6; i++) {
                device.sendBytes(broken);
            }
            int denied = 0;
            while (device.receive() != null) {
                denied++;
            }
            assertThat(denied).isEqualTo(6);
        }
    }

    @Test
    void oneConnectionTooManyIsClosed() throws IOException {
        try (TransmissionDevice one = TransmissionDevice.connect(endpoint.port);
                TransmissionDevice two = TransmissionDevice.connect(endpoint.port);
                TransmissionDevice three = TransmissionDevice.connect(endpoint.port)) {
            for (TransmissionDevice device : new TransmissionDevice[] {one, two, three}) {
                device.send(status(1, 1));
                device.receive();
            }
            try (TransmissionDevice four = TransmissionDevice.connect(endpoint.port)) {
                assertThat(four.receive()).isNull();
            }
        }
    }

    @Test
    void everyCutOfAFrameOnTheWireIsTheSameFrame() throws IOException {
        byte[] bytes =
                FrameCodec.encode(Frames.send(1, 3, new AppObject.PartValue(FireEstate.HYDRANT, 5, 3_214, Frames.NOW)));
        try (TransmissionDevice device = TransmissionDevice.connect(endpoint.port)) {
            for (int at = 1; at < bytes.length; at++) {
                device.sendBytes(Arrays.copyOf(bytes, at));
                device.sendBytes(Arrays.copyOfRange(bytes, at, bytes.length));
                assertThat(device.receive().is(Command.CONFIRM)).isTrue();
            }
        }
        assertThat(endpoint.readings()).hasSize(1);
    }

    /** Readings only: that the device is online is journaled as well. */
    private long waitingReadings() {
        return endpoint.journal.waiting() - 1;
    }

    private static Frame alarm(int serial) {
        return Frames.send(serial, 2, new AppObject.PartStatus(Frames.SMOKE, 0b10, "Ａ区１层走廊", Frames.NOW));
    }

    private static Frame status(int serial, int word) {
        return Frames.send(serial, 1, new AppObject.SystemStatus(Frames.PANEL, word, Frames.NOW));
    }
}
