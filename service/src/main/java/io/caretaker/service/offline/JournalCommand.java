package io.caretaker.service.offline;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "journal",
        description = "Looks at the journal of a stopped service, or of a copy.",
        mixinStandardHelpOptions = true,
        subcommands = {JournalVerifyCommand.class, JournalDumpCommand.class, JournalReplayCommand.class})
final class JournalCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
