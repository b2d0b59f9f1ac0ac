package org.pacsscp.robustness.corpus;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Catches what is written to the standard error output, where the log goes, and passes it on. */
final class CaughtErrors implements AutoCloseable {
    private final PrintStream before = System.err;
    private final ByteArrayOutputStream caught = new ByteArrayOutputStream();

    CaughtErrors() {
        System.setErr(new PrintStream(
                new OutputStream() {
                    @Override
                    public void write(int b) {
                        before.write(b);
                        synchronized (caught) {
                            caught.write(b);
                        }
                    }
                },
                true,
                StandardCharsets.UTF_8));
    }

    /** Returns what was logged as an error, and the stack traces of threads that died. */
    List<String> lines() {
        synchronized (caught) {
            return caught.toString(StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.contains("ERROR") || line.contains("Exception in thread"))
                    .toList();
        }
    }

    @Override
    public void close() {
        System.setErr(before);
    }
}
