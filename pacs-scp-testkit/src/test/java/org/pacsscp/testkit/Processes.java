package org.pacsscp.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.pacsscp.testing.process.Interop;

/** Programs of DCMTK, an implementation of DICOM that shares nothing with the testkit. */
public final class Processes {
    private static final int LIMIT_SECONDS = 60;

    private Processes() {}

    /** What a program left behind. */
    public record Result(List<String> command, int exitCode, String output) {}

    /** Starts a program with the arguments; skips the test, or fails it, if the program is missing. */
    public static Process start(Path directory, String... command) {
        return start(new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true));
    }

    /** Starts a program; skips the test, or fails it, if the program is missing. */
    private static Process start(ProcessBuilder builder) {
        try {
            return prompt(builder).start();
        } catch (IOException e) {
            Interop.missing(builder.command().get(0) + " is not installed (apt-get install dcmtk)");
            throw new IllegalStateException(e);
        }
    }

    /** Lets a program send at once: Nagle's algorithm costs 40 ms a message. */
    static ProcessBuilder prompt(ProcessBuilder builder) {
        builder.environment().put("TCP_NODELAY", "1");
        return builder;
    }

    /** Runs a program to its end. */
    public static Result run(Path directory, String... command) throws IOException, InterruptedException {
        return end(start(directory, command), command);
    }

    /** Waits for the end of a program. */
    public static Result end(Process process, String... command) throws IOException, InterruptedException {
        try {
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS))
                    .as("%s has ended", List.of(command))
                    .isTrue();
            return new Result(List.of(command), process.exitValue(), output);
        } finally {
            process.destroyForcibly();
        }
    }

    /** Makes a file with one or more instances' elements, a line each as {@code dcmdump} prints them. */
    public static Path file(Path directory, String name, String option, String dump)
            throws IOException, InterruptedException {
        Path text = Files.writeString(directory.resolve(name + ".dump"), dump);
        Path file = directory.resolve(name);
        List<String> command =
                new ArrayList<>(List.of("dump2dcm", "+l", "65536", option, text.toString(), file.toString()));
        Result result = run(directory, command.toArray(String[]::new));
        assertThat(result.exitCode()).as("%s", result).isZero();
        return file;
    }
}
