package io.caretaker.ingest.lorawan;

import static org.assertj.core.api.Assertions.assertThat;

import io.caretaker.ingest.codec.RawReading;
import io.caretaker.ingest.codec.RejectReason;
import io.caretaker.ingest.lorawan.NetworkEvent.Downlink;
import io.caretaker.ingest.lorawan.NetworkEvent.DownlinkStep;
import io.caretaker.ingest.lorawan.NetworkEvent.Joined;
import io.caretaker.ingest.lorawan.NetworkEvent.Other;
import io.caretaker.ingest.lorawan.NetworkEvent.Radio;
import io.caretaker.ingest.lorawan.NetworkEvent.Status;
import io.caretaker.ingest.lorawan.NetworkEvent.Unreadable;
import io.caretaker.ingest.lorawan.NetworkEvent.Uplink;
import io.caretaker.ingest.lorawan.chirpstack.ChirpstackEvents;
import io.caretaker.ingest.lorawan.ttn.TtnMessages;
import io.caretaker.model.Times;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class EventParsingTest {
    private static final byte[] PAYLOAD = {1, 0, 50};

    @Test
    void anUplinkOfChirpstackIsReadWithTheGatewayThatHeardItBest() {
        Uplink uplink = (Uplink) up(NetworkMessages.chirpstackUp("3ac7e3c4", 10, PAYLOAD, "{\"temperature\":5.5}"));

        assertThat(uplink.devEui()).isEqualTo(NetworkMessages.EUI);
        assertThat(uplink.deduplicationId()).isEqualTo("3ac7e3c4");
        assertThat(uplink.session()).isEqualTo("00189440");
        assertThat(uplink.fCnt()).isEqualTo(10);
        assertThat(uplink.fPort()).isEqualTo(2);
        assertThat(uplink.payload()).isEqualTo(PAYLOAD);
        assertThat(uplink.fields()).isEqualTo(Map.of("temperature", 5.5));
        assertThat(uplink.variables()).isEqualTo(Map.of("floor", "B1"));
        assertThat(Times.instant(uplink.timeMicros())).isEqualTo(Instant.parse("2026-11-24T03:11:58.775023Z"));
        assertThat(uplink.radio()).isEqualTo(new Radio(-36, 10.5, 11));
    }

    @Test
    void whatProtocolBuffersLeaveOutHasItsDefault() {
        Uplink uplink = (Uplink) up("{\"deviceInfo\":{\"devEui\":\"" + NetworkMessages.EUI + "\"}}");

        assertThat(uplink.fCnt()).isZero();
        assertThat(uplink.payload()).isEmpty();
        assertThat(uplink.fields()).isEmpty();
        assertThat(uplink.timeMicros()).isEqualTo(RawReading.ARRIVAL);
        assertThat(uplink.radio()).isEqualTo(new Radio(Double.NaN, Double.NaN, 0));
    }

    @Test
    void statusAndJoinOfChirpstackAreRead() {
        Status status = (Status)
                ChirpstackEvents.parse("status", bytes(NetworkMessages.chirpstackStatus("\"batteryLevel\":75.59,")));
        Joined joined = (Joined) ChirpstackEvents.parse("join", bytes(NetworkMessages.chirpstackJoin()));

        assertThat(status.batteryPercent()).isEqualTo(OptionalDouble.of(75.59));
        assertThat(status.marginDb()).isEqualTo(7);
        assertThat(joined.devEui()).isEqualTo(NetworkMessages.EUI);
        assertThat(ChirpstackEvents.parse("location", bytes("{}"))).isEqualTo(new Other("location"));
        assertThat(ChirpstackEvents.parse("log", bytes("{\"level\":\"ERROR\",\"code\":\"UPLINK_CODEC\"}")))
                .isEqualTo(new Other("log"));
    }

    @Test
    void anUplinkOfTheThingsStackIsReadWithTheNetworkServersTime() {
        Uplink uplink = (Uplink) TtnMessages.parse(bytes(NetworkMessages.ttnUp(0, PAYLOAD, "{\"a\":{\"b\":[1]}}")));

        assertThat(uplink.devEui()).isEqualTo(NetworkMessages.EUI);
        assertThat(uplink.session()).isEqualTo("AYwBz4==");
        assertThat(uplink.fCnt()).isZero();
        assertThat(uplink.fPort()).isEqualTo(2);
        assertThat(uplink.payload()).isEqualTo(PAYLOAD);
        assertThat(uplink.fields()).isEqualTo(Map.of("a", Map.of("b", java.util.List.of(1))));
        assertThat(Times.instant(uplink.timeMicros())).isEqualTo(Instant.parse("2026-11-24T03:11:58.900Z"));
        assertThat(uplink.radio()).isEqualTo(new Radio(-41, 9.8, 7));
        assertThat(uplink.batteryPercent()).isEqualTo(OptionalDouble.of(91.5));
    }

    @Test
    void otherMessagesOfTheThingsStackAreToldApart() {
        assertThat(TtnMessages.parse(bytes(NetworkMessages.ttnJoin()))).isInstanceOf(Joined.class);
        assertThat(TtnMessages.parse(bytes("{\"end_device_ids\":{},\"downlink_queued\":{}}")))
                .isEqualTo(new Other("downlink_queued"));
        assertThat(TtnMessages.parse(bytes("{\"downlinks\":[{\"f_port\":1}]}"))).isEqualTo(new Other("unknown"));
        assertThat(TtnMessages.parse(bytes("{\"end_device_ids\":{\"dev_eui\":\"" + NetworkMessages.EUI
                        + "\"},\"downlink_failed\":{\"downlink\":{\"correlation_ids\":[\"a\"]},\"error\":"
                        + "{\"message_format\":\"payload too long\"}}}")))
                .isEqualTo(new Downlink(NetworkMessages.EUI, List.of("a"), DownlinkStep.FAILED, "payload too long"));
    }

    @Test
    void whatDoesNotFitIsNamed() {
        assertThat(why("{\"deviceInfo\":{\"devEui\":\"12\"}}"))
                .isEqualTo("deviceInfo.devEui: got \"12\", expected " + DevEui.EXPECTED);
        assertThat(why(with("\"fCnt\":-1"))).startsWith("fCnt: got \"-1\"");
        assertThat(why(with("\"fPort\":256"))).startsWith("fPort: got \"256\"");
        assertThat(why(with("\"data\":\"%%\""))).startsWith("data: got \"%%\"");
        assertThat(why(with("\"data\":\"" + "QUFB".repeat(86) + "\""))).startsWith("data: got \"258 bytes\"");
        assertThat(why(with("\"time\":\"yesterday\""))).startsWith("time: got \"yesterday\"");
        assertThat(why("[]")).contains("a JSON object");
        assertThat(why("")).contains("a JSON object");
        assertThat(why("{\"a\":1} x")).contains("well-formed JSON");
        assertThat(((Unreadable) up("[".repeat(10_000))).why().reason()).isEqualTo(RejectReason.MALFORMED);
        assertThat(((Unreadable) up(" ".repeat(EventJson.MAX_BYTES + 1))).why().reason())
                .isEqualTo(RejectReason.TOO_LARGE);
    }

    @Property(tries = 2_000)
    void noBytesThrow(@ForAll @Size(max = 200) byte[] bytes) {
        assertThat(ChirpstackEvents.parse("up", bytes)).isInstanceOf(Unreadable.class);
        assertThat(TtnMessages.parse(bytes)).isInstanceOf(Unreadable.class);
    }

    @Property(tries = 2_000)
    void noDamageThrows(@ForAll @IntRange(max = 1_400) int at, @ForAll byte by, @ForAll boolean cut) {
        byte[] chirpstack = damaged(NetworkMessages.chirpstackUp("id", 7, PAYLOAD, "{\"a\":1}"), at, by, cut);
        byte[] ttn = damaged(NetworkMessages.ttnUp(7, PAYLOAD, "{\"a\":1}"), at, by, cut);

        assertThat(ChirpstackEvents.parse("up", chirpstack)).isNotNull();
        assertThat(TtnMessages.parse(ttn)).isNotNull();
    }

    private static byte[] damaged(String message, int at, byte by, boolean cut) {
        byte[] bytes = bytes(message);
        int place = at % bytes.length;
        if (cut) {
            return java.util.Arrays.copyOf(bytes, place);
        }
        bytes[place] = by;
        return bytes;
    }

    private static String with(String field) {
        return "{\"deviceInfo\":{\"devEui\":\"" + NetworkMessages.EUI + "\"}," + field + "}";
    }

    private static String why(String message) {
        return ((Unreadable) up(message)).why().sentence();
    }

    private static NetworkEvent up(String message) {
        return ChirpstackEvents.parse("up", bytes(message));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
