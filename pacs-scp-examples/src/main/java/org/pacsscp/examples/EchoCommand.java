package org.pacsscp.examples;

import org.pacsscp.examples.RequestorOptions.Requestor;
import org.pacsscp.examples.call.EchoCall;
import org.pacsscp.examples.call.Output;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Verifies a peer. */
@Command(name = EchoCommand.NAME, description = "Asks a peer for C-ECHO: whether it is there, and takes us.")
final class EchoCommand extends CallCommand {
    static final String NAME = "echo";

    @Mixin
    private final OutputOptions outputOptions = new OutputOptions();

    @Mixin
    private final RequestorOptions requestorOptions = new RequestorOptions();

    @Mixin
    private final LogOptions logOptions = new LogOptions(LogLevel.WARN);

    @Override
    public Integer call() throws InterruptedException {
        Requestor requestor = requestorOptions.requestor();
        logOptions.configureLog();
        Output output = outputOptions.output();
        return CallRun.run(requestor, output, new EchoCall(output));
    }
}
