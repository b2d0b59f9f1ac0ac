package org.pacsscp.examples;

import java.util.concurrent.Callable;
import org.pacsscp.examples.RequestorOptions.Requestor;
import org.pacsscp.examples.call.EchoCall;
import org.pacsscp.examples.call.Output;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Verifies a peer. */
@Command(
        name = EchoCommand.NAME,
        description = "Asks a peer for C-ECHO: whether it is there, and takes us.",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        sortOptions = false,
        abbreviateSynopsis = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {CallRun.DONE, CallRun.FAILED, InputFiles.WRONG_OPTION})
final class EchoCommand implements Callable<Integer> {
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
