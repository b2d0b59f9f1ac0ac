package org.pacsscp.examples;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.function.Supplier;
import org.pacsscp.api.AeTitle;
import org.pacsscp.api.Server;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.ExitCode;

/** Runs a server from its start until a signal ends the process. */
final class ServerRun {
    private final PrintWriter out;
    private final PrintWriter err;

    ServerRun(PrintWriter out, PrintWriter err) {
        this.out = out;
        this.err = err;
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
            Runtime.getRuntime().addShutdownHook(new Thread(() -> endProcess(server), "shutdown"));
            server.start();
        } catch (IOException | IllegalArgumentException | IllegalStateException e) {
            err.println(e.getMessage());
            err.flush();
            return ExitCode.SOFTWARE;
        }
        announce(server);
        server.awaitStopped();
        return ExitCode.OK;
    }

    private void announce(Server server) {
        String aeTitles =
                server.config().aeTitles().stream().map(AeTitle::value).sorted().collect(joining(","));
        server.addresses().forEach(address -> out.println("listening on " + text(address) + " as " + aeTitles));
        server.tlsAddresses()
                .forEach(address -> out.println("listening with TLS on " + text(address) + " as " + aeTitles));
        out.flush();
    }

    private static String text(InetSocketAddress address) {
        return host(address.getAddress()) + ":" + address.getPort();
    }

    /** Returns an address as a client can type it; all addresses of both families read like those of IPv4. */
    private static String host(InetAddress address) {
        return address.isAnyLocalAddress() ? "0.0.0.0" : address.getHostAddress();
    }

    /** Drains the server and halts: left alone, the virtual machine would report the signal as a failure. */
    private static void endProcess(Server server) {
        if (server.state() == Server.State.STOPPED) {
            return;
        }
        int exitCode = ExitCode.SOFTWARE;
        try {
            server.close();
            exitCode = ExitCode.OK;
        } catch (RuntimeException e) {
            LoggerFactory.getLogger(ServerRun.class).error("the server did not stop", e);
        } finally {
            Runtime.getRuntime().halt(exitCode);
        }
    }
}
