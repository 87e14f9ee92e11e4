package io.caretaker.sim;

import io.caretaker.model.InvalidValue;
import io.caretaker.sim.api.ApiRefusal;
import io.caretaker.sim.api.ServiceUnreachable;
import io.caretaker.sim.mqtt.ConnectionRefused;
import io.caretaker.sim.replay.InvalidRecording;
import java.io.IOException;
import java.io.UncheckedIOException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Failures in one line for people; only what we did not foresee shows where it came from. 2 is wrong use, 1 the rest. */
public final class PlainFailures implements IExecutionExceptionHandler {
    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) throws Exception {
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
