package org.pacsscp.api;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * A DICOM server: it listens, negotiates associations and hands their requests to {@link ActionHandler}s.
 *
 * <p>All methods may be called by any thread. A stopped server can be started again.
 *
 * <pre>{@code
 * try (Server server = Server.builder().aeTitle("MY_PACS").port(11112).build().start()) {
 *     server.awaitStopped();
 * }
 * }</pre>
 *
 * @since 0.1.0
 */
public interface Server extends AutoCloseable {
    /**
     * Where a server is in its life.
     *
     * @since 0.1.0
     */
    enum State {
        /** Not listening: not yet started, or stopped. */
        STOPPED,
        /** Listening. */
        RUNNING,
        /** Stopping: new associations are rejected with RJ(2,3,1), open ones may finish. */
        DRAINING,
        /**
         * Not listening any more, because an I/O thread has ended on a fault that it could not bear; the log says which.
         * Associations of other I/O threads may go on until the server is stopped, after which it can be started again.
         */
        FAILED
    }

    /**
     * What a server did since it was built. The engine makes it; read it by its accessors, since more may be counted.
     *
     * @param connectionsAccepted connections that were accepted
     * @param associationsOpened associations that were accepted
     * @param associationsRejected associations that were rejected
     * @param associationsReleased associations that ended with a release
     * @param associationsAborted associations that ended in any other way
     * @param requestsAnswered final responses that were handed to the socket
     * @since 0.1.0
     */
    record Statistics(
            long connectionsAccepted,
            long associationsOpened,
            long associationsRejected,
            long associationsReleased,
            long associationsAborted,
            long requestsAnswered) {}

    /**
     * What a server holds at a moment, most of it against its {@link Limits}. The engine makes it; read it by its accessors,
     * since more may be told. Each figure is right at some moment of the call.
     *
     * @param pendingConnections connections without an association, of {@link Limits#maxPendingConnections()}
     * @param pendingBytes bytes that they hold, of {@link Limits#maxPendingBytes()}
     * @param operations operations that handlers serve on workers; one of an {@link InlineHandler} does not count
     * @param waitingOperations operations that wait: for a worker, or for an earlier one of their association, as is said of
     *     {@link Limits#maxOperations()}
     * @param dataInMemory bytes of data sets that are held for handlers, of {@link Limits#maxDataInMemory()}
     * @since 0.1.0
     */
    record Load(int pendingConnections, long pendingBytes, int operations, int waitingOperations, long dataInMemory) {}

    /**
     * Starts to describe a server.
     *
     * @return a builder with every default
     */
    static ServerBuilder builder() {
        return new ServerBuilder();
    }

    /**
     * Returns what the server was built from.
     *
     * @return the configuration
     */
    ServerConfig config();

    /**
     * Binds the endpoints and starts to accept associations. Nothing happens if the server runs.
     *
     * @return this server
     * @throws IOException if an address cannot be bound, or a TLS file cannot be used; the message names address and
     *     port, or the file, and says what to do, and nothing stays bound
     * @throws IllegalStateException if the server is draining, or has failed and was not stopped since
     */
    Server start() throws IOException;

    /**
     * Drains and stops: new associations are rejected with RJ(2,3,1), open ones may finish; those at rest for a second
     * are released; those left after {@code drain} are aborted. Returns when every connection is closed. Nothing happens
     * if the server is stopped; a second caller waits for the first's stop.
     *
     * <p>Must not be called by a handler or a listener: it would wait for itself.
     *
     * @param drain how long to wait; zero aborts at once
     * @throws IllegalArgumentException if the duration is negative
     */
    void stop(Duration drain);

    /**
     * Replaces who may come in, for requests from now on; open associations are not touched. It stays over a stop and a
     * start.
     *
     * @param policy the new policy
     */
    void policy(AssociationPolicy policy);

    /**
     * Tells whether a new association would find a place: for the readiness probe of a load balancer.
     *
     * @return whether the server is {@link State#RUNNING} and has fewer associations than it may have
     */
    boolean ready();

    /** Stops with the configured drain, see {@link Timeouts#drain()}. The server can be started again. */
    @Override
    void close();

    /**
     * Waits until the server is stopped, by whomever. A program that only serves should end with a failure if this throws.
     *
     * @throws InterruptedException if the thread is interrupted
     * @throws IllegalStateException if the server has {@linkplain State#FAILED failed}, before or meanwhile; its cause is
     *     what the I/O thread has met
     */
    void awaitStopped() throws InterruptedException;

    /**
     * Returns where the server is in its life.
     *
     * @return the state
     */
    State state();

    /**
     * Returns the port that the server listens on.
     *
     * @return the port of the first endpoint: the real one where port 0 was asked for; the configured one while stopped
     */
    int port();

    /**
     * Returns where the server listens.
     *
     * @return the configured endpoints in their order, with the real ports where port 0 was asked for; empty while stopped
     */
    List<Endpoint> endpoints();

    /**
     * Reads the TLS files again now, whether they have changed or not. New handshakes use what was read, open associations
     * go on. Nothing happens while the server is stopped, without TLS, and with an SSLContext of the application.
     *
     * @throws IOException if a file cannot be used; the message names it and says what is wrong and what to do, and the
     *     files that were read before stay in use
     */
    void reloadTls() throws IOException;

    /**
     * Returns what serves under an AE title: the handlers of its {@link ApplicationEntity}, or else those of the server, and in
     * either case those that were found through {@link java.util.ServiceLoader} and not left out for one of them.
     *
     * @param aeTitle an AE title that a peer calls; need not be one of the server's where {@link ServerConfig#anyCalledAeTitle()}
     * @return the handlers, those given before those found; may be empty where each title has handlers of its own
     */
    List<ActionHandler> handlers(AeTitle aeTitle);

    /**
     * Returns the open associations.
     *
     * @return a snapshot in the order of acceptance
     */
    List<ClientSession> sessions();

    /**
     * Returns what the server did since it was built.
     *
     * @return a snapshot
     */
    Statistics statistics();

    /**
     * Returns what the server holds now.
     *
     * @return a snapshot
     */
    Load load();
}
