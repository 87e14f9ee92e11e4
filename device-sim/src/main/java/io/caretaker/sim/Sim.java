package io.caretaker.sim;

import io.caretaker.model.InvalidValue;
import io.caretaker.sim.api.ApiRefusal;
import io.caretaker.sim.api.ServiceUnreachable;
import io.caretaker.sim.mqtt.ConnectionRefused;
import io.caretaker.sim.replay.InvalidRecording;
import java.io.IOException;
import java.io.UncheckedIOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Command line of the simulator. */
@Command(
        name = "sim",
        description = "Simulated housing estates, and replay of recorded data, against a Caretaker service.",
        mixinStandardHelpOptions = true,
        subcommands = {EstatesCommand.class, ReplayCommand.class, EvaluateCommand.class})
public final class Sim implements Runnable {
    @CommandLine.Spec
    CommandLine.Model.CommandSpec spec;

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        CommandLine line = new CommandLine(new Sim());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler((e, command, parsed) -> explain(e, command));
        return line;
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /** One line for people; only what we did not foresee shows where it came from. */
    private static int explain(Exception e, CommandLine command) throws Exception {
        if (e instanceof InvalidValue
                || e instanceof InvalidRecording
                || e instanceof ApiRefusal
                || e instanceof ServiceUnreachable
                || e instanceof ConnectionRefused
                || e instanceof UncheckedIOException) {
            command.getErr().println(e.getMessage() + (e instanceof UncheckedIOException ? ": " + e.getCause() : ""));
            return e instanceof InvalidValue ? CommandLine.ExitCode.USAGE : CommandLine.ExitCode.SOFTWARE;
        }
        if (e instanceof IOException) {
            command.getErr().println("reading or writing failed: " + e);
            return CommandLine.ExitCode.SOFTWARE;
        }
        if (e instanceof InterruptedException) {
            return CommandLine.ExitCode.OK;
        }
        throw e;
    }
}
