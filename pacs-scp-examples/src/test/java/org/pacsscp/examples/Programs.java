package org.pacsscp.examples;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Programs of others. */
final class Programs {
    private Programs() {}

    /** Skips the test where there is no such program, and fails it if {@code pacsscp.interop.required} is set. */
    static Path need(Path program, String debianPackage) {
        boolean there = Files.isExecutable(program);
        if (!there && Boolean.getBoolean("pacsscp.interop.required")) {
            throw new AssertionError(program + " is missing; apt-get install " + debianPackage);
        }
        assumeThat(there).as("apt-get install " + debianPackage).isTrue();
        return program;
    }

    /** Runs a program in a directory to its end; returns what it has printed. */
    static String run(Path directory, List<String> command) throws IOException, InterruptedException {
        Path output = Files.createTempFile(directory, "program", ".out");
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException(command + " failed: " + Files.readString(output));
        }
        return Files.readString(output);
    }

    /** Ends a process that was started. */
    static void end(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** A program that cannot say which port it got is told one that was free a moment ago. */
    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
