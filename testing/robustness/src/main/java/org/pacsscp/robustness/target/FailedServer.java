package org.pacsscp.robustness.target;

import org.pacsscp.api.Server;

/** Ends the process of a server that has failed, as a program does whose main thread waits for its server. */
public final class FailedServer {
    /** The status of the process. */
    public static final int STATUS = 3;

    private FailedServer() {}

    /** Waits for that on a thread of its own. */
    public static void endsProcess(Server server) {
        // Loads what the virtual machine needs to end, which otherwise takes memory then.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {}, "end"));
        Thread thread = new Thread(() -> await(server), "waiting for the server");
        thread.setDaemon(true);
        thread.start();
    }

    /** There may be no memory when the server fails: what ends the process is there beforehand. */
    private static void await(Server server) {
        Runtime runtime = Runtime.getRuntime();
        boolean stopped = false;
        try {
            server.awaitStopped();
            stopped = true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (!stopped) {
                runtime.halt(STATUS);
            }
        }
    }
}
