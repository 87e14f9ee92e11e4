package io.caretaker.bench.mqtt;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The MQTT 3.1.1 CONNECT of a device: clean session, no keep-alive, device id and token. */
public final class ConnectFrame {
    private static final int USERNAME_PASSWORD_CLEAN = 0xC2;

    private ConnectFrame() {}

    public static byte[] of(String device, String token) {
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        string(rest, "MQTT");
        rest.write(4);
        rest.write(USERNAME_PASSWORD_CLEAN);
        rest.write(0);
        rest.write(0);
        string(rest, device);
        string(rest, device);
        string(rest, token);
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(0x10);
        PublishFrame.remainingLength(frame, rest.size());
        frame.writeBytes(rest.toByteArray());
        return frame.toByteArray();
    }

    private static void string(ByteArrayOutputStream out, String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.write(utf8.length >> 8);
        out.write(utf8.length);
        out.writeBytes(utf8);
    }
}
