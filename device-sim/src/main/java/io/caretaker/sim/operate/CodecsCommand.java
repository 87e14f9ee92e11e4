package io.caretaker.sim.operate;

import picocli.CommandLine;
import picocli.CommandLine.Command;

@Command(
        name = "codecs",
        description = "Vendors' decoders of LoRaWAN devices.",
        mixinStandardHelpOptions = true,
        subcommands = CodecsImport.class)
final class CodecsCommand implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Missing: import --from PATH");
    }
}
