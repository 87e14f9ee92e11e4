package io.caretaker.sim.operate;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.caretaker.model.InvalidValue;
import io.caretaker.sim.api.CaretakerClient;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "user", description = "Lets a person in.", mixinStandardHelpOptions = true, sortOptions = false)
final class UserCommand implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Missing: link ID or password ID");
    }

    @Command(
            name = "link",
            description = "Prints a link that signs the person in, once and within a day.",
            mixinStandardHelpOptions = true)
    int link(@Mixin ServiceAddress service, @Parameters(paramLabel = "ID", description = "Id of the person.") String id)
            throws InterruptedException {
        String path = service.client()
                .send("POST", person(id) + "/sign-in-link", "{}")
                .path("path")
                .asText();
        spec.commandLine().getOut().println(service.uri().resolve(path));
        return CommandLine.ExitCode.OK;
    }

    @Command(
            name = "password",
            description = "Sets the password, read from standard input: at least 12 characters.",
            mixinStandardHelpOptions = true)
    int password(
            @Mixin ServiceAddress service, @Parameters(paramLabel = "ID", description = "Id of the person.") String id)
            throws InterruptedException, IOException {
        CaretakerClient client = service.client();
        String body =
                JsonNodeFactory.instance.objectNode().put("password", typed()).toString();
        client.send("PUT", person(id) + "/password", body);
        spec.commandLine().getErr().println("The password of " + id + " is set.");
        return CommandLine.ExitCode.OK;
    }

    /** Never from the command line, which everybody on the machine can read. */
    private static String typed() throws IOException {
        Console console = System.console();
        String password;
        if (console != null) {
            char[] typed = console.readPassword("New password: ");
            password = typed == null ? null : new String(typed);
        } else {
            password = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        }
        if (password == null || password.isEmpty()) {
            throw new InvalidValue("password", null, "a line on standard input, at least 12 characters");
        }
        return password;
    }

    private static String person(String id) {
        return "/api/v1/people/" + CaretakerClient.encoded(id);
    }
}
