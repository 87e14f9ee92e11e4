package io.caretaker.sim.operate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.caretaker.sim.api.CaretakerClient;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "export",
        description = "Writes estates, profiles, assets and devices as import reads them; no tokens.",
        mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {
    private static final List<String> PARTS = List.of("estates", "profiles", "assets", "devices");

    @Mixin
    private ServiceAddress service;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException, JsonProcessingException {
        CaretakerClient client = service.client();
        ObjectMapper json = new ObjectMapper();
        ObjectNode document = json.createObjectNode();
        for (String part : PARTS) {
            document.putArray(part).addAll(client.items("/api/v1/" + part));
        }
        spec.commandLine()
                .getOut()
                .println(json.writerWithDefaultPrettyPrinter().writeValueAsString(document));
        spec.commandLine().getOut().flush();
        return CommandLine.ExitCode.OK;
    }
}
