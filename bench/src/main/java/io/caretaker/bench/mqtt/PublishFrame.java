package io.caretaker.bench.mqtt;

import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The MQTT 3.1.1 PUBLISH (QoS 1) of one device with two readings, about 200 bytes of JSON. Encoded once; only packet id,
 * times and values are written anew, so that the client costs the same little for every server. Each message is one minute
 * after the one before. For one thread.
 */
final class PublishFrame {
    static final Instant BEGIN = Instant.parse("2026-01-05T00:00:00Z");

    private static final String TIME = "0000-00-00T00:00:00Z";
    private static final String NUMBER = "######";

    private final byte[] frame;
    private final int packetIdAt;
    private final int payloadBytes;
    private final int[] timesAt = new int[2];
    private final int[] numbersAt = new int[2];
    private final DayCurve curve;
    private final int[] channelsAt = new int[2];
    private final int channels;
    private int minute;
    private int channel;

    /** Flow and pressure of a zone inlet. */
    static PublishFrame ofInlet(String estate, String device, int inlet) {
        return new PublishFrame(estate, device, inlet, 0, "water_flow", "m3/h", "water_pressure", "kPa");
    }

    /** Two readings of as many channels in turn, all without a unit: a device with many series. */
    static PublishFrame ofChannels(String estate, String device, int number, int channels) {
        return new PublishFrame(estate, device, number, channels, channel(0), "1", channel(1), "1");
    }

    /** Name of a channel's metric: always of the same length, so that it can be written over. */
    static String channel(int number) {
        return "channel_" + (10_000 + number);
    }

    private PublishFrame(
            String estate,
            String device,
            int inlet,
            int channels,
            String first,
            String unit,
            String second,
            String other) {
        this.channels = channels;
        byte[] topic = ("caretaker/v1/" + estate + "/" + device + "/telemetry").getBytes(StandardCharsets.UTF_8);
        String json = "{\"readings\":[{\"metric\":\"" + first + "\",\"value\":" + NUMBER + ",\"unit\":\"" + unit
                + "\",\"time\":\"" + TIME + "\"},{\"metric\":\"" + second + "\",\"value\":" + NUMBER + ",\"unit\":\""
                + other + "\",\"time\":\"" + TIME + "\"}]}";
        byte[] payload = json.getBytes(StandardCharsets.UTF_8);
        payloadBytes = payload.length;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(0x32);
        remainingLength(out, 2 + topic.length + 2 + payload.length);
        out.write(topic.length >> 8);
        out.write(topic.length);
        out.writeBytes(topic);
        packetIdAt = out.size();
        out.write(0);
        out.write(0);
        int payloadAt = out.size();
        out.writeBytes(payload);
        frame = out.toByteArray();
        timesAt[0] = payloadAt + json.indexOf(TIME);
        timesAt[1] = payloadAt + json.lastIndexOf(TIME);
        numbersAt[0] = payloadAt + json.indexOf(NUMBER);
        numbersAt[1] = payloadAt + json.lastIndexOf(NUMBER);
        channelsAt[0] = payloadAt + json.indexOf(first) + first.length() - 4;
        channelsAt[1] = payloadAt + json.indexOf(second) + second.length() - 4;
        curve = new DayCurve(inlet);
        day();
    }

    int payloadBytes() {
        return payloadBytes;
    }

    /** Event time of the last message that was written. */
    Instant lastTime() {
        return BEGIN.plus(minute - 1L, ChronoUnit.MINUTES);
    }

    /** Appends the next message. */
    void write(ByteBuf out, int packetId) {
        int minuteOfDay = minute % 1_440;
        if (minuteOfDay == 0) {
            day();
        }
        minute++;
        frame[packetIdAt] = (byte) (packetId >> 8);
        frame[packetIdAt + 1] = (byte) packetId;
        for (int at : timesAt) {
            twoDigits(at + 11, minuteOfDay / 60);
            twoDigits(at + 14, minuteOfDay % 60);
        }
        if (channels > 0) {
            fourDigits(channelsAt[0], channel);
            fourDigits(channelsAt[1], (channel + 1) % channels);
            channel = (channel + 2) % channels;
        }
        int flow = curve.flowHundredths(minuteOfDay);
        number(numbersAt[0], flow, 2);
        number(numbersAt[1], curve.pressureTenths(flow), 1);
        out.writeBytes(frame);
    }

    private void day() {
        byte[] date = BEGIN.plus(minute, ChronoUnit.MINUTES)
                .toString()
                .substring(0, 10)
                .getBytes(StandardCharsets.US_ASCII);
        for (int at : timesAt) {
            System.arraycopy(date, 0, frame, at, date.length);
        }
    }

    private void twoDigits(int at, int value) {
        frame[at] = (byte) ('0' + value / 10);
        frame[at + 1] = (byte) ('0' + value % 10);
    }

    private void fourDigits(int at, int value) {
        twoDigits(at, value / 100);
        twoDigits(at + 2, value % 100);
    }

    /** Right-aligned in six characters, spaces before it: JSON allows those, but no zeros. */
    private void number(int at, int scaled, int decimals) {
        int rest = scaled;
        int digits = 0;
        for (int i = at + 5; i >= at; i--) {
            if (digits == decimals) {
                frame[i] = '.';
            } else if (digits <= decimals + 1 || rest > 0) {
                frame[i] = (byte) ('0' + rest % 10);
                rest /= 10;
            } else {
                frame[i] = ' ';
            }
            digits++;
        }
    }

    static void remainingLength(ByteArrayOutputStream out, int length) {
        int rest = length;
        do {
            int seven = rest & 0x7F;
            rest >>>= 7;
            out.write(rest > 0 ? seven | 0x80 : seven);
        } while (rest > 0);
    }
}
