package io.caretaker.sim.operate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.caretaker.sim.FakeService;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@Timeout(60)
class OperateTest {
    private static final String IMPORT = "POST /api/v1/registry/import?format=";

    private final ObjectMapper json = new ObjectMapper();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private FakeService service;

    @BeforeEach
    void start() throws Exception {
        service = new FakeService();
        System.setProperty(ServiceAddress.TOKEN_VARIABLE, FakeService.ADMIN);
    }

    @AfterEach
    void stop() {
        System.clearProperty(ServiceAddress.TOKEN_VARIABLE);
        service.close();
    }

    @Test
    void aLinkIsPrintedWithTheAddressOfTheService() {
        service.canned.put("POST /api/v1/people/li-wei/sign-in-link", "{\"path\":\"/sign-in/link/abc\"}");

        assertThat(run("user", "link", "li-wei")).isZero();

        assertThat(out.toString().strip()).isEqualTo(service.api() + "/sign-in/link/abc");
    }

    @Test
    void aPasswordComesFromStandardInputAndIsNotPrinted() throws Exception {
        service.canned.put("PUT /api/v1/people/li-wei/password", "");

        assertThat(withInput("correct horse \"battery\"\n", "user", "password", "li-wei"))
                .isZero();

        assertThat(json.readTree(service.bodies.get(0)).path("password").asText())
                .isEqualTo("correct horse \"battery\"");
        assertThat(out.toString() + err).doesNotContain("battery");
    }

    @Test
    void noPasswordIsWrongUse() throws Exception {
        assertThat(withInput("", "user", "password", "li-wei")).isEqualTo(2);
        assertThat(err.toString()).contains("password", "at least 12 characters");
    }

    @Test
    void whatTheServiceRefusesIsToldInOneLine() {
        assertThat(run("user", "link", "nobody")).isEqualTo(1);
        assertThat(err.toString().strip().lines()).hasSize(1);
        assertThat(err.toString()).contains("404");
    }

    @Test
    void aMissingTokenIsNamed() {
        System.clearProperty(ServiceAddress.TOKEN_VARIABLE);
        org.junit.jupiter.api.Assumptions.assumeTrue(System.getenv(ServiceAddress.TOKEN_VARIABLE) == null);

        assertThat(run("export")).isEqualTo(2);
        assertThat(err.toString()).contains("CARETAKER_ADMIN_TOKEN");
    }

    @Test
    void anExportIsPrintedAsItComes() {
        service.canned.put("GET /api/v1/registry/export?format=json&kind=all", "{\"estates\":[]}");
        service.canned.put("GET /api/v1/registry/export?format=csv&kind=devices", "id,estate\r\n灯,e\r\n");

        assertThat(run("export")).isZero();
        assertThat(run("export", "--format", "csv", "--kind", "devices")).isZero();

        assertThat(out.toString()).isEqualTo("{\"estates\":[]}id,estate\r\n灯,e\r\n");
    }

    @Test
    void anExportCanGoToAFile(@TempDir Path directory) throws Exception {
        service.canned.put("GET /api/v1/registry/export?format=csv&kind=assets", "id\r\n");
        Path file = directory.resolve("assets.csv");

        assertThat(run("export", "--format", "csv", "--kind", "assets", "--out", file.toString()))
                .isZero();

        assertThat(Files.readString(file)).isEqualTo("id\r\n");
        assertThat(run("export", "--format", "csv")).isEqualTo(2);
        assertThat(err.toString()).contains("--kind", "devices or assets");
    }

    @Test
    void anImportChecksFirstAndPrintsTheNewTokens(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("registry.json");
        Files.writeString(file, "{\"devices\":[{\"id\":\"d1\"}]}");
        service.canned.put(IMPORT + "json&dryRun=true", "{\"added\":1,\"errors\":[]}");
        service.canned.put(IMPORT + "json", "{\"added\":1,\"errors\":[],\"tokens\":{\"d1\":\"token-of-d1\"}}");

        assertThat(run("import", file.toString())).isZero();

        assertThat(json.readTree(out.toString()).path("tokens").path("d1").asText())
                .isEqualTo("token-of-d1");
        assertThat(service.bodies).hasSize(2).allMatch(b -> b.contains("d1"));
    }

    @Test
    void everyErrorOfAFileIsPrintedWithItsLineAndNothingIsStored(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("devices.csv");
        Files.writeString(file, "id,estate,asset,profile,interval\nd 1,,,,\n");
        service.canned.put(IMPORT + "csv&dryRun=true", """
                {"errors":[{"line":2,"field":"id","value":"d 1","expected":"an id"},
                           {"line":2,"field":"estate","value":"","expected":"an estate that exists"}]}
                """);

        for (String[] args : new String[][] {
            {"import", file.toString(), "--dry-run"},
            {"import", file.toString()}
        }) {
            assertThat(run(args)).isEqualTo(1);
        }

        assertThat(err.toString().lines())
                .startsWith(
                        file + ":2: id: got \"d 1\", expected an id",
                        file + ":2: estate: got nothing, expected an estate that exists",
                        "2 errors; nothing was stored.");
        assertThat(service.bodies).hasSize(2);
    }

    @Test
    void aDryRunSaysWhatWouldChange(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("devices.csv");
        Files.writeString(file, "id,estate,asset,profile,interval\n");
        service.canned.put(
                IMPORT + "csv&dryRun=true&kind=devices", "{\"added\":2,\"changed\":1,\"unchanged\":7,\"errors\":[]}");

        assertThat(run("import", file.toString(), "--kind", "devices", "--dry-run"))
                .isZero();

        assertThat(err.toString()).contains("2 to add, 1 to change, 7 as they are", "Nothing was stored");
        assertThat(service.bodies).hasSize(1);
    }

    @Test
    void aFileThatIsNotThereIsWrongUse(@TempDir Path directory) {
        assertThat(run("import", directory.resolve("none.json").toString())).isEqualTo(2);
        assertThat(err.toString()).contains("none.json", "a file that can be read");
    }

    @Test
    void aBacktestOfAnOverrideSendsTheOverride() throws Exception {
        service.canned.put("POST /api/v1/backtests", RESULT);

        int code = run("backtest", "--rule", "pipe-burst", "--level", "estate", "--target", "e1", "--set", "drop=25");

        assertThat(code).isZero();
        assertThat(json.readTree(service.bodies.get(0)))
                .isEqualTo(json.readTree("{\"span\":\"PT168H\",\"override\":{\"rule\":\"pipe-burst\","
                        + "\"level\":\"ESTATE\",\"target\":\"e1\",\"parameters\":{\"drop\":25.0}}}"));
        assertThat(out.toString())
                .contains("faults before: 2, after: 1, added: 0, removed: 1")
                .contains("- pipe-burst asset=z1 onset=2026-11-24T10:00:00Z");
    }

    @Test
    void aBacktestWithoutALevelChangesTheRuleItself() throws Exception {
        service.canned.put(
                "GET /api/v1/rules/pipe-burst",
                "{\"rule\":{\"id\":\"pipe-burst\",\"parameters\":{\"step\":3,\"drop\":20}}}");
        service.canned.put("POST /api/v1/backtests", RESULT);

        assertThat(run("backtest", "--rule", "pipe-burst", "--set", "drop=25")).isZero();

        assertThat(json.readTree(service.bodies.get(1)).path("rule").path("parameters"))
                .isEqualTo(json.readTree("{\"step\":3,\"drop\":25.0}"));
    }

    @Test
    void aLevelWithoutATargetIsWrongUse() {
        assertThat(run("backtest", "--rule", "r", "--level", "device", "--set", "drop=1"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--target");
    }

    private static final String RESULT = """
            {"readings":1000,"before":{"faults":2,"perDay":{}},"after":{"faults":1,"perDay":{}},"added":[],
             "removed":[{"type":"pipe-burst","asset":"z1","onset":"2026-11-24T10:00:00Z","raised":"2026-11-24T10:05:00Z"}]}
            """;

    private int withInput(String input, String... args) {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
        try {
            return run(args);
        } finally {
            System.setIn(before);
        }
    }

    private int run(String... args) {
        CommandLine line = Operate.commandLine();
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        String[] all = java.util.Arrays.copyOf(args, args.length + 2);
        all[args.length] = "--api";
        all[args.length + 1] = service.api().toString();
        return line.execute(all);
    }
}
