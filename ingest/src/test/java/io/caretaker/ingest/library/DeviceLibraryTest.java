package io.caretaker.ingest.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caretaker.ingest.codec.Decoded;
import io.caretaker.ingest.codec.Units;
import io.caretaker.ingest.mapping.FieldMapper;
import io.caretaker.model.InvalidValue;
import io.caretaker.model.estate.Device;
import io.caretaker.model.estate.MetricSpec;
import io.caretaker.model.estate.Profile;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DeviceLibraryTest {
    /** UCUM codes that nothing is converted to or from. */
    private static final Set<String> UNCONVERTED =
            Set.of("{NTU}", "{count}", "[pH]", "[ppm]", "%/m", "lx", "deg", "Hz", "dB");

    private static final DeviceLibrary LIBRARY = DeviceLibrary.shipped();

    @Test
    void itKnowsRealDevicesOfEveryShelf() {
        assertThat(LIBRARY.models().stream().filter(m -> !m.codec().isEmpty())).hasSizeGreaterThanOrEqualTo(40);
        for (Shelf shelf : Shelf.values()) {
            assertThat(LIBRARY.models()).as(shelf.name()).anyMatch(m -> m.shelf() == shelf);
        }
    }

    @Test
    void everyModelGivesAProfileInBothLanguages() {
        for (DeviceModel model : LIBRARY.models()) {
            Profile profile = model.profile();
            assertThat(profile.metrics()).as(model.id()).isNotEmpty();
            assertThat(profile.name().zh())
                    .as(model.id())
                    .isNotEqualTo(profile.name().en());
            assertThat(model.assets()).as(model.id()).isNotEmpty();
            assertThat(model.interval()).as(model.id()).isBetween(Duration.ofSeconds(1), Duration.ofDays(31));
            assertThat(model.codec().isEmpty())
                    .as(model.id())
                    .isEqualTo(model.vendor().isEmpty());
            assertThat(model.settings())
                    .as(model.id())
                    .allMatch(s -> !s.label().en().equals(s.label().zh()));
        }
    }

    @Test
    void unitsAreUcum() {
        for (DeviceModel model : LIBRARY.models()) {
            for (MetricSpec metric : model.profile().metrics()) {
                boolean convertible =
                        Units.convert(1, metric.unit(), metric.unit().equals("1") ? "%" : "1")
                                        .isPresent()
                                || known(metric.unit());
                assertThat(convertible || UNCONVERTED.contains(metric.unit()))
                        .as(model.id() + " " + metric)
                        .isTrue();
            }
        }
    }

    private static boolean known(String unit) {
        return Set.of("kPa", "m3/h", "m", "m3", "K", "V", "A", "W", "J", "mg/L", "W/m2", "s").stream()
                .anyMatch(reference -> Units.convert(1, unit, reference).isPresent());
    }

    @Test
    void asUsualAManholeIsMeasuredFromItsGround() {
        Profile profile = LIBRARY.model("milesight-em500-udl").orElseThrow().profile();

        assertThat(values(profile, Map.of("distance", 2.4, "battery", 90)))
                .containsEntry("sewer_level", 3 - 2.4)
                .containsEntry("battery_pct", 90.0);
    }

    @Test
    void thePlaceDecidesAboutHeightsAndMetrics() {
        Profile profile = LIBRARY.model("milesight-em500-udl")
                .orElseThrow()
                .profile("tank-udl", new Choices(Map.of("height_m", 2.6), Map.of("sewer_level", "tank_level")));

        assertThat(profile.id()).isEqualTo("tank-udl");
        assertThat(profile.codec()).isEqualTo("ttn.milesight-iot.em500-udl");
        assertThat(profile.metric("sewer_level")).isEmpty();
        assertThat(profile.metric("tank_level").orElseThrow().unit()).isEqualTo("m");
        assertThat(values(profile, Map.of("distance", 1.1))).containsOnly(Map.entry("tank_level", 2.6 - 1.1));
    }

    @Test
    void aCurrentLoopIsScaledToItsSpan() {
        Profile profile = LIBRARY.model("dragino-lt-22222-l-pressure")
                .orElseThrow()
                .profile("p", new Choices(Map.of("span_kpa", 1600.0), Map.of()));

        assertThat(values(profile, Map.of("ACI1_mA", 4))).containsEntry("water_pressure", 0.0);
        assertThat(values(profile, Map.of("ACI1_mA", 20))).containsEntry("water_pressure", 1600.0);
        assertThat(values(profile, Map.of("ACI1_mA", 12.0))).containsEntry("water_pressure", 800.0);
    }

    @Test
    void aBinIsFullWhenNothingIsLeftAbove() {
        Profile profile = LIBRARY.model("milesight-em400-tld")
                .orElseThrow()
                .profile("b", new Choices(Map.of("depth_m", 0.8), Map.of()));

        assertThat(values(profile, Map.of("distance", 800)).get("bin_fill"))
                .isCloseTo(0, org.assertj.core.data.Offset.offset(1e-9));
        assertThat(values(profile, Map.of("distance", 200)).get("bin_fill"))
                .isCloseTo(75, org.assertj.core.data.Offset.offset(1e-9));
    }

    @Test
    void choicesThatDoNotExistAreNamed() {
        DeviceModel model = LIBRARY.model("milesight-em500-udl").orElseThrow();

        assertThatThrownBy(() -> model.profile("x", new Choices(Map.of("hight_m", 2.0), Map.of())))
                .isInstanceOf(InvalidValue.class)
                .hasMessageContaining("hight_m")
                .hasMessageContaining("height_m");
        assertThatThrownBy(() -> model.profile("x", new Choices(Map.of("height_m", 200.0), Map.of())))
                .isInstanceOf(InvalidValue.class)
                .hasMessageContaining("settings.height_m")
                .hasMessageContaining("0.3 to 10.0 m");
        assertThatThrownBy(() -> model.profile("x", new Choices(Map.of("height_m", Double.NaN), Map.of())))
                .isInstanceOf(InvalidValue.class);
        assertThatThrownBy(() -> model.profile("x", new Choices(Map.of(), Map.of("sewer_level", "lamp_power"))))
                .isInstanceOf(InvalidValue.class)
                .hasMessageContaining("tank_level");
        assertThatThrownBy(() -> model.profile("x", new Choices(Map.of(), Map.of("battery_pct", "rssi"))))
                .isInstanceOf(InvalidValue.class)
                .hasMessageContaining("sewer_level");
    }

    @Test
    void factorsAreProductsAndNothingElse() {
        assertThat(new Factor("-0.1 / depth_m").value(Map.of("depth_m", 2.0))).isEqualTo(-0.05);
        assertThat(new Factor("a*b/4").value(Map.of("a", 2.0, "b", 6.0))).isEqualTo(3);
        assertThat(new Factor("-height").value(Map.of("height", 2.0))).isEqualTo(-2);
        assertThat(new Factor("1e-3").value(Map.of())).isEqualTo(0.001);
        for (String wrong : new String[] {"", " ", "1 +", "2 3", "a b", "(1)", "1/0", "* 2", "sin(1)", "1..2", "2 *"}) {
            assertThatThrownBy(() -> new Factor(wrong)).as(wrong).isInstanceOf(InvalidValue.class);
        }
    }

    private static Map<String, Double> values(Profile profile, Map<String, ?> fields) {
        Device device = new Device("d", "e", "a", profile.id(), Duration.ofMinutes(10));
        Decoded.Readings mapped = FieldMapper.map(device, profile, fields, 0, 0);
        assertThat(mapped.rejected()).isEmpty();
        return mapped.readings().stream().collect(java.util.stream.Collectors.toMap(r -> r.metric(), r -> r.value()));
    }
}
