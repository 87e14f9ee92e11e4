package io.caretaker.ingest.lineprotocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.caretaker.ingest.codec.Decoded;
import io.caretaker.ingest.codec.RawReading;
import io.caretaker.ingest.codec.RejectReason;
import io.caretaker.ingest.codec.Rejection;
import io.caretaker.ingest.intake.Submission;
import io.caretaker.model.estate.Device;
import io.caretaker.model.estate.FieldMapping;
import io.caretaker.model.estate.MetricSpec;
import io.caretaker.model.estate.Profile;
import io.caretaker.model.estate.Topology;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LineDecoderTest {
    private static final Profile INLET = new Profile(
            "inlet",
            new io.caretaker.model.Text("Inlet", "进水"),
            List.of(
                    new MetricSpec("water_flow", "m3/h", 0, 100),
                    new MetricSpec("water_pressure", "kPa", 0, 2_000),
                    new MetricSpec("valve_open", "1", 0, 1)),
            "",
            List.of(
                    new FieldMapping("modbus.p", "water_pressure", "bar", 0.1, 1, Map.of()),
                    new FieldMapping("state", "valve_open", "", 1, 0, Map.of("open", 1.0, "closed", 0.0))));
    private static final Topology TOPOLOGY = new Topology(
            List.of(),
            List.of(),
            List.of(
                    device("m-1", List.of()),
                    device("m-2", List.of("line:modbus,slave=3,zone=north")),
                    device("m-3", List.of())),
            List.of(INLET));

    private final LineDecoder decoder = new LineDecoder(new LineSettings("device"), () -> TOPOLOGY);

    @Test
    void tagNamesTheDeviceAndFieldsAreItsMetrics() {
        assertThat(any("water,device=m-1 water_flow=2.5,water_pressure=310i 1700000000000000123")
                        .readings())
                .containsExactly(
                        new RawReading(0, "m-1", "water_flow", 2.5, "", 1_700_000_000_000_000L),
                        new RawReading(0, "m-1", "water_pressure", 310, "", 1_700_000_000_000_000L));
    }

    @Test
    void addressNamesTheDeviceWhateverTheOrderOfTheTags() {
        assertThat(any("modbus,zone=north,slave=3 p=25").readings())
                .containsExactly(new RawReading(0, "m-2", "water_pressure", 3.5, "bar", RawReading.ARRIVAL));
    }

    @Test
    void fieldNamedValueIsTheMetricThatTheMeasurementNames() {
        assertThat(any("water_flow,device=m-1 value=2").readings())
                .extracting(RawReading::metric, RawReading::value)
                .containsExactly(org.assertj.core.api.Assertions.tuple("water_flow", 2.0));
    }

    @Test
    void wordsAndTruthValuesBecomeNumbers() {
        assertThat(any("v,device=m-1 state=\"open\" 1\nv,device=m-1 state=\"closed\" 2\nv,device=m-1 state=true 3")
                        .readings())
                .extracting(RawReading::index, RawReading::value)
                .containsExactly(
                        org.assertj.core.api.Assertions.tuple(0, 1.0),
                        org.assertj.core.api.Assertions.tuple(1, 0.0),
                        org.assertj.core.api.Assertions.tuple(2, 1.0));
    }

    @Test
    void fieldsThatNobodyWantsAreLeftAlone() {
        Decoded.Readings decoded = any("water,device=m-1 rssi=-70i,firmware=\"1.2\",water_flow=1");

        assertThat(decoded.readings()).extracting(RawReading::metric).containsExactly("water_flow");
        assertThat(decoded.rejected()).isEmpty();
    }

    @Test
    void pointWithoutAWantedFieldIsRefusedWithTheFieldsSeen() {
        assertThat(any("x v=1\nwater,device=m-1 rssi=-70i,firmware=\"1.2\"").rejected())
                .containsExactly(
                        new Rejection(
                                0,
                                RejectReason.UNKNOWN_DEVICE,
                                "series",
                                "x",
                                "the tag device to name a device, or a device with the address"
                                        + " line:<measurement and tags>"),
                        new Rejection(
                                1,
                                RejectReason.UNKNOWN_METRIC,
                                "fields",
                                "rssi, firmware",
                                "a field that the mapping of profile inlet names"));
    }

    @Test
    void mappingDecidesWhereTwoFieldsStandForOneMetric() {
        Decoded.Readings decoded = any("modbus,device=m-1 water_pressure=999,p=25 1\nmodbus,device=m-1 p=25 2");

        assertThat(decoded.readings())
                .extracting(RawReading::index, RawReading::value)
                .containsExactly(
                        org.assertj.core.api.Assertions.tuple(0, 3.5), org.assertj.core.api.Assertions.tuple(1, 3.5));
    }

    @Test
    void wrongLineIsToldByLineAndColumnAndTakesNoOtherAlong() {
        Decoded.Readings decoded = any("water,device=m-1 water_flow=\nwater,device=m-1 water_flow=2");

        assertThat(decoded.readings()).extracting(RawReading::index).containsExactly(1);
        assertThat(decoded.rejected())
                .containsExactly(new Rejection(
                        0,
                        RejectReason.MALFORMED,
                        "line 1, column 29",
                        "end of the line",
                        "a number, true, false or a string in double quotes"));
    }

    @Test
    void deviceNeedsNoTagForItself() {
        assertThat(decode("m-3", "water water_flow=2").readings())
                .extracting(RawReading::device)
                .containsExactly("m-3");
        assertThat(decode("m-3", "water,device=m-9 water_flow=2").rejected())
                .extracting(Rejection::reason)
                .containsExactly(RejectReason.UNKNOWN_DEVICE);
    }

    @Test
    void changedRegistryIsSeenAtOnce() {
        Topology[] now = {Topology.empty()};
        LineDecoder following = new LineDecoder(new LineSettings("host"), () -> now[0]);
        byte[] body = "water,host=m-1 water_flow=2".getBytes(StandardCharsets.UTF_8);

        assertThat(following
                        .decode(Submission.ANY_DEVICE, Precision.NANOSECONDS, body, 0, body.length)
                        .readings())
                .isEmpty();
        now[0] = TOPOLOGY;
        assertThat(following
                        .decode(Submission.ANY_DEVICE, Precision.NANOSECONDS, body, 0, body.length)
                        .readings())
                .hasSize(1);
    }

    private Decoded.Readings any(String body) {
        Decoded.Readings first = decode(Submission.ANY_DEVICE, body);
        // A second time from what was learned.
        assertThat(decode(Submission.ANY_DEVICE, body)).isEqualTo(first);
        return first;
    }

    private Decoded.Readings decode(String sender, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return decoder.decode(sender, Precision.NANOSECONDS, bytes, 0, bytes.length);
    }

    private static Device device(String id, List<String> addresses) {
        return new Device(id, "estate", "asset", "inlet", Duration.ofMinutes(1), addresses);
    }
}
