package io.caretaker.bench.codecs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.caretaker.bench.result.ResultLine;
import io.caretaker.ingest.lorawan.codec.CodecEngine;
import io.caretaker.ingest.lorawan.codec.CodecUplink;
import io.caretaker.ingest.lorawan.codec.DecodedUplink;
import io.caretaker.ingest.lorawan.codec.JsCodec;
import io.caretaker.ingest.lorawan.codec.SandboxLimits;
import io.caretaker.model.InvalidValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Real devices' examples through their vendors' own codecs, in the product's sandbox. */
@Command(
        name = "codecs",
        mixinStandardHelpOptions = true,
        description = "Decodes vendors' own examples with vendors' own codecs and compares with what they expect.")
public final class CodecsScenario implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Option(
            names = "--dir",
            required = true,
            description =
                    "Checkout of a device repository: of The Things Network's or of ChirpStack's. May be given twice, "
                            + "or name a directory that holds both.")
    List<Path> directories = List.of();

    @Option(names = "--vectors", description = "The examples, one JSON object a line (default: beside the checkout).")
    Path vectors;

    @Option(names = "--rounds", defaultValue = "3", description = "Rounds of timing (default ${DEFAULT-VALUE}).")
    int rounds;

    private record Case(JsCodec codec, CodecUplink uplink) {}

    @Override
    public Integer call() throws IOException {
        Path file = vectors != null ? vectors : besideTheCheckout();
        DeviceRepositories repositories = new DeviceRepositories(directories);
        long from = System.nanoTime();
        int total = 0;
        int reproduced = 0;
        List<Case> cases = new ArrayList<>();
        try (CodecEngine engine = new CodecEngine(SandboxLimits.defaults(), System::nanoTime)) {
            Map<String, JsCodec> codecs = new HashMap<>();
            for (String line : Files.readAllLines(file)) {
                JsonNode example = JSON.readTree(line);
                String name = example.path("codec").asText();
                total++;
                JsCodec codec = codecs.computeIfAbsent(name, n -> load(engine, repositories, n));
                if (codec == null) {
                    continue;
                }
                CodecUplink uplink = uplink(example);
                DecodedUplink result = codec.decodeUplink(uplink);
                cases.add(new Case(codec, uplink));
                if (Expectation.met(example.path("expected"), result)) {
                    reproduced++;
                } else {
                    System.out.printf("differs: %s port %d: %s%n", name, uplink.fPort(), shown(result));
                }
            }
            double firstMs = (System.nanoTime() - from) / 1e6;
            System.out.printf(
                    Locale.ROOT,
                    "%d codecs, %d of %d examples reproduced, %.0f ms with loading%n",
                    codecs.size(),
                    reproduced,
                    total,
                    firstMs);
            double rate = rate(cases);
            return new ResultLine("codecs", reproduced, "examples")
                    .ratio("total", reproduced, total)
                    .with("total", total)
                    .with("decodes_per_s", rate)
                    .with("first_pass_ms", firstMs)
                    .check(reproduced == total && total > 0)
                    .print();
        }
    }

    private static Path besideTheCheckout() {
        Path home = Path.of(System.getProperty("caretaker.home", "."));
        return home.resolve("../shared/data/lorawan/vectors.jsonl").normalize();
    }

    private static JsCodec load(CodecEngine engine, DeviceRepositories repositories, String name) {
        try {
            return engine.load(name, repositories.source(name));
        } catch (IOException e) {
            System.out.println("missing: " + name + ": " + e.getMessage());
        } catch (InvalidValue e) {
            System.out.println("does not load: " + name + ": " + e.getMessage());
        }
        return null;
    }

    private static CodecUplink uplink(JsonNode example) {
        byte[] bytes = new byte[example.path("bytes").size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) example.path("bytes").get(i).asInt();
        }
        return new CodecUplink(bytes, example.path("fPort").asInt());
    }

    private static String shown(DecodedUplink result) {
        return result instanceof DecodedUplink.Fields fields
                ? fields.fields().toString()
                : ((DecodedUplink.Failed) result).reason();
    }

    /** The best round: every codec has run before, so what differs is what else the machine does. */
    private double rate(List<Case> cases) {
        double best = 0;
        for (int round = 0; round < rounds && !cases.isEmpty(); round++) {
            long from = System.nanoTime();
            for (Case one : cases) {
                one.codec().decodeUplink(one.uplink());
            }
            best = Math.max(best, cases.size() * 1e9 / (System.nanoTime() - from));
        }
        System.out.printf(Locale.ROOT, "%,.0f decodes/s on one thread, all examples in turn%n", best);
        return best;
    }
}
