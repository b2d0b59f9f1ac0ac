package org.pacsscp.examples;

import org.pacsscp.api.ServerBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** A server that answers C-ECHO with the handler that {@link java.util.ServiceLoader} finds. */
@Command(name = EchoServer.NAME, description = "Answers C-ECHO until a signal ends it.")
final class EchoServer extends ServerCommand {
    static final String NAME = "echo-server";

    @Mixin
    private final ServerOptions serverOptions = new ServerOptions();

    @Mixin
    private final LogOptions logOptions = new LogOptions();

    /** Makes a command whose server runs. */
    EchoServer() {
        this(new RunningServer());
    }

    EchoServer(ServerUse use) {
        super(use);
    }

    @Override
    public Integer call() throws InterruptedException {
        ServerBuilder builder = serverOptions.builder();
        prepareLog(logOptions);
        return use(builder);
    }
}
