package org.pacsscp.bench.candidate;

import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Programs of others on this machine. */
public final class Programs {
    /** Where Debian has servers that only root has in the path. */
    private static final Path OF_ROOT = Path.of("/usr/sbin");

    private Programs() {}

    /** Looks for one where commands are. */
    public static Optional<Path> find(String name) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.concat(Arrays.stream(path.split(File.pathSeparator)).map(Path::of), Stream.of(OF_ROOT))
                .map(directory -> directory.resolve(name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * Begins to describe a process that waits for no acknowledgement before it sends a small segment: without this, DCMTK and who is
     * built with it wait 40 ms for each message.
     */
    public static ProcessBuilder withoutDelay(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("TCP_NODELAY", "1");
        return builder;
    }

    /**
     * Compiles a program of ours; returns nothing where there is no compiler.
     *
     * @param source in C
     * @param directory where it goes, under the name of its source
     */
    public static Optional<Path> compile(Path source, Path directory) throws IOException {
        Optional<Path> compiler = find("cc");
        if (compiler.isEmpty()) {
            return Optional.empty();
        }
        Path program = directory.resolve(source.getFileName().toString().replaceFirst("\\.c$", ""));
        try {
            run(directory, List.of(compiler.get().toString(), "-O2", "-o", program.toString(), source.toString()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while " + source + " was compiled");
        }
        return Optional.of(program);
    }

    /**
     * Runs one to its end.
     *
     * @throws IOException if it does not end with 0; the message has what it said
     */
    static void run(Path directory, List<String> command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("pacs-scp-bench", ".log");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (process.waitFor() != 0) {
                String said = Files.readString(output, StandardCharsets.UTF_8).strip();
                throw new IOException(String.join(" ", command) + " ended with " + process.exitValue() + ": " + said);
            }
        } finally {
            Files.delete(output);
        }
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
