package org.pacsscp.bench.candidate;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.pacsscp.bench.load.Target;
import org.pacsscp.bench.measure.ProcessUsage;

/** A server in a process that this one has started. */
public final class ServerProcess implements RunningServer {
    /** By which all of them are called. */
    static final String AE_TITLE = "PACS_SCP";

    private static final String LISTENING = "listening on ";
    private static final long PATIENCE_SECONDS = 20;
    private static final long POLL_NANOS = 10_000_000;

    private final StartedProcess started;
    private final InetSocketAddress address;

    private ServerProcess(StartedProcess started, InetSocketAddress address) {
        this.started = started;
        this.address = address;
    }

    /** Starts a program that says on a line of its output where it listens. */
    public static ServerProcess announced(List<String> command) throws IOException {
        StartedProcess started =
                StartedProcess.of(new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT));
        BufferedReader output = started.process().inputReader(StandardCharsets.UTF_8);
        String line = output.readLine();
        while (line != null && !line.startsWith(LISTENING)) {
            line = output.readLine();
        }
        if (line == null) {
            started.close();
            throw new IOException("it ended before it listened: " + String.join(" ", command));
        }
        String port = line.substring(line.lastIndexOf(':') + 1).split(" ", 2)[0];
        return new ServerProcess(
                started, new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(port)));
    }

    /** Starts a program that says nothing, and tries until it accepts connections on a port. */
    static ServerProcess silent(ProcessBuilder builder, int port) throws IOException {
        if (builder.redirectError().equals(ProcessBuilder.Redirect.PIPE)) {
            builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        }
        StartedProcess started = StartedProcess.of(builder.redirectOutput(ProcessBuilder.Redirect.DISCARD));
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        long latest = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!accepts(address)) {
            if (!started.process().isAlive() || System.nanoTime() > latest) {
                started.close();
                throw new IOException("it does not listen on port " + port + ": " + builder.command());
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
        return new ServerProcess(started, address);
    }

    private static boolean accepts(InetSocketAddress address) {
        try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
            return socket.isConnected();
        } catch (IOException e) {
            // Not yet: the caller tries again, and gives up in time.
            return false;
        }
    }

    @Override
    public Target target() {
        return new Target(address, AE_TITLE, OptionalInt.empty());
    }

    @Override
    public Optional<ProcessUsage> usage() {
        return ProcessUsage.of(started.process().pid());
    }

    /** The process itself, for who wants to end it in another way. */
    public Process process() {
        return started.process();
    }

    @Override
    public void close() {
        started.close();
    }
}
