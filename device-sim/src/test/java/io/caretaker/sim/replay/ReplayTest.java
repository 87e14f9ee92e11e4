package io.caretaker.sim.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.caretaker.sim.FakeService;
import io.caretaker.sim.api.CaretakerClient;
import io.caretaker.sim.clock.Pace;
import io.caretaker.sim.mqtt.BrokerAddress;
import io.caretaker.sim.mqtt.MqttFleet;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ReplayTest {
    @TempDir
    Path data;

    @Test
    void everyRowIsPublishedAndFaultsComeBackAsRowsOfTheFile() throws Exception {
        recorded("valve1/0.csv", "2020-03-09 10:00:", 40);
        recorded("valve2/1.csv", "2021-05-01 11:00:", 30);

        String detections = replay("skab", service -> {
            // published times: both begin with the earliest recording
            fault(service, "skab-valve1-0", "machine-anomaly", "2020-03-09T10:00:05Z", "2020-03-09T10:00:08Z");
            fault(service, "skab-valve2-1", "device-stale", "2020-03-09T10:00:01Z", null);
            fault(service, "skab-valve2-1", "machine-anomaly", "2020-03-09T10:00:28Z", null);
        });

        List<String> lines = detections.lines().toList();
        assertThat(lines).hasSize(71);
        assertThat(lines.get(0)).isEqualTo("file,datetime,anomaly,changepoint");
        assertThat(lines)
                .contains(
                        "valve1/0.csv,2020-03-09 10:00:04,0,0",
                        "valve1/0.csv,2020-03-09 10:00:05,1,1",
                        "valve1/0.csv,2020-03-09 10:00:07,1,0",
                        "valve1/0.csv,2020-03-09 10:00:08,0,1",
                        "valve2/1.csv,2021-05-01 11:00:27,0,0",
                        "valve2/1.csv,2021-05-01 11:00:28,1,1",
                        "valve2/1.csv,2021-05-01 11:00:29,1,0");
    }

    @Test
    void aChangeOfTheMachineIsAChangepointOnAnOtherwiseNormalRow() throws Exception {
        recorded("valve1/0.csv", "2020-03-09 10:00:", 30);

        String detections = replay(
                "skab",
                service -> fault(
                        service, "skab-valve1-0", "machine-change", "2020-03-09T10:00:05Z", "2020-03-09T10:00:20Z"));

        assertThat(detections.lines().filter(l -> !l.endsWith(",0,0")))
                .containsExactly("file,datetime,anomaly,changepoint", "valve1/0.csv,2020-03-09 10:00:05,0,1");
    }

    @Test
    void aRaiseBetweenTwoRowsIsTheNextRow() throws Exception {
        Files.createDirectories(data.resolve("g"));
        Files.writeString(
                data.resolve("g/s.csv"),
                "timestamp,value\n2014-04-01 00:00:00,1\n2014-04-01 00:05:00,2\n2014-04-01 00:10:00,3\n");

        String detections =
                replay("nab", service -> fault(service, "nab-g-s", "machine-anomaly", "2014-04-01T00:05:10Z", null));

        assertThat(detections).isEqualTo("file,timestamp\ng/s.csv,2014-04-01 00:10:00\n");
    }

    private interface Faults {
        void raise(FakeService service);
    }

    private String replay(String set, Faults faults) throws Exception {
        Mapping mapping = MappingFile.load(set);
        List<Recording> recordings = RecordingSet.read(mapping, data);
        StringWriter out = new StringWriter();
        try (FakeService service = new FakeService();
                MqttFleet fleet = new MqttFleet(new BrokerAddress("localhost", service.mqttPort()))) {
            faults.raise(service);
            new Replay(
                            mapping,
                            recordings,
                            Shift.ALIGN.of(recordings, Instant.EPOCH),
                            new CaretakerClient(service.api(), FakeService.ADMIN, nanos -> {}),
                            fleet,
                            new Pace(Pace.MAX, () -> 0, nanos -> {}),
                            line -> {})
                    .run(out);
            assertThat(service.telemetry)
                    .hasSize(recordings.stream().mapToInt(r -> r.rows().size()).sum());
            assertThat(service.telemetry.toString()).doesNotContain("anomaly", "changepoint");
            assertThat(service.ticks).isSorted();
            assertThat(service.registry.path("assets").get(0).path("type").asText())
                    .isEqualTo("MACHINE");
        }
        return out.toString();
    }

    private static void fault(FakeService service, String asset, String type, String raised, String cleared) {
        service.faultsOf(asset)
                .addObject()
                .put("faultId", type + raised)
                .put("type", type)
                .put("asset", asset)
                .put("onset", raised)
                .put("raised", raised)
                .put("cleared", cleared)
                .put("severity", "S3");
    }

    private void recorded(String name, String time, int rows) throws Exception {
        StringBuilder text = new StringBuilder("datetime;Pressure;Voltage;anomaly;changepoint\n");
        for (int i = 0; i < rows; i++) {
            text.append(time).append(String.format("%02d", i)).append(";0.5;230.25;1;0\n");
        }
        Files.createDirectories(data.resolve(name).getParent());
        Files.writeString(data.resolve(name), text);
    }
}
