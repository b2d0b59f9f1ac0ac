package org.pacsscp.robustness;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.pacsscp.api.Endpoint;
import org.pacsscp.api.Limits;
import org.pacsscp.api.Server;
import org.pacsscp.api.ServerBuilder;
import org.pacsscp.api.Timeouts;
import org.pacsscp.robustness.target.FailedServer;
import org.pacsscp.robustness.target.Footprint;
import org.pacsscp.robustness.target.HeapHog;
import org.pacsscp.robustness.target.SelfSigned;
import org.pacsscp.robustness.target.Target;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs a server to be attacked. */
@Command(
        name = "serve",
        description = {
            "Runs a server of this library to be attacked, on 127.0.0.1, until its standard input ends.",
            "For each line that it reads there it collects garbage and prints what is left.",
            "It ends with 3 if the server has failed."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
@SuppressWarnings("NullAway.Init") // picocli sets every field, from the command line or to its default
final class ServeCommand implements Callable<Integer> {
    @Option(
            names = "--port",
            converter = Ranges.Port.class,
            paramLabel = "PORT",
            defaultValue = "0",
            description = "0 is any free one. Default: ${DEFAULT-VALUE}")
    private int port;

    @Option(
            names = "--deadlines",
            converter = Ranges.Count.class,
            paramLabel = "MILLIS",
            defaultValue = "30000",
            description = "For the association request, for silence, and for the peer to close. "
                    + "Default: ${DEFAULT-VALUE}")
    private int deadlines;

    @Option(
            names = "--max-pending",
            converter = Ranges.Count.class,
            paramLabel = "COUNT",
            defaultValue = "1000",
            description = "Connections without an association, also from one address. Default: ${DEFAULT-VALUE}")
    private int maxPending;

    @Option(
            names = "--fill-heap",
            converter = Ranges.Count.class,
            paramLabel = "MILLIS",
            description = "Fill the heap to its end for so long, then leave it alone for as long, and so on.")
    private @Nullable Integer fillHeap;

    @Option(names = "--tls", description = "Listen with TLS too, on any free port, with a certificate made for it.")
    private boolean tls;

    @Spec
    private CommandSpec command;

    @Override
    public Integer call() throws IOException {
        try (Server server = configure().build().start()) {
            FailedServer.endsProcess(server);
            print("listening on " + server.port());
            server.endpoints().stream()
                    .filter(endpoint -> endpoint.tls().isPresent())
                    .forEach(endpoint -> print("TLS on " + endpoint.address().getPort()));
            if (fillHeap != null) {
                HeapHog.start(fillHeap);
            }
            for (int next = System.in.read(); next >= 0; next = System.in.read()) {
                if (next == '\n') {
                    print(Footprint.take() + ", " + server.sessions().size() + " sessions");
                }
            }
        }
        return 0;
    }

    private ServerBuilder configure() throws IOException {
        Duration deadline = Duration.ofMillis(deadlines);
        ServerBuilder builder = Target.builder(port)
                .timeouts(Timeouts.builder()
                        .request(deadline)
                        .idle(deadline)
                        .artim(deadline)
                        .tlsHandshake(deadline)
                        .build())
                .limits(Limits.builder()
                        .maxPendingConnections(maxPending)
                        .maxPendingConnectionsPerAddress(maxPending)
                        .build());
        if (tls) {
            InetAddress loopback = InetAddress.getLoopbackAddress();
            builder.endpoints(
                    Endpoint.plain(new InetSocketAddress(loopback, port)),
                    Endpoint.tls(
                            new InetSocketAddress(loopback, 0), SelfSigned.make(Files.createTempDirectory("target"))));
        }
        return builder;
    }

    private void print(String line) {
        command.commandLine().getOut().println(line);
        command.commandLine().getOut().flush();
    }
}
