package org.pacsscp.examples;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.pacsscp.api.AeTitle;
import org.pacsscp.api.Endpoint;
import org.pacsscp.api.Server;
import picocli.CommandLine.ExitCode;

/** Runs a server from its start until a signal ends the process. */
final class ServerRun {
    /** The help says it. */
    static final String FORCED_WHEN = "a second signal came, or the drain and five seconds were over";

    private final PrintWriter out;
    private final PrintWriter err;
    private final LogQueue log;

    ServerRun(PrintWriter out, PrintWriter err, LogQueue log) {
        this.out = out;
        this.err = err;
        this.log = log;
    }

    /**
     * Starts a server, says where it listens, and waits until it is stopped.
     *
     * @param build makes the server
     * @return the exit code of the process
     */
    int run(Supplier<Server> build) throws InterruptedException {
        Server server;
        try {
            server = build.get();
            Duration drain = server.config().timeouts().drain();
            ProcessEnd.prepare(drain.plus(ProcessEnd.GRACE), () -> stop(server));
            server.start();
        } catch (IOException | IllegalArgumentException | IllegalStateException e) {
            err.println(e.getMessage());
            err.flush();
            return ExitCode.SOFTWARE;
        }
        announce(server);
        try {
            server.awaitStopped();
        } catch (IllegalStateException e) {
            err.println(e.getMessage());
            err.flush();
            return ExitCode.SOFTWARE;
        }
        return ExitCode.OK;
    }

    private void announce(Server server) {
        String aeTitles =
                server.config().aeTitles().stream().map(AeTitle::value).sorted().collect(joining(","));
        for (Endpoint endpoint : server.endpoints()) {
            String how = endpoint.tls().isPresent() ? "listening with TLS on " : "listening on ";
            out.println(how + text(endpoint.address()) + " as " + aeTitles);
        }
        out.flush();
    }

    private static String text(InetSocketAddress address) {
        return host(address.getAddress()) + ":" + address.getPort();
    }

    /** Returns an address as a client can type it; all addresses of both families read like those of IPv4. */
    private static String host(InetAddress address) {
        return address.isAnyLocalAddress() ? "0.0.0.0" : address.getHostAddress();
    }

    /** Drains the server; the status is zero then, where the virtual machine would report the signal as a failure. */
    private OptionalInt stop(Server server) {
        Server.State state = server.state();
        if (state == Server.State.FAILED) {
            server.stop(Duration.ZERO);
        } else {
            server.close();
        }
        log.awaitWritten();
        return switch (state) {
            case STOPPED -> OptionalInt.empty();
            case FAILED -> OptionalInt.of(ExitCode.SOFTWARE);
            case RUNNING, DRAINING -> OptionalInt.of(ExitCode.OK);
        };
    }
}
