package io.caretaker.ingest.modbus;

import static org.assertj.core.api.Assertions.assertThat;

import io.caretaker.model.Text;
import io.caretaker.model.estate.Device;
import io.caretaker.model.estate.FieldMapping;
import io.caretaker.model.estate.MetricSpec;
import io.caretaker.model.estate.Profile;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class GatewayTest {
    private final Gateway gateway = new Gateway(new NoLink());

    @Test
    void theSecondUnitWaitsForTheAnswerOfTheFirst() {
        gateway.add(unit("a", 0));
        gateway.add(unit("b", 0));

        assertThat(gateway.begin(10)).map(Unit::id).contains("a");
        assertThat(gateway.begin(10)).isEmpty();
        assertThat(gateway.next()).as("nobody has to look before the answer").isEmpty();
        gateway.answered();
        assertThat(gateway.begin(10)).map(Unit::id).contains("b");
    }

    @Test
    void aUnitThatWasReplacedMeanwhileDoesNotComeAgain() {
        Unit old = unit("a", 0);
        gateway.add(old);
        assertThat(gateway.begin(10)).contains(old);
        gateway.remove(old);
        Unit replacement = unit("a", 20);
        gateway.add(replacement);
        gateway.answered();
        old.due(12);
        gateway.again(old);

        assertThat(gateway.next()).hasValue(20);
        assertThat(gateway.begin(20)).containsSame(replacement);
    }

    @Test
    void thereIsOneWakeUpAtMost() {
        CompletableFuture<Void> first = new CompletableFuture<>();
        gateway.wake(first);
        gateway.wake(new CompletableFuture<>());

        assertThat(first).isCancelled();
    }

    private static Unit unit(String id, long due) {
        Device device =
                new Device(id, "e-1", "pipe-1", "meter", Duration.ofMinutes(1), List.of("modbus:10.0.3.7:502/1"));
        Profile profile = new Profile(
                "meter",
                Text.same("Meter"),
                List.of(new MetricSpec("water_flow", "m3/h", 0, 500)),
                "",
                List.of(FieldMapping.plain("coil:1", "water_flow")));
        UnitAddress where = UnitAddress.parse(device.addresses().get(0));
        List<ReadRequest> requests = ReadPlan.of(List.of(RegisterPoint.parse("coil:1")), 0);
        return new Unit(new UnitPlan(device, profile, Optional.of(where), requests, List.of()), due);
    }

    private static final class NoLink implements ModbusLink {
        @Override
        public CompletionStage<Answer> read(int unit, ReadRequest request) {
            throw new UnsupportedOperationException("nothing is asked here");
        }

        @Override
        public void close() {
            // nothing to close
        }
    }
}
