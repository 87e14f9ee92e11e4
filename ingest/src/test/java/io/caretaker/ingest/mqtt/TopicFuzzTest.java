package io.caretaker.ingest.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import io.caretaker.ingest.testing.Fuzz;
import io.caretaker.model.Ids;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TopicFuzzTest {
    /** A topic that is read as one of a device is, letter by letter, the one topic of that device: nothing slips past the ACL. */
    @Test
    void anyTopicIsThatOfOneDeviceOrOfNone() {
        Fuzz.of(
                        "caretaker/v1/e-1/p-1/telemetry",
                        "caretaker/v1/e-1/p-1/status",
                        "caretaker/v1/+/p-1/telemetry",
                        "caretaker/v1/e-1/#",
                        "caretaker/v1/e-1/../p-2/telemetry",
                        "$share/g/caretaker/v1/e-1/p-1/command",
                        "caretaker/v1/e-1/p-1\u0000/telemetry",
                        "caretaker/v1//p-1/telemetry")
                .each(bytes -> {
                    String topic = new String(bytes, StandardCharsets.UTF_8);
                    DeviceTopic.parse(topic).ifPresent(read -> {
                        assertThat(DeviceTopic.of(read.estate(), read.device(), read.kind()))
                                .isEqualTo(topic);
                        assertThat(Ids.valid(read.device())).isTrue();
                    });
                });
    }
}
