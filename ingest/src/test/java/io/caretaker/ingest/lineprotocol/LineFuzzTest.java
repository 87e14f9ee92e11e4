package io.caretaker.ingest.lineprotocol;

import static io.caretaker.ingest.testing.Sound.assertSound;

import io.caretaker.ingest.intake.Submission;
import io.caretaker.ingest.testing.Fuzz;
import io.caretaker.model.estate.Device;
import io.caretaker.model.estate.FieldMapping;
import io.caretaker.model.estate.MetricSpec;
import io.caretaker.model.estate.Profile;
import io.caretaker.model.estate.Topology;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LineFuzzTest {
    private static final Profile INLET = new Profile(
            "inlet",
            new io.caretaker.model.Text("Inlet", "进水"),
            List.of(new MetricSpec("water_flow", "m3/h", 0, 100), new MetricSpec("valve_open", "1", 0, 1)),
            "",
            List.of(new FieldMapping("state", "valve_open", "", 1, 0, Map.of("open", 1.0))));
    private static final Topology TOPOLOGY = new Topology(
            List.of(),
            List.of(),
            List.of(new Device("m-1", "e", "a", "inlet", Duration.ofMinutes(1), List.of())),
            List.of(INLET));

    private final LineDecoder decoder = new LineDecoder(new LineSettings("device"), () -> TOPOLOGY);

    @Test
    void anyBodyIsReadingsAndRefusals() {
        Fuzz.of(
                        "water,device=m-1 water_flow=2.5,valve_open=1i 1700000000000000123\n",
                        "v,device=m-1 state=\"open\" 1\r\nv,device=m-1 state=true 3\n# comment\n\n",
                        "m\\,x,a\\ b=c\\=d f=\"a\\\"b\\\\ \n c\",g=-1.5e-9,h=18446744073709551615u -9223372036854775808",
                        "water,device=m-1 water_flow=" + "9".repeat(400) + " 1")
                .each(bytes -> assertSound(
                        decoder.decode(Submission.ANY_DEVICE, Precision.NANOSECONDS, bytes, 0, bytes.length),
                        2 * bytes.length + 1));
    }
}
