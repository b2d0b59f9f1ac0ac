package org.pacsscp.client;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pacsscp.api.AeTitle;

/**
 * How a call is made: who is told of its progress, what ends it early, how often it is tried. Immutable.
 *
 * <pre>{@code
 * CallOptions options = CallOptions.builder()
 *         .associations(4)
 *         .retry(new RetryPolicy(3, Duration.ofSeconds(2)))
 *         .build();
 * }</pre>
 *
 * @since 0.1.0
 */
public final class CallOptions {
    /** The most associations that {@link Builder#associations} takes. */
    public static final int MOST_ASSOCIATIONS = 64;

    private static final CallOptions DEFAULTS = builder().build();

    /**
     * Of whose C-MOVE a store is a sub-operation (PS3.7 9.1.1.1.6).
     *
     * @param aeTitle who has sent the C-MOVE
     * @param messageId its Message ID, 0 to 65535
     * @since 0.1.0
     */
    public record MoveOriginator(AeTitle aeTitle, int messageId) {
        /**
         * Checks the values.
         *
         * @throws IllegalArgumentException if the message ID is out of range
         */
        public MoveOriginator {
            Objects.requireNonNull(aeTitle, "aeTitle");
            if (messageId < 0 || messageId > 0xFFFF) {
                throw new IllegalArgumentException("message ID is " + messageId + "; it must be 0 to 65535");
            }
        }
    }

    private final ProgressListener listener;
    private final Optional<Cancellation> cancellation;
    private final Duration timeout;
    private final RetryPolicy retry;
    private final Priority priority;
    private final int associations;
    private final Optional<MoveOriginator> moveOriginator;

    private CallOptions(Builder builder) {
        listener = builder.listener;
        cancellation = Optional.ofNullable(builder.cancellation);
        timeout = builder.timeout;
        retry = builder.retry;
        priority = builder.priority;
        associations = builder.associations;
        moveOriginator = Optional.ofNullable(builder.moveOriginator);
    }

    /**
     * Returns the options of those who say nothing.
     *
     * @return options
     */
    public static CallOptions defaults() {
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
     * Starts from these options.
     *
     * @return a builder with every value of this
     */
    public Builder toBuilder() {
        Builder builder = new Builder()
                .listener(listener)
                .timeout(timeout)
                .retry(retry)
                .priority(priority)
                .associations(associations);
        builder.cancellation = cancellation.orElse(null);
        builder.moveOriginator = moveOriginator.orElse(null);
        return builder;
    }

    /**
     * Returns who is told of the progress.
     *
     * @return the listener; by default one that does nothing
     */
    public ProgressListener listener() {
        return listener;
    }

    /**
     * Returns what ends the call early.
     *
     * @return none by default
     */
    public Optional<Cancellation> cancellation() {
        return cancellation;
    }

    /**
     * Returns how long the call may take in all.
     *
     * @return zero, by default, for as long as the peer answers within {@link org.pacsscp.api.Timeouts}
     */
    public Duration timeout() {
        return timeout;
    }

    /**
     * Returns how often is tried what may be repeated without harm.
     *
     * @return {@link RetryPolicy#never()} by default
     */
    public RetryPolicy retry() {
        return retry;
    }

    /**
     * Returns how urgent the operations are.
     *
     * @return {@link Priority#MEDIUM} by default
     */
    public Priority priority() {
        return priority;
    }

    /**
     * Returns over how many associations at once instances are stored.
     *
     * @return 1 by default
     */
    public int associations() {
        return associations;
    }

    /**
     * Returns of whose C-MOVE the stores are sub-operations.
     *
     * @return none by default
     */
    public Optional<MoveOriginator> moveOriginator() {
        return moveOriginator;
    }

    /**
     * Collects options; belongs to one thread.
     *
     * @since 0.1.0
     */
    public static final class Builder {
        private ProgressListener listener = ProgressListener.NONE;
        private @Nullable Cancellation cancellation;
        private Duration timeout = Duration.ZERO;
        private RetryPolicy retry = RetryPolicy.never();
        private Priority priority = Priority.MEDIUM;
        private int associations = 1;
        private @Nullable MoveOriginator moveOriginator;

        private Builder() {}

        /**
         * Sets who is told of the progress.
         *
         * @param newListener the listener
         * @return this builder
         */
        public Builder listener(ProgressListener newListener) {
            listener = Objects.requireNonNull(newListener, "listener");
            return this;
        }

        /**
         * Sets what ends the call early.
         *
         * @param newCancellation may be told by any thread
         * @return this builder
         */
        public Builder cancellation(Cancellation newCancellation) {
            cancellation = Objects.requireNonNull(newCancellation, "cancellation");
            return this;
        }

        /**
         * Sets how long the call may take in all, from opening an association on. Then it ends as with a {@link
         * Cancellation}. Of a store it ends what is not begun; of a search, it holds until the last match is taken; of a
         * storage commitment, until the request is answered.
         *
         * @param newTimeout zero for no limit, which is the default
         * @return this builder
         * @throws IllegalArgumentException if it is negative
         */
        public Builder timeout(Duration newTimeout) {
            if (newTimeout.isNegative()) {
                throw new IllegalArgumentException("timeout is " + newTimeout + "; it must be zero or longer");
            }
            timeout = newTimeout;
            return this;
        }

        /**
         * Sets how often is tried what may be repeated without harm.
         *
         * @param policy how often, and after what pause
         * @return this builder
         */
        public Builder retry(RetryPolicy policy) {
            retry = Objects.requireNonNull(policy, "policy");
            return this;
        }

        /**
         * Sets how urgent the operations are.
         *
         * @param newPriority a wish
         * @return this builder
         */
        public Builder priority(Priority newPriority) {
            priority = Objects.requireNonNull(newPriority, "priority");
            return this;
        }

        /**
         * Sets over how many associations at once instances are stored. Each but the first has a thread of its own.
         *
         * @param count 1 to {@link #MOST_ASSOCIATIONS}; the peer may bear fewer
         * @return this builder
         * @throws IllegalArgumentException if it is out of range
         */
        public Builder associations(int count) {
            if (count < 1 || count > MOST_ASSOCIATIONS) {
                throw new IllegalArgumentException(
                        "associations are " + count + "; it must be 1 to " + MOST_ASSOCIATIONS);
            }
            associations = count;
            return this;
        }

        /**
         * Says that stores are sub-operations of a C-MOVE.
         *
         * @param originator whose, and which
         * @return this builder
         */
        public Builder moveOriginator(MoveOriginator originator) {
            moveOriginator = Objects.requireNonNull(originator, "originator");
            return this;
        }

        /**
         * Returns what was collected so far.
         *
         * @return immutable options
         */
        public CallOptions build() {
            return new CallOptions(this);
        }
    }
}
