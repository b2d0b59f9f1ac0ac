package org.pacsscp.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.pacsscp.testing.process.Interop;

/** A screen that nobody sees: the X server Xvfb as a process. */
final class Xvfb implements AutoCloseable {
    private final Process process;
    private final String display;

    private Xvfb(Process process, String display) {
        this.process = process;
        this.display = display;
    }

    /** Skips the test, or fails it, if there is no Xvfb, or if this Java has no windows. */
    static void needed() {
        Interop.needs("Xvfb", "apt-get install xvfb");
        Path windows = Path.of(System.getProperty("java.home"), "lib", "libawt_xawt.so");
        if (!Files.exists(windows)) {
            Interop.missing("this Java has no windows (apt-get install openjdk-17-jre)");
        }
    }

    /** Starts it on a display that is free, and waits until it is ready. */
    static Xvfb start() throws IOException {
        // It prints the number of the display when it takes connections.
        Process process = new ProcessBuilder(
                        "Xvfb", "-displayfd", "1", "-screen", "0", "2560x1600x24", "-nolisten", "tcp")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader reader =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String number = reader.readLine();
        if (number == null) {
            throw new IOException("Xvfb ended with " + process.onExit().join().exitValue());
        }
        return new Xvfb(process, ":" + number.strip());
    }

    /** Returns what clients need in the variable {@code DISPLAY}. */
    String display() {
        return display;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
