package org.pacsscp.api;

import java.time.Duration;

/**
 * How long a server waits; immutable. Each default stands beside its accessor.
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
     * peer to the next; then A-ABORT.
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
     * Returns how long: from our A-RELEASE-RQ to the peer's answer; then A-ABORT.
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
     * Returns how long: for a handler to serve a request; then its action is cancelled and the association aborted.
     *
     * @return the duration; none by default
     */
    public Duration operation() {
        return operation;
    }

    /**
     * Returns how long: for the peer to answer a request of ours, see {@link ClientSession#invoke}.
     *
     * @return the duration; 60 s by default
     */
    public Duration response() {
        return response;
    }

    /**
     * Returns how long: for open associations to finish when {@link Server#close()} is called; zero aborts them at once.
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
