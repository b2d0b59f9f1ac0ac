package org.pacsscp.bench.serve;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.pacsscp.api.ActionHandler;
import org.pacsscp.api.Endpoint;
import org.pacsscp.api.Limits;
import org.pacsscp.api.Server;
import org.pacsscp.api.ServerBuilder;
import org.pacsscp.api.Timeouts;
import org.pacsscp.bench.ParentWatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the server under test by itself, for a profiler or another load generator. */
@Command(
        name = "serve",
        description = "Answers C-ECHO, and C-STORE by discarding, until a signal ends it.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class ServeCommand implements Callable<Integer> {
    private static final int BACKLOG = 1024;

    /** Longer than any measurement, yet a deadline that the server has to keep. */
    private static final Duration IDLE = Duration.ofMinutes(30);

    @Option(names = "--port", defaultValue = "0", description = "Default: any free one")
    private int port;

    @Option(names = "--max-associations", defaultValue = "12000", description = "Default: ${DEFAULT-VALUE}")
    private int maxAssociations;

    @Option(
            names = "--max-pdu-length",
            defaultValue = "65536",
            description = "The longest PDU that is taken. Default: ${DEFAULT-VALUE}, as that of the server")
    private int maxPduLength;

    @Option(names = "--loops", description = "I/O loops. Default: as the server has it")
    private @Nullable Integer loops;

    @Option(
            names = "--directory",
            description = "Where instances are stored, in memory at best (/dev/shm). Default: they are discarded")
    private @Nullable Path directory;

    @Option(
            names = "--log-level",
            defaultValue = "error",
            description = "What the server logs: error, warn, info, debug. Default: ${DEFAULT-VALUE}")
    private String logLevel = "error";

    @Mixin
    private final ParentWatch parentWatch = new ParentWatch();

    @Override
    public Integer call() throws IOException, InterruptedException {
        parentWatch.start();
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", logLevel);
        try (Server server = builder().build().start()) {
            System.out.println("listening on 127.0.0.1:" + server.port());
            server.awaitStopped();
        }
        return 0;
    }

    private ServerBuilder builder() {
        ServerBuilder builder = Server.builder()
                .endpoints(Endpoint.plain(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)))
                .limits(Limits.builder()
                        .maxAssociations(maxAssociations)
                        .maxPendingConnections(maxAssociations)
                        .maxPendingConnectionsPerAddress(maxAssociations)
                        .maxPduLength(maxPduLength)
                        .backlog(BACKLOG)
                        .build())
                .timeouts(Timeouts.builder().idle(IDLE).build())
                .handler(storeHandler());
        Optional.ofNullable(loops).ifPresent(builder::loops);
        return builder;
    }

    private ActionHandler storeHandler() {
        return directory == null ? new StoreHandler(Discard::new) : new StoreHandler(new FileStore(directory)::open);
    }
}
