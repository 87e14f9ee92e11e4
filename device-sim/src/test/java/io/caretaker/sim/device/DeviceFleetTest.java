package io.caretaker.sim.device;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.caretaker.sim.SimulatedEstates;
import io.caretaker.sim.fault.FaultKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DeviceFleetTest {
    private static final long HOUR = 3600;

    @Test
    void theSameSeedGivesTheSameBytes() {
        byte[] once = stream(new SimulatedEstates(1, 5, true), 6 * HOUR, 900);
        byte[] again = stream(new SimulatedEstates(1, 5, true), 6 * HOUR, 900);

        assertThat(again).isEqualTo(once);
    }

    @Test
    void anotherSeedGivesAnotherStream() {
        assertThat(stream(new SimulatedEstates(1, 6, true), HOUR, 900))
                .isNotEqualTo(stream(new SimulatedEstates(1, 5, true), HOUR, 900));
    }

    @Property(tries = 8)
    void theStreamDoesNotDependOnTheSteps(@ForAll @IntRange(min = 1, max = 2000) int step) {
        assertThat(stream(new SimulatedEstates(1, 5, true), HOUR, step))
                .isEqualTo(stream(new SimulatedEstates(1, 5, true), HOUR, 3600));
    }

    @Test
    void theFirstEstateIsTheSameWhateverComesAfterIt() {
        SimulatedEstates one = new SimulatedEstates(1, 5, false);
        SimulatedEstates two = new SimulatedEstates(2, 5, false);

        assertThat(two.plans().get(0)).isEqualTo(one.plans().get(0));
    }

    @Test
    void withoutDefectsEveryDeviceReportsOnceAnInterval() {
        SimulatedEstates estates = new SimulatedEstates(1, 5, false);

        List<Message> messages = estates.devices().until(SimulatedEstates.BEGIN + HOUR);

        estates.plans()
                .get(0)
                .devices()
                .forEach(d -> assertThat(
                                messages.stream().filter(m -> m.device().equals(d.id())))
                        .as(d.id())
                        .hasSize((int) (HOUR / d.interval().toSeconds())));
    }

    @Test
    void aMessageNamesDeviceMetricValueUnitAndTime() throws IOException {
        SimulatedEstates estates = new SimulatedEstates(1, 5, false);

        Message message = estates.devices().until(SimulatedEstates.BEGIN + 60).stream()
                .filter(m -> m.device().equals("d-e01-pz1-inlet"))
                .findFirst()
                .orElseThrow();

        JsonNode body = new ObjectMapper().readTree(message.payload());
        assertThat(message.topic()).isEqualTo("caretaker/v1/osmanthus-garden/d-e01-pz1-inlet/telemetry");
        assertThat(body.path("device").asText()).isEqualTo("d-e01-pz1-inlet");
        assertThat(body.path("readings")).hasSize(2);
        JsonNode pressure = body.path("readings").get(1);
        assertThat(pressure.path("metric").asText()).isEqualTo("water_pressure");
        assertThat(pressure.path("unit").asText()).isEqualTo("kPa");
        assertThat(pressure.path("value").asDouble()).isBetween(250.0, 450.0);
        assertThat(pressure.path("time").asText()).matches("2026-11-24T10:0[01]:\\d\\dZ");
    }

    @Test
    void aCabinetWithoutPowerGaspsAndFallsSilentWithItsLamps() {
        SimulatedEstates estates = new SimulatedEstates(1, 5, false);
        estates.inject(FaultKind.LIGHT_CABINET_OUTAGE, "e01-lc1", SimulatedEstates.BEGIN + 10);

        estates.devices().until(SimulatedEstates.BEGIN + 9);
        List<Message> gasps = estates.devices().until(SimulatedEstates.BEGIN + 200);
        List<Message> later = estates.devices().until(SimulatedEstates.BEGIN + 4 * HOUR);

        assertThat(gasps.stream().filter(m -> m.device().equals("d-e01-lc1"))).hasSize(3);
        assertThat(gasps.stream()
                        .filter(m -> m.device().startsWith("d-e01-lc1-k"))
                        .map(Message::device)
                        .distinct())
                .hasSizeBetween(18, 38);
        assertThat(later).noneMatch(m -> m.device().startsWith("d-e01-lc1"));
        assertThat(later).anyMatch(m -> m.device().startsWith("d-e01-lc2"));
    }

    @Test
    void aStuckSensorRepeatsItsValue() {
        SimulatedEstates estates = new SimulatedEstates(1, 5, false);
        estates.devices().until(SimulatedEstates.BEGIN + HOUR);
        estates.inject(FaultKind.SENSOR_STUCK, "e01-pz1-p2", SimulatedEstates.BEGIN + HOUR);

        Set<String> values = new HashSet<>();
        estates.devices().until(SimulatedEstates.BEGIN + 3 * HOUR).stream()
                .filter(m -> m.device().equals("d-e01-pz1-p2"))
                .forEach(m -> values.add(new String(m.payload()).replaceAll(".*\"value\":([-0-9.]+).*", "$1")));

        assertThat(values).hasSize(1);
    }

    private static byte[] stream(SimulatedEstates estates, long seconds, int step) {
        estates.inject(FaultKind.PIPE_BURST, "e01-pz1-p4", SimulatedEstates.BEGIN + 600);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (long t = step; ; t += step) {
            long until = Math.min(seconds, t);
            for (Message m : estates.devices().until(SimulatedEstates.BEGIN + until)) {
                bytes.writeBytes((m.second() + m.topic()).getBytes());
                bytes.writeBytes(m.payload());
            }
            if (until == seconds) {
                return bytes.toByteArray();
            }
        }
    }
}
