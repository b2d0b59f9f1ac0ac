package org.pacsscp.spring.boot;

import java.io.IOException;
import java.time.Duration;
import org.pacsscp.api.Server;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;

/**
 * Starts the server with the application, and drains it when the application shuts down: in the phase in which Spring
 * Boot drains its web server, so that both do at once, and what handlers use is there until both are done.
 *
 * <p>A server that fails makes the application's liveness {@link LivenessState#BROKEN}. For any thread.
 */
final class ServerLifecycle implements SmartLifecycle {
    /** That of Spring Boot's WebServerGracefulShutdownLifecycle. */
    static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 1024;

    private static final Logger log = LoggerFactory.getLogger(ServerLifecycle.class);

    private final Server server;
    private final boolean autoStartup;
    private final LocalPort localPort;
    private final ShutdownTime shutdownTime;
    private final ApplicationEventPublisher events;

    ServerLifecycle(
            Server server,
            boolean autoStartup,
            LocalPort localPort,
            ShutdownTime shutdownTime,
            ApplicationEventPublisher events) {
        this.server = server;
        this.autoStartup = autoStartup;
        this.localPort = localPort;
        this.shutdownTime = shutdownTime;
        this.events = events;
    }

    @Override
    public void start() {
        try {
            server.start();
        } catch (IOException e) {
            throw new DicomStartupException(
                    "the DICOM server cannot be started: " + e.getMessage(),
                    "Where the port is in use, end the process that listens there, or set pacs-scp.server.port to another"
                            + " one.",
                    e);
        }
        localPort.is(server.port());
        run("pacs-scp-failure-watch", this::watch);
    }

    private void watch() {
        try {
            server.awaitStopped();
        } catch (IllegalStateException e) {
            AvailabilityChangeEvent.publish(events, this, LivenessState.BROKEN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void stop() {
        Duration wanted = server.config().timeouts().drain();
        Duration drain = shutdownTime.drain(wanted);
        if (drain.compareTo(wanted) < 0) {
            log.debug(
                    "the drain of the DICOM server is {} and not {}, since spring.lifecycle.timeout-per-shutdown-phase is"
                            + " {}",
                    drain,
                    wanted,
                    shutdownTime.ofPhase());
        }
        server.stop(drain);
    }

    @Override
    public void stop(Runnable callback) {
        run("pacs-scp-drain", () -> {
            try {
                stop();
            } finally {
                callback.run();
            }
        });
    }

    private static void run(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** A server that has failed is to be stopped, too, before it can be started again. */
    @Override
    public boolean isRunning() {
        return server.state() != Server.State.STOPPED;
    }

    @Override
    public boolean isAutoStartup() {
        return autoStartup;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
