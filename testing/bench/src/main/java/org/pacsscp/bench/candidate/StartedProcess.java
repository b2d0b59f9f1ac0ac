package org.pacsscp.bench.candidate;

import java.io.IOException;

/**
 * A process that ends with this one, if it is not closed before: one that does not notice that we are gone would stay.
 *
 * @param process what was started
 * @param end what ends it with us
 */
record StartedProcess(Process process, Thread end) implements AutoCloseable {
    static StartedProcess of(ProcessBuilder builder) throws IOException {
        Process process = builder.start();
        Thread end = new Thread(process::destroyForcibly, "end of " + process.pid());
        try {
            Runtime.getRuntime().addShutdownHook(end);
        } catch (IllegalStateException e) {
            process.destroyForcibly();
            throw new IOException("started while this program ends: " + builder.command(), e);
        }
        return new StartedProcess(process, end);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(end);
        } catch (IllegalStateException e) {
            // We are at our end, and the hook is at work.
        }
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().onExit().join();
    }
}
