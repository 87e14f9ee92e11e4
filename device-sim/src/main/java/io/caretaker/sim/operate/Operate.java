package io.caretaker.sim.operate;

import io.caretaker.sim.PlainFailures;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Commands for whoever runs a service; everything goes through its API. */
@Command(
        name = "caretaker",
        mixinStandardHelpOptions = true,
        subcommands = {
            UserCommand.class,
            BacktestCommand.class,
            ExportCommand.class,
            ImportCommand.class,
            CodecsCommand.class
        })
public final class Operate implements Runnable {
    @CommandLine.Spec
    CommandLine.Model.CommandSpec spec;

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Operate())
                .setExecutionExceptionHandler(new PlainFailures())
                .setCaseInsensitiveEnumValuesAllowed(true);
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
