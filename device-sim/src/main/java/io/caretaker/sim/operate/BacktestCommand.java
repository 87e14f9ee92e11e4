package io.caretaker.sim.operate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.caretaker.model.InvalidValue;
import io.caretaker.sim.api.CaretakerClient;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "backtest",
        description = "Says which faults of the last days a changed rule would have raised; changes nothing.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class BacktestCommand implements Callable<Integer> {
    enum Level {
        ESTATE,
        TYPE,
        DEVICE
    }

    @Mixin
    private ServiceAddress service;

    @Option(names = "--rule", required = true, description = "Id of the rule.")
    private String rule;

    @Option(names = "--level", description = "estate, type or device; without it, the rule itself is changed.")
    private Level level;

    @Option(names = "--target", paramLabel = "ID", description = "The estate, profile or device of --level.")
    private String target;

    @Option(
            names = "--set",
            required = true,
            paramLabel = "NAME=VALUE",
            description = "A parameter of the rule; may be given several times.")
    private Map<String, Double> parameters;

    @Option(names = "--span", defaultValue = "P7D", description = "How far back, at most P30D (${DEFAULT-VALUE}).")
    private Duration span;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        if ((level == null) != (target == null)) {
            throw new InvalidValue(
                    level == null ? "--level" : "--target", null, "both of --level and --target, or none of them");
        }
        CaretakerClient client = service.client();
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("span", span.toString());
        if (level == null) {
            JsonNode shown = client.get("/api/v1/rules/" + CaretakerClient.encoded(rule));
            ObjectNode changed = (ObjectNode) shown.path("rule");
            set(changed.withObject("parameters"));
            body.set("rule", changed);
        } else {
            set(body.putObject("override")
                    .put("rule", rule)
                    .put("level", level.name())
                    .put("target", target)
                    .putObject("parameters"));
        }
        print(client.send("POST", "/api/v1/backtests", body.toString()));
        return CommandLine.ExitCode.OK;
    }

    private void set(ObjectNode into) {
        parameters.forEach((name, value) -> into.put(name, value));
    }

    private void print(JsonNode result) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                Locale.ROOT,
                "%s, last %s, %d readings%nfaults before: %d, after: %d, added: %d, removed: %d%n",
                rule,
                span,
                result.path("readings").asLong(),
                result.path("before").path("faults").asInt(),
                result.path("after").path("faults").asInt(),
                result.path("added").size(),
                result.path("removed").size());
        result.path("added").forEach(f -> out.println("+ " + line(f)));
        result.path("removed").forEach(f -> out.println("- " + line(f)));
        out.flush();
    }

    private static String line(JsonNode fault) {
        return fault.path("type").asText() + " asset=" + fault.path("asset").asText() + " onset="
                + fault.path("onset").asText() + " raised="
                + fault.path("raised").asText() + " cleared="
                + fault.path("cleared").asText("-");
    }
}
