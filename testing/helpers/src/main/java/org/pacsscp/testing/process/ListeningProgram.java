package org.pacsscp.testing.process;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * A program that listens where it is told, since it cannot say which port it got: until it is closed. If somebody has taken the port
 * meanwhile, it is started again with another one.
 */
public final class ListeningProgram implements AutoCloseable {
    /** With a port of its own each. */
    static final int ATTEMPTS = 5;

    private static final long PATIENCE_NANOS = Duration.ofSeconds(60).toNanos();
    private static final int LOOK_EVERY_MILLIS = 20;
    private static final Pattern TAKEN = Pattern.compile("(?i)already in use");

    private final Process process;
    private final int port;

    private ListeningProgram(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** How a program is started. */
    @FunctionalInterface
    public interface Command {
        /** Makes the command, and whatever it reads that names the port; for each attempt anew. */
        ProcessBuilder at(int port) throws IOException;
    }

    /**
     * Starts a program, and waits until it listens.
     *
     * @param output where what it prints goes
     * @throws IOException if it ends before, or does not listen in time
     */
    public static ListeningProgram start(Path output, Command command) throws IOException {
        for (int attempt = 1; ; attempt++) {
            int port = Ports.free();
            ProcessBuilder builder = command.at(port).redirectErrorStream(true).redirectOutput(output.toFile());
            ListeningProgram program = new ListeningProgram(builder.start(), port);
            if (program.awaitListening(output)) {
                return program;
            }
            if (attempt == ATTEMPTS || !hasFoundItsPortTaken(output)) {
                throw new IOException(builder.command().get(0) + " ended with " + program.process.exitValue()
                        + " before it listened at port " + port + "; it printed " + printed(output));
            }
        }
    }

    /** {@code false} if it has ended. */
    private boolean awaitListening(Path output) throws IOException {
        long begun = System.nanoTime();
        boolean listens = false;
        try {
            while (!process.waitFor(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
                if (Ports.isListenedAtBy(process.toHandle(), port)) {
                    listens = true;
                    return true;
                }
                if (System.nanoTime() - begun > PATIENCE_NANOS) {
                    throw new IOException("nothing of process " + process.pid() + " listens at port " + port
                            + " in time; it printed " + printed(output));
                }
            }
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("interrupted while a program was to listen").initCause(e);
        } finally {
            if (!listens) {
                process.destroyForcibly();
            }
        }
    }

    /** Tells whether a program has ended for this reason, as all those say that we use. */
    static boolean hasFoundItsPortTaken(Path output) throws IOException {
        return TAKEN.matcher(printed(output)).find();
    }

    /** Whatever characters those are. */
    private static String printed(Path output) throws IOException {
        return Files.readString(output, StandardCharsets.ISO_8859_1);
    }

    public int port() {
        return port;
    }

    public Process process() {
        return process;
    }

    /** Ends it, and what it has started. */
    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroy);
        Executables.end(process);
    }
}
