package io.caretaker.ingest.library;

import static org.assertj.core.api.Assertions.assertThat;

import io.caretaker.ingest.codec.RawReading;
import io.caretaker.ingest.lorawan.codec.CodecEngine;
import io.caretaker.ingest.lorawan.codec.CodecUplink;
import io.caretaker.ingest.lorawan.codec.DecodedUplink;
import io.caretaker.ingest.lorawan.codec.JsCodec;
import io.caretaker.ingest.lorawan.codec.SandboxLimits;
import io.caretaker.ingest.mapping.FieldMapper;
import io.caretaker.model.InvalidValue;
import io.caretaker.model.estate.Device;
import io.caretaker.model.estate.Profile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The library against the vendors' codecs themselves: {@code -Dcodec.checkouts=DIR}, which holds checkouts named {@code
 * lorawan-devices} and {@code chirpstack-device-profiles}.
 */
class LibraryPayloadsTest {
    private static final Map<String, Path> SCRIPTS = new TreeMap<>();
    private static final DeviceLibrary LIBRARY = DeviceLibrary.shipped();
    /** Some codecs reckon from it. */
    private static final long RECEIVED = 1_764_000_000_000_000L;

    private static CodecEngine engine;

    @BeforeAll
    static void find() throws IOException {
        Path checkouts = Path.of(System.getProperty("codec.checkouts", "nowhere"));
        Path ttn = checkouts.resolve("lorawan-devices/vendor");
        Path chirpstack = checkouts.resolve("chirpstack-device-profiles/vendors");
        Assumptions.assumeTrue(
                Files.isDirectory(ttn) && Files.isDirectory(chirpstack),
                "no checkouts of the vendors' codecs at " + checkouts + ": set -Dcodec.checkouts=DIR");
        scripts(ttn, "ttn.", "");
        scripts(chirpstack, "chirpstack.", "codecs/");
        engine = new CodecEngine(SandboxLimits.defaults(), System::nanoTime);
    }

    @AfterAll
    static void close() {
        if (engine != null) {
            engine.close();
        }
    }

    private static void scripts(Path root, String prefix, String without) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            files.filter(f -> f.toString().endsWith(".js")).forEach(f -> {
                String name = root.relativize(f).toString().replace(without, "").replaceFirst("\\.js$", "");
                SCRIPTS.put(prefix + name.replace('/', '.').toLowerCase(Locale.ROOT), f);
            });
        }
    }

    @Test
    void everyCodecOfTheLibraryIsThereAndLoads() throws IOException {
        Map<String, String> wrong = new TreeMap<>();
        for (String codec : LIBRARY.codecs()) {
            Path script = SCRIPTS.get(codec);
            if (script == null) {
                wrong.put(codec, "not in the checkouts");
                continue;
            }
            try (JsCodec loaded = engine.load(codec, Files.readString(script))) {
                assertThat(loaded).isNotNull();
            } catch (InvalidValue e) {
                wrong.put(codec, e.getMessage());
            }
        }
        assertThat(wrong).isEmpty();
    }

    /** Devices whose codecs have no examples that their makers' own engines reproduce. */
    @ParameterizedTest
    @CsvSource({
        "milesight-em300-mcs, 85, 01755c03673401046865060001, air_humidity=50.5 air_temperature=30.8 battery_pct=92 door_open=1",
        "browan-tbdw100, 100, 010b350000010000, battery_voltage=3.6 device_temperature=21 door_open=1",
        "browan-merryiot-dw10, 120, 050fd2001c0000d22500, air_humidity=28 air_temperature=21 battery_voltage=3.6 door_open=1 tamper=1",
        "netvox-r312a, 6, 014d011e0100000000000000, battery_voltage=3 panic_button=1",
        "browan-tbms100, 102, 010b340400e07801, battery_voltage=3.6 occupied=1",
        "parametric-pcr2, 14, be01040001000200110012000000000000d2, device_temperature=0 people_in_total=17 people_out_total=18",
        "nwave-nps405, 2, 00d3d800590b, battery_voltage=3.344 device_temperature=-10 parking_occupied=0",
        "nwave-nps405, 1, 8048, parking_occupied=1",
        "milesight-em400-tld, 85, 0175640367f8000482f401050001, battery_pct=100 bin_fill=50 bin_temperature=24.8",
        "dingtek-df702, 3, 800001011101f40019000c000000000081, bin_fill=50 bin_temperature=25 bin_tilt=12 heat_alarm=0",
        "dragino-lht65n, 2, cbc6008200f2017fff7fff, air_humidity=24.2 air_temperature=1.3 battery_voltage=3.014",
        "milesight-em310-tilt, 85, 01756403cf320000009cff00, battery_pct=100 hydrant_tilt=0.5",
        "sls-volc2180, 2, 00fa00960004d203b602a8000382681e, device_temperature=30 lamp_current=0.68 lamp_dim=100 lamp_energy_total=1.234 lamp_power=150 lamp_power_factor=0.95 lamp_voltage=229.992",
        "b-meters-iwm-lr3, 1, 2c3c1400005c00000000000d00, water_volume_total=5180",
        "milesight-em300-di, 85, 01755c0367340104686505c80a000000, air_humidity=50.5 air_temperature=30.8 battery_pct=92 water_volume_total=100",
        "decentlab-dl-pr21, 1, 02016700034e8060170c7f, battery_voltage=3.199 water_pressure=0.24609375 water_temperature=25.671875",
        "keller-adt1-pressure, 4, 0C011300132F0000000C27E3928B40A2B00D2F3A, battery_pct=47 battery_voltage=5.083990573883",
        "milesight-em500-udl, 85, 01755a03821e00, battery_pct=90 sewer_level=2.97",
        "dragino-ldds75, 2, 0d0a07e900000001, battery_voltage=3.338 sewer_level=0.975",
        "milesight-em300-mld, 85, 01755c050001, battery_pct=92 leak_detected=1",
        "dragino-lwl02, 10, 4c1e0200000400000000, battery_voltage=3.102 leak_detected=1",
        "netvox-r311w, 6, 0112011e0100000000000000, battery_voltage=3 leak_detected=1",
        "yobiiq-em2101, 1, 0100000000010101000003e8010400bc614e010c000008fc01100000138801140000047e01231388, circuit_current=5000 circuit_power=1150 circuit_voltage=230 energy_total=12345678 mains_frequency=50"
    })
    void aPayloadBecomesReadings(String id, int port, String hex, String expected) throws IOException {
        Profile profile = LIBRARY.model(id).orElseThrow().profile();
        Path script = SCRIPTS.get(profile.codec());
        try (JsCodec codec = engine.load(profile.codec(), Files.readString(script))) {
            DecodedUplink decoded =
                    codec.decodeUplink(new CodecUplink(HexFormat.of().parseHex(hex), port, Map.of(), RECEIVED));

            assertThat(decoded).isInstanceOf(DecodedUplink.Fields.class);
            Device device = new Device("d", "e", "a", profile.id(), Duration.ofMinutes(10));
            assertThat(FieldMapper.map(device, profile, ((DecodedUplink.Fields) decoded).fields(), 0, 0)
                            .readings()
                            .stream()
                            .collect(Collectors.toMap(RawReading::metric, LibraryPayloadsTest::text))
                            .entrySet()
                            .stream()
                            .map(e -> e.getKey() + "=" + e.getValue())
                            .sorted()
                            .collect(Collectors.joining(" ")))
                    .isEqualTo(expected);
        }
    }

    /** To nine digits: mappings scale. */
    private static String text(RawReading reading) {
        double value = Math.rint(reading.value() * 1e12) / 1e12;
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
