package io.caretaker.service.road;

import static org.assertj.core.api.Assertions.assertThat;

import io.caretaker.ingest.gb26875.AppData;
import io.caretaker.ingest.gb26875.AppDataCodec;
import io.caretaker.ingest.gb26875.AppObject;
import io.caretaker.ingest.gb26875.Command;
import io.caretaker.ingest.gb26875.Frame;
import io.caretaker.ingest.gb26875.FrameCodec;
import io.caretaker.ingest.gb26875.PartAddress;
import io.caretaker.ingest.gb26875.SystemAddress;
import io.caretaker.ingest.gb26875.WireAddress;
import io.caretaker.ingest.gb26875.WireTime;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** The registry documents of the pages about GB/T 26875.3 and meters work as they stand there. */
@QuarkusTest
@QuarkusTestResource(value = FreshStores.class, restrictToAnnotatedClass = true)
@TestProfile(BuildingProtocolsTest.PortsOpen.class)
class BuildingProtocolsTest {
    private static final Pattern DOCUMENT = Pattern.compile("(?s)```json\\R(\\{\"estates\".*?)```");
    private static final Instant NOW = Instant.parse("2026-11-24T03:12:00Z");

    public static final class PortsOpen implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "caretaker.gb26875.enabled", "true",
                    "caretaker.gb26875.port", freePort(),
                    "caretaker.meters.listen.enabled", "true",
                    "caretaker.meters.listen.port", freePort(),
                    "caretaker.meters.poll.enabled", "true");
        }
    }

    @Test
    void aFirePanelAndAHydrantReport() throws IOException {
        Api.clock(NOW);
        Api.post("registry", document("gb26875.md"));
        WireTime now = WireTime.of(LocalDateTime.of(2026, 11, 24, 11, 12, 0));
        PartAddress smoke = new PartAddress(new SystemAddress(1, 1), 40, "0a010000");
        PartAddress hydrant = new PartAddress(new SystemAddress(11, 1), 99, "01000000");

        try (Socket device = new Socket("127.0.0.1", port("caretaker.gb26875.port"))) {
            device.setSoTimeout(10_000);
            confirmed(device, frame(1, now, 2, new AppObject.PartStatus(smoke, 0b10, "３号楼２层走廊", now)));
            confirmed(device, frame(2, now, 3, new AppObject.PartValue(hydrant, 5, 3_214, now)));
        }

        assertThat(latest("willow-fire", "fire_alarm")).isEqualTo(1f);
        assertThat(latest("willow-h1", "hydrant_pressure")).isEqualTo(321.4f);
    }

    @Test
    void aWaterMeterIsHandedOnByItsGateway() throws IOException {
        Api.clock(NOW);
        Api.post("registry", document("cjt188.md"));

        try (Socket gateway = new Socket("127.0.0.1", port("caretaker.meters.listen.port"))) {
            gateway.getOutputStream()
                    .write(HexFormat.of()
                            .parseHex("fefe6810443322110033788116" + "1f9000007766552c007766552c310122110515202184"
                                    + "1316"));
            assertThat(latest("meadow-inlet", "water_volume_total")).isEqualTo(556_677f);
        }
    }

    private static void confirmed(Socket device, Frame frame) throws IOException {
        device.getOutputStream().write(FrameCodec.encode(frame));
        byte[] answer = device.getInputStream().readNBytes(30);
        assertThat(((FrameCodec.Result.Ok) new FrameCodec(false).decode(answer, 0, 30))
                        .frame()
                        .is(Command.CONFIRM))
                .isTrue();
    }

    private static Frame frame(int serial, WireTime now, int type, AppObject object) {
        byte[] data = AppDataCodec.encode(new AppData.Objects(type, List.of(object)));
        return new Frame(
                serial,
                Frame.VERSION,
                now,
                new WireAddress("010203040506"),
                new WireAddress("000000000001"),
                Command.SEND.code(),
                data);
    }

    /** The newest value, as soon as the telemetry store has it; 10 s at most. */
    private static float latest(String asset, String metric) {
        Instant end = Instant.now().plusSeconds(10);
        while (Instant.now().isBefore(end)) {
            List<Float> values = Api.get("readings?asset=" + asset + "&metric=" + metric
                            + "&from=2026-11-24T00:00:00Z&to=2026-11-25T00:00:00Z")
                    .getList("samples.value.flatten()", Float.class);
            if (values != null && !values.isEmpty()) {
                return values.get(values.size() - 1);
            }
        }
        throw new AssertionError("no " + metric + " of " + asset + " within 10 s");
    }

    private static String document(String page) throws IOException {
        Matcher document = DOCUMENT.matcher(Files.readString(Path.of("..", "docs", "connect", page)));
        assertThat(document.find()).as("a registry document in " + page).isTrue();
        return document.group(1);
    }

    private static int port(String key) {
        return ConfigProvider.getConfig().getValue(key, Integer.class);
    }

    private static String freePort() {
        try (ServerSocket probe = new ServerSocket(0)) {
            return String.valueOf(probe.getLocalPort());
        } catch (IOException e) {
            throw new AssertionError("no free port", e);
        }
    }
}
