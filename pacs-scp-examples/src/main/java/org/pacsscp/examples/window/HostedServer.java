package org.pacsscp.examples.window;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.pacsscp.api.AssociationListener;
import org.pacsscp.api.Server;
import org.pacsscp.api.ServerBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server with what it serves: both are opened, and closed, together. Started by one thread; closed by any. */
final class HostedServer {
    private static final Logger log = LoggerFactory.getLogger(HostedServer.class);

    private final Function<ServerBuilder, Server> build;
    private final AtomicReference<Optional<OpenService>> service = new AtomicReference<>(Optional.empty());

    /** The last one that was started. */
    private volatile Optional<Server> server = Optional.empty();

    HostedServer(Function<ServerBuilder, Server> build) {
        this.build = build;
    }

    /** What a server was started with. */
    record Started(Server server, OpenService service) {}

    /**
     * Starts a server.
     *
     * @param form describes it
     * @param listener told of its associations
     * @throws ServiceNotOpenException if what it is to serve cannot be opened
     * @throws IOException if it cannot listen
     */
    Started start(FormReader.Reading.Ready form, AssociationListener listener) throws IOException {
        OpenService opened = open(form);
        service.set(Optional.of(opened));
        try {
            opened.addTo(form.builder());
            Server started = build.apply(form.builder().listener(listener)).start();
            server = Optional.of(started);
            return new Started(started, opened);
        } catch (IOException | RuntimeException e) {
            closeService();
            throw e;
        }
    }

    private static OpenService open(FormReader.Reading.Ready form) throws IOException {
        try {
            return OpenService.open(form);
        } catch (IOException e) {
            throw new ServiceNotOpenException(e);
        }
    }

    /** Returns the server that was started last, which may have stopped. */
    Optional<Server> server() {
        return server;
    }

    /** Lets open associations finish, and closes both, as far as they are open. */
    void close() {
        server.ifPresent(Server::close);
        closeService();
    }

    private void closeService() {
        service.getAndSet(Optional.empty()).ifPresent(HostedServer::close);
    }

    private static void close(OpenService opened) {
        try {
            opened.close();
        } catch (IOException e) {
            log.error("what the server served cannot be closed: {}", e.getMessage());
        }
    }

    /** What a server is to serve cannot be opened. */
    static final class ServiceNotOpenException extends IOException {
        private static final long serialVersionUID = 1;

        ServiceNotOpenException(IOException cause) {
            super(cause.getMessage(), cause);
        }
    }
}
