package io.caretaker.sim.operate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.caretaker.sim.FakeService;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@Timeout(60)
class CodecsImportTest {
    private static final String DECODER = "function decodeUplink(input) { return {data: {}}; }";
    private static final String STORED = "{\"version\":{\"version\":1},\"stored\":true,\"samples\":0,\"same\":0}";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private FakeService service;

    @TempDir
    private Path directory;

    @BeforeEach
    void start() throws Exception {
        service = new FakeService();
        System.setProperty(ServiceAddress.TOKEN_VARIABLE, FakeService.ADMIN);
        service.canned.put(
                "GET /api/v1/library?limit=200",
                "{\"items\":[{\"codec\":\"ttn.acme.level\"},{\"codec\":\"chirpstack.acme.door\"},"
                        + "{\"codec\":\"ttn.acme.payload.both\"},{\"codec\":\"ttn.other.both\"},{\"codec\":\"\"}]}");
        service.canned.put(
                "GET /api/v1/profiles?limit=200", "{\"items\":[{\"codec\":\"own.valve\"},{\"codec\":\"\"}]}");
        service.canned.put("GET /api/v1/codecs?limit=200", "{\"items\":[]}");
    }

    @AfterEach
    void stop() {
        System.clearProperty(ServiceAddress.TOKEN_VARIABLE);
        service.close();
    }

    @Test
    void aCheckoutOfTheThingsNetworkGivesWhatModelsNeed() throws Exception {
        script("lorawan-devices/vendor/acme/level.js", DECODER);
        script("lorawan-devices/vendor/acme/payload/both.js", DECODER);
        script("lorawan-devices/vendor/acme/unknown.js", DECODER);
        script("lorawan-devices/bin/validate.js", "console.log(1)");
        stored("ttn.acme.level");
        stored("ttn.acme.payload.both");

        assertThat(run("--from", directory.resolve("lorawan-devices").toString()))
                .as(err.toString())
                .isZero();

        assertThat(out.toString())
                .contains("imported  ttn.acme.level version 1", "imported  ttn.acme.payload.both version 1")
                .contains("missing   own.valve: an installed profile needs it", "missing   chirpstack.acme.door")
                .contains("2 imported, 0 unchanged, 0 refused, 3 missing")
                .doesNotContain("unknown", "validate");
        assertThat(new ObjectMapper()
                        .readTree(service.bodies.stream()
                                .filter(b -> b.contains("source"))
                                .findFirst()
                                .orElseThrow())
                        .path("source")
                        .asText())
                .isEqualTo(DECODER);
    }

    @Test
    void aCheckoutOfChirpstackIsKnownToo() throws Exception {
        script("profiles/vendors/acme/codecs/door.js", DECODER);
        stored("chirpstack.acme.door");

        assertThat(run("--from", directory.resolve("profiles").toString())).isZero();

        assertThat(out.toString()).contains("imported  chirpstack.acme.door version 1");
    }

    @Test
    void aSingleScriptIsTheCodecThatItsNameEndsWith() throws Exception {
        Path level = script("level.js", DECODER);
        stored("ttn.acme.level");

        assertThat(run("--from", level.toString())).isZero();

        assertThat(out.toString())
                .contains("imported  ttn.acme.level")
                .contains("missing   own.valve")
                .doesNotContain("missing   chirpstack");
    }

    @Test
    void aNameThatMayBeSeveralIsNotGuessed() throws Exception {
        Path both = script("both.js", DECODER);

        assertThat(run("--from", both.toString())).isEqualTo(1);
        assertThat(out.toString())
                .contains(
                        "refused   both.js: may be each of ttn.acme.payload.both, ttn.other.both; say which with --id");

        stored("ttn.other.both");
        assertThat(run("--from", both.toString(), "--id", "ttn.other.both")).isZero();
        assertThat(out.toString()).contains("imported  ttn.other.both");
    }

    @Test
    void allTakesWhatDecodesAndMatchNarrows() throws Exception {
        script("vendor/acme/level.js", DECODER);
        script("vendor/acme/extra.js", "function Decoder(bytes, port) { return {}; }");
        script("vendor/acme/encoder.js", "function encodeDownlink(input) { return {}; }");
        script("vendor/zeta/extra.js", DECODER);
        stored("ttn.acme.level");
        stored("ttn.acme.extra");

        assertThat(run("--from", directory.toString(), "--all", "--match", "ttn.acme.*"))
                .isZero();

        assertThat(out.toString())
                .contains("imported  ttn.acme.extra", "imported  ttn.acme.level")
                .doesNotContain("encoder", "zeta");
    }

    @Test
    void whatTheServiceRefusesIsOneLineAndTheRestGoesOn() throws Exception {
        script("vendor/acme/level.js", "function (");
        script("vendor/acme/payload/both.js", DECODER);
        Files.write(script("vendor/other/both.js", ""), new byte[] {(byte) 0xff, (byte) 0xfe, 1});
        stored("ttn.acme.payload.both");

        assertThat(run("--from", directory.toString())).isEqualTo(1);

        assertThat(out.toString().lines().filter(l -> l.startsWith("refused"))).hasSize(2);
        assertThat(out.toString())
                .contains("refused   ttn.acme.level: PUT")
                .contains("both.js is no text in UTF-8")
                .contains("1 imported, 0 unchanged, 2 refused");
    }

    @Test
    void aTrialStoresNothing() throws Exception {
        Path level = script("level.js", DECODER);
        service.canned.put(
                "PUT /api/v1/codecs/ttn.acme.level?dryRun=true",
                "{\"version\":{\"version\":4},\"stored\":false,\"samples\":10,\"same\":7}");

        assertThat(run("--from", level.toString(), "--dry-run")).isZero();

        assertThat(out.toString())
                .contains("loads     ttn.acme.level version 4; of 10 stored payloads 3 come out differently")
                .contains("1 would be imported");
    }

    @Test
    void noScriptIsWrongUse() {
        assertThat(run("--from", directory.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("--from", "a directory with .js files in it");
        assertThat(run("--from", directory.resolve("none").toString())).isEqualTo(2);
    }

    private Path script(String name, String source) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, source);
    }

    private void stored(String codec) {
        service.canned.put("PUT /api/v1/codecs/" + codec, STORED);
    }

    private int run(String... args) {
        CommandLine line = Operate.commandLine();
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        List<String> all = new ArrayList<>(List.of("codecs", "import"));
        all.addAll(List.of(args));
        all.addAll(List.of("--api", service.api().toString()));
        return line.execute(all.toArray(String[]::new));
    }
}
