package io.caretaker.service.offline;

import io.caretaker.ingest.journal.JournalCorrupt;
import io.caretaker.ingest.rocksdb.StoreFailure;
import io.caretaker.model.InvalidValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * Commands on a data directory whose service is stopped, or on a copy of one; {@code backup} also asks a running service.
 * Ends with 0 when all is well, 1 when something is damaged or failed, 2 when the command was used wrongly.
 */
@Command(
        name = "caretaker",
        mixinStandardHelpOptions = true,
        subcommands = {JournalCommand.class, BackupCommand.class, RestoreCommand.class})
public final class Offline implements Runnable {
    @Spec
    CommandSpec spec;

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Offline()).setExecutionExceptionHandler((e, command, parsed) -> {
            if (e instanceof InvalidValue) {
                command.getErr().println(e.getMessage());
                return ExitCode.USAGE;
            }
            if (e instanceof StoreFailure
                    || e instanceof JournalCorrupt
                    || e instanceof UncheckedIOException
                    || e instanceof IOException
                    || e instanceof IllegalStateException) {
                command.getErr().println(sentence(e));
                return ExitCode.SOFTWARE;
            }
            throw e;
        });
    }

    private static String sentence(Exception e) {
        return e.getCause() == null
                ? e.getMessage()
                : e.getMessage() + ": " + e.getCause().getMessage();
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
