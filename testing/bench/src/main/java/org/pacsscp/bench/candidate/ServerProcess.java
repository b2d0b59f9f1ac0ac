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

    private final Process process;
    private final InetSocketAddress address;

    private ServerProcess(Process process, InetSocketAddress address) {
        this.process = process;
        this.address = address;
    }

    /** Starts a program that says on a line of its output where it listens. */
    public static ServerProcess announced(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        // One that does not notice that we are gone would stay.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly, "end of " + process.pid()));
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        String line = output.readLine();
        while (line != null && !line.startsWith(LISTENING)) {
            line = output.readLine();
        }
        if (line == null) {
            throw new IOException("it ended before it listened: " + String.join(" ", command));
        }
        String port = line.substring(line.lastIndexOf(':') + 1).split(" ", 2)[0];
        return new ServerProcess(
                process, new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(port)));
    }

    /** Starts a program that says nothing, and tries until it accepts connections on a port. */
    static ServerProcess silent(ProcessBuilder builder, int port) throws IOException {
        if (builder.redirectError().equals(ProcessBuilder.Redirect.PIPE)) {
            builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        }
        Process process =
                builder.redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        // It does not notice that we are gone.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly, "end of " + port));
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        long latest = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!accepts(address)) {
            if (!process.isAlive() || System.nanoTime() > latest) {
                process.destroyForcibly();
                throw new IOException("it does not listen on port " + port + ": " + builder.command());
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
        return new ServerProcess(process, address);
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
        return ProcessUsage.of(process.pid());
    }

    /** The process itself, for who wants to end it in another way. */
    public Process process() {
        return process;
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().onExit().join();
    }
}
