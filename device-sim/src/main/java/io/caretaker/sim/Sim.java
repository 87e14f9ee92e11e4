package io.caretaker.sim;

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
        line.setExecutionExceptionHandler(new PlainFailures());
        return line;
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
