package org.pacsscp.api;

import java.time.Duration;

/**
 * How long a server or a client waits; immutable. Each default stands beside its accessor. A server has no use for {@link
 * #connect()} and {@link #accept()}, a client none for {@link #request()} and {@link #decision()}.
 *
 * <p>Deadlines are total: bytes that drip in do not extend them. A deadline of zero means none: a peer that falls silent
 * there holds its connection, and its place among the associations, for ever.
 *
 * <pre>{@code
 * builder.timeouts(Timeouts.builder().idle(Duration.ofMinutes(5)).build());
 * }</pre>
 *
 * @since 0.1.0
 */
public final class Timeouts {
    private static final Timeouts DEFAULTS = builder().build();

    private final Duration connect;
    private final Duration accept;
    private final Duration artim;
    private final Duration request;
    private final Duration idle;
    private final Duration write;
    private final Duration release;
    private final Duration tlsHandshake;
    private final Duration decision;
    private final Duration operation;
    private final Duration response;
    private final Duration drain;

    private Timeouts(Builder builder) {
        connect = builder.connect;
        accept = builder.accept;
        artim = builder.artim;
        request = builder.request;
        idle = builder.idle;
        write = builder.write;
        release = builder.release;
        tlsHandshake = builder.tlsHandshake;
        decision = builder.decision;
        operation = builder.operation;
        response = builder.response;
        drain = builder.drain;
    }

    /**
     * Returns the defaults.
     *
     * @return deadlines that no honest peer misses on a hospital's network
     */
    public static Timeouts defaults() {
        return DEFAULTS;
    }

    /**
     * Starts from the defaults.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Starts from these timeouts.
     *
     * @return a builder with every value of this
     */
    public Builder toBuilder() {
        return builder()
                .connect(connect)
                .accept(accept)
                .artim(artim)
                .request(request)
                .idle(idle)
                .write(write)
                .release(release)
                .tlsHandshake(tlsHandshake)
                .decision(decision)
                .operation(operation)
                .response(response)
                .drain(drain);
    }

    /**
     * Returns how long: for a connection to a peer, with all addresses that its host name has, but not with the resolving of
     * that name; then {@link AssociationException.Kind#CONNECT_TIMED_OUT}. The standard has no timer for it: ARTIM begins
     * with the connection, and on the peer's side only (PS3.8 9.1.5).
     *
     * @return the duration; 10 s by default
     */
    public Duration connect() {
        return connect;
    }

    /**
     * Returns how long: from our A-ASSOCIATE-RQ to the peer's whole answer; then A-ABORT, and {@link
     * AssociationException.Kind#ACCEPT_TIMED_OUT}. The standard leaves it to the application (PS3.8 9.1.4).
     *
     * @return the duration; 30 s by default
     */
    public Duration accept() {
        return accept;
    }

    /**
     * Returns how long: from a reject, abort or release that we sent until the peer closes the connection (PS3.8 9.1.5); then we
     * close it.
     *
     * @return the duration; 30 s by default
     */
    public Duration artim() {
        return artim;
    }

    /**
     * Returns how long: from the connection until the A-ASSOCIATE-RQ is complete (the other use of ARTIM).
     *
     * @return the duration; 30 s by default
     */
    public Duration request() {
        return request;
    }

    /**
     * Returns how long: on an association with no operation under way, and while a message comes in: from one complete PDU of the
     * peer to the next; then A-ABORT, or what {@link ServerConfig#whenIdle()} says; a client releases an association on which
     * nothing is under way. The clock stands while it is not the peer's turn, and while the peer owes us a response that has a
     * deadline of its own, {@link #response()}.
     *
     * @return the duration; 60 s by default
     */
    public Duration idle() {
        return idle;
    }

    /**
     * Returns how long: for the peer to take what we sent; then the connection is closed.
     *
     * @return the duration; 30 s by default
     */
    public Duration write() {
        return write;
    }

    /**
     * Returns how long: from our A-RELEASE-RQ to the peer's answer, and in {@link RequestedAssociation#close()} for the peer to
     * come to the end of its message before that; then A-ABORT.
     *
     * @return the duration; 10 s by default
     */
    public Duration release() {
        return release;
    }

    /**
     * Returns how long: for a TLS handshake; then the connection is closed.
     *
     * @return the duration; 10 s by default
     */
    public Duration tlsHandshake() {
        return tlsHandshake;
    }

    /**
     * Returns how long: for a policy that may block and the identity verifier to decide; then RJ(2,2,1).
     *
     * @return the duration; 10 s by default
     */
    public Duration decision() {
        return decision;
    }

    /**
     * Returns how long: for a handler to serve a request; then its action is cancelled and the association aborted. Where there
     * is none, handlers have five minutes all the same while a request that the peer has sent too early waits in the socket,
     * since nothing behind it can be seen meanwhile.
     *
     * @return the duration; none by default
     */
    public Duration operation() {
        return operation;
    }

    /**
     * Returns how long: for the peer to answer a request of ours, see {@link Association#invoke}: from the request, or from a
     * response with a pending status, to the next response.
     *
     * @return the duration; 60 s by default
     */
    public Duration response() {
        return response;
    }

    /**
     * Returns how long: for open associations to finish when {@link Server#close()} or {@link Client#close()} is called; zero aborts
     * them at once.
     *
     * @return the duration; 30 s by default
     */
    public Duration drain() {
        return drain;
    }

    /**
     * Collects timeouts; belongs to one thread. Every setter refuses what is negative or longer than 365 days with an
     * {@link IllegalArgumentException} that names the timeout.
     *
     * @since 0.1.0
     */
    public static final class Builder {
        private Duration connect = Duration.ofSeconds(10);
        private Duration accept = Duration.ofSeconds(30);
        private Duration artim = Duration.ofSeconds(30);
        private Duration request = Duration.ofSeconds(30);
        private Duration idle = Duration.ofSeconds(60);
        private Duration write = Duration.ofSeconds(30);
        private Duration release = Duration.ofSeconds(10);
        private Duration tlsHandshake = Duration.ofSeconds(10);
        private Duration decision = Duration.ofSeconds(10);
        private Duration operation = Duration.ZERO;
        private Duration response = Duration.ofSeconds(60);
        private Duration drain = Duration.ofSeconds(30);

        private Builder() {}

        /**
         * Sets {@link Timeouts#connect()}.
         *
         * @param value the duration; zero leaves it to the operating system, which may take minutes
         * @return this builder
         */
        public Builder connect(Duration value) {
            connect = check("connect", value);
            return this;
        }

        /**
         * Sets {@link Timeouts#accept()}.
         *
         * @param value the duration; zero means none
         * @return this builder
         */
        public Builder accept(Duration value) {
            accept = check("accept", value);
            return this;
        }

        /**
         * Sets {@link Timeouts#artim()}.
         *
         * @param value the duration; zero means none
         * @return this builder
         */
        public Builder artim(Duration value) {
            artim = check("artim", value);
            return this;
        }

        /**
         * Sets {@link Timeouts#request()}.
         *
         * @param value the duration; zero means none
         * @return this builder
         */
        public Builder request(Duration value) {
            request = check("request", value);
            return this;
        }

        /**
         * Sets {@link Timeouts#idle()}.
         *
         * @param value the duration; zero means none
         * @return this builder
         */
        public Builder idle(Duration value) {
            idle = check("idle", value);
            return this;
        }

        /**
         * Sets {@link Timeouts#write()}.
         *
         * @param value the duration; zero means none
         * @return this builder
         */
        public Builder write(Duration value) {
            write = check("write", value);
            return this;
        }

        /**
         * Sets {@link Timeouts#release()}.
         *
         * @param value the duration; zero means none
         * @return this builder
         */
        public Builder release(Duration value) {
            release = check("release", value);
            return this;
        }

        /**
         * Sets {@link Timeouts#tlsHandshake()}.
         *
         * @param value the duration; zero means none
         * @return this builder
         */
        public Builder tlsHandshake(Duration value) {
            tlsHandshake = check("tlsHandshake", value);
            return this;
        }

        /**
         * Sets {@link Timeouts#decision()}.
         *
         * @param value the duration; zero means none
         * @return this builder
         */
        public Builder decision(Duration value) {
            decision = check("decision", value);
            return this;
        }

        /**
         * Sets {@link Timeouts#operation()}.
         *
         * @param value the duration; zero means none
         * @return this builder
         */
        public Builder operation(Duration value) {
            operation = check("operation", value);
            return this;
        }

        /**
         * Sets {@link Timeouts#response()}.
         *
         * @param value the duration; zero means none
         * @return this builder
         */
        public Builder response(Duration value) {
            response = check("response", value);
            return this;
        }

        /**
         * Sets {@link Timeouts#drain()}.
         *
         * @param value the duration; zero aborts at once
         * @return this builder
         */
        public Builder drain(Duration value) {
            drain = check("drain", value);
            return this;
        }

        /**
         * Returns what was collected so far.
         *
         * @return immutable timeouts
         */
        public Timeouts build() {
            return new Timeouts(this);
        }

        private static Duration check(String name, Duration value) {
            if (value.isNegative() || value.compareTo(Duration.ofDays(365)) > 0) {
                throw new IllegalArgumentException(
                        "timeout " + name + " is " + value + "; it must be zero to 365 days");
            }
            return value;
        }
    }
}
