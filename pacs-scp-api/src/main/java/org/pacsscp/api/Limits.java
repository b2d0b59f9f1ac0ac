package org.pacsscp.api;

/**
 * How much a server takes on; immutable. Each default stands beside its accessor.
 *
 * <pre>{@code
 * builder.limits(Limits.builder().maxAssociations(20).build());
 * }</pre>
 *
 * @since 0.1.0
 */
public final class Limits {
    private static final Limits DEFAULTS = builder().build();

    private final int maxAssociations;
    private final int maxPendingConnectionsPerAddress;
    private final int maxPendingConnections;
    private final long maxPendingBytes;
    private final int minReceiveRate;
    private final int backlog;
    private final int maxPduLength;
    private final int maxAssociatePduLength;
    private final int maxCommandSetLength;
    private final long maxDataSetLength;
    private final long maxUnreadDataSetLength;
    private final long maxDataInMemory;
    private final int maxOperations;

    private Limits(Builder builder) {
        maxAssociations = builder.maxAssociations;
        maxPendingConnectionsPerAddress = builder.maxPendingConnectionsPerAddress;
        maxPendingConnections = builder.maxPendingConnections;
        maxPendingBytes = builder.maxPendingBytes;
        minReceiveRate = builder.minReceiveRate;
        backlog = builder.backlog;
        maxPduLength = builder.maxPduLength;
        maxAssociatePduLength = builder.maxAssociatePduLength;
        maxCommandSetLength = builder.maxCommandSetLength;
        maxDataSetLength = builder.maxDataSetLength;
        maxUnreadDataSetLength = builder.maxUnreadDataSetLength;
        maxDataInMemory = builder.maxDataInMemory;
        maxOperations = builder.maxOperations;
    }

    /**
     * Returns the defaults.
     *
     * @return safe limits for a department's server
     */
    public static Limits defaults() {
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
     * Starts from these limits.
     *
     * @return a builder with every value of this
     */
    public Builder toBuilder() {
        return builder()
                .maxAssociations(maxAssociations)
                .maxPendingConnectionsPerAddress(maxPendingConnectionsPerAddress)
                .maxPendingConnections(maxPendingConnections)
                .maxPendingBytes(maxPendingBytes)
                .minReceiveRate(minReceiveRate)
                .backlog(backlog)
                .maxPduLength(maxPduLength)
                .maxAssociatePduLength(maxAssociatePduLength)
                .maxCommandSetLength(maxCommandSetLength)
                .maxDataSetLength(maxDataSetLength)
                .maxUnreadDataSetLength(maxUnreadDataSetLength)
                .maxDataInMemory(maxDataInMemory)
                .maxOperations(maxOperations);
    }

    /**
     * Returns how many associations may be open at once; the next gets RJ(2,3,2).
     *
     * @return 1 and up; 100 by default
     */
    public int maxAssociations() {
        return maxAssociations;
    }

    /**
     * Returns how many connections from one address may have no association while places are short, that is once half of
     * {@link #maxPendingConnections()} are taken. The next is taken in, and the address that holds most of them loses the
     * one that has sent nothing for the longest time. A /64 of IPv6 counts as one address.
     *
     * @return 1 and up; 32 by default
     */
    public int maxPendingConnectionsPerAddress() {
        return maxPendingConnectionsPerAddress;
    }

    /**
     * Returns how many connections, from all addresses together, may have no association: none yet, or none any more. The
     * next is taken in, and the address that holds most of them loses the one that has sent nothing for the longest time.
     *
     * @return 1 and up; 1000 by default
     */
    public int maxPendingConnections() {
        return maxPendingConnections;
    }

    /**
     * Returns how many bytes connections without an association may make the server hold, all together: of association
     * requests that are not complete or not decided, of PROXY headers and of TLS handshakes. What would pass it costs the
     * connection that holds most of it.
     *
     * @return bytes, 68 and up; 16 MiB by default, but never more than an eighth of the greatest heap
     */
    public long maxPendingBytes() {
        return maxPendingBytes;
    }

    /**
     * Returns how many bytes a second a peer must send of a data set that is read, on average over a minute in which the
     * server waits for it; then the association is aborted, so that one which drips cannot hold a place for ever.
     *
     * @return 0 and up; 0 means no such limit; 1024 by default
     */
    public int minReceiveRate() {
        return minReceiveRate;
    }

    /**
     * Returns how many connections the operating system keeps for us before we accept them; it may take fewer.
     *
     * @return 1 and up; 1024 by default
     */
    public int backlog() {
        return backlog;
    }

    /**
     * Returns the greatest length of a P-DATA-TF PDU that we announce and accept (PS3.8 D.1).
     *
     * @return bytes, 8 and up; 65536 by default
     */
    public int maxPduLength() {
        return maxPduLength;
    }

    /**
     * Returns the greatest length of an A-ASSOCIATE-RQ that is read; a longer one is aborted after its header.
     *
     * @return bytes, 68 to 16777216; 1048576 by default
     */
    public int maxAssociatePduLength() {
        return maxAssociatePduLength;
    }

    /**
     * Returns the greatest length of a command set; a longer one is aborted.
     *
     * @return bytes, 256 to 16777216; 65536 by default
     */
    public int maxCommandSetLength() {
        return maxCommandSetLength;
    }

    /**
     * Returns the greatest length of a data set that a handler may read; a longer one is aborted.
     *
     * @return bytes; 0, the default, means no limit: data sets are streamed, so their length costs no memory
     */
    public long maxDataSetLength() {
        return maxDataSetLength;
    }

    /**
     * Returns how much of a data set is read only to be dropped, because its request is refused or its handler did not
     * read it; the association is aborted beyond that.
     *
     * @return bytes, 0 and up; 64 MiB by default
     */
    public long maxUnreadDataSetLength() {
        return maxUnreadDataSetLength;
    }

    /**
     * Returns how many bytes of data sets handlers may hold in memory at once, all associations together, where they ask
     * for that with {@link DataSetStream#readAllBytes()} or {@link DataSetStream#readNBytes(int)}. What is held of requests
     * that wait because they came before others were answered counts, too: at most 1 MiB for an association.
     *
     * @return bytes, 0 and up; a quarter of the greatest heap by default
     */
    public long maxDataInMemory() {
        return maxDataInMemory;
    }

    /**
     * Returns how many operations of one association may be under way at once: the most that we grant in the
     * asynchronous operations window (PS3.7 D.3.3.3).
     *
     * @return 1 to 65535; 1 by default, which is what peers expect that do not negotiate
     */
    public int maxOperations() {
        return maxOperations;
    }

    /**
     * Collects limits; belongs to one thread.
     *
     * @since 0.1.0
     */
    public static final class Builder {
        private int maxAssociations = 100;
        private int maxPendingConnectionsPerAddress = 32;
        private int maxPendingConnections = 1000;
        private long maxPendingBytes = Math.min(16L << 20, Runtime.getRuntime().maxMemory() / 8);
        private int minReceiveRate = 1024;
        private int backlog = 1024;
        private int maxPduLength = 1 << 16;
        private int maxAssociatePduLength = 1 << 20;
        private int maxCommandSetLength = 1 << 16;
        private long maxDataSetLength;
        private long maxUnreadDataSetLength = 64L << 20;
        private long maxDataInMemory = Runtime.getRuntime().maxMemory() / 4;
        private int maxOperations = 1;

        private Builder() {}

        /**
         * Sets {@link Limits#maxAssociations()}.
         *
         * @param value 1 and up
         * @return this builder
         * @throws IllegalArgumentException if it is out of range
         */
        public Builder maxAssociations(int value) {
            maxAssociations = (int) check("maxAssociations", value, 1, Integer.MAX_VALUE);
            return this;
        }

        /**
         * Sets {@link Limits#maxPendingConnectionsPerAddress()}.
         *
         * @param value 1 and up
         * @return this builder
         * @throws IllegalArgumentException if it is out of range
         */
        public Builder maxPendingConnectionsPerAddress(int value) {
            maxPendingConnectionsPerAddress =
                    (int) check("maxPendingConnectionsPerAddress", value, 1, Integer.MAX_VALUE);
            return this;
        }

        /**
         * Sets {@link Limits#maxPendingConnections()}.
         *
         * @param value 1 and up
         * @return this builder
         * @throws IllegalArgumentException if it is out of range
         */
        public Builder maxPendingConnections(int value) {
            maxPendingConnections = (int) check("maxPendingConnections", value, 1, Integer.MAX_VALUE);
            return this;
        }

        /**
         * Sets {@link Limits#maxPendingBytes()}. A request that is longer is refused even where it is the only one.
         *
         * @param bytes 68 and up
         * @return this builder
         * @throws IllegalArgumentException if it is out of range
         */
        public Builder maxPendingBytes(long bytes) {
            maxPendingBytes = check("maxPendingBytes", bytes, 68, Long.MAX_VALUE);
            return this;
        }

        /**
         * Sets {@link Limits#minReceiveRate()}.
         *
         * @param value 0 and up
         * @return this builder
         * @throws IllegalArgumentException if it is out of range
         */
        public Builder minReceiveRate(int value) {
            minReceiveRate = (int) check("minReceiveRate", value, 0, Integer.MAX_VALUE);
            return this;
        }

        /**
         * Sets {@link Limits#backlog()}.
         *
         * @param value 1 and up
         * @return this builder
         * @throws IllegalArgumentException if it is out of range
         */
        public Builder backlog(int value) {
            backlog = (int) check("backlog", value, 1, Integer.MAX_VALUE);
            return this;
        }

        /**
         * Sets {@link Limits#maxPduLength()}.
         *
         * @param bytes 8 and up
         * @return this builder
         * @throws IllegalArgumentException if it is out of range
         */
        public Builder maxPduLength(int bytes) {
            maxPduLength = (int) check("maxPduLength", bytes, 8, Integer.MAX_VALUE);
            return this;
        }

        /**
         * Sets {@link Limits#maxAssociatePduLength()}.
         *
         * @param bytes 68 to 16777216
         * @return this builder
         * @throws IllegalArgumentException if it is out of range
         */
        public Builder maxAssociatePduLength(int bytes) {
            maxAssociatePduLength = (int) check("maxAssociatePduLength", bytes, 68, 1 << 24);
            return this;
        }

        /**
         * Sets {@link Limits#maxCommandSetLength()}.
         *
         * @param bytes 256 to 16777216
         * @return this builder
         * @throws IllegalArgumentException if it is out of range
         */
        public Builder maxCommandSetLength(int bytes) {
            maxCommandSetLength = (int) check("maxCommandSetLength", bytes, 256, 1 << 24);
            return this;
        }

        /**
         * Sets {@link Limits#maxDataSetLength()}.
         *
         * @param bytes 0 and up; 0 means no limit
         * @return this builder
         * @throws IllegalArgumentException if it is out of range
         */
        public Builder maxDataSetLength(long bytes) {
            maxDataSetLength = check("maxDataSetLength", bytes, 0, Long.MAX_VALUE);
            return this;
        }

        /**
         * Sets {@link Limits#maxUnreadDataSetLength()}.
         *
         * @param bytes 0 and up
         * @return this builder
         * @throws IllegalArgumentException if it is out of range
         */
        public Builder maxUnreadDataSetLength(long bytes) {
            maxUnreadDataSetLength = check("maxUnreadDataSetLength", bytes, 0, Long.MAX_VALUE);
            return this;
        }

        /**
         * Sets {@link Limits#maxDataInMemory()}.
         *
         * @param bytes 0 and up
         * @return this builder
         * @throws IllegalArgumentException if it is out of range
         */
        public Builder maxDataInMemory(long bytes) {
            maxDataInMemory = check("maxDataInMemory", bytes, 0, Long.MAX_VALUE);
            return this;
        }

        /**
         * Sets {@link Limits#maxOperations()}.
         *
         * @param value 1 to 65535
         * @return this builder
         * @throws IllegalArgumentException if it is out of range
         */
        public Builder maxOperations(int value) {
            maxOperations = (int) check("maxOperations", value, 1, 0xFFFF);
            return this;
        }

        /**
         * Returns what was collected so far.
         *
         * @return immutable limits
         */
        public Limits build() {
            return new Limits(this);
        }

        private static long check(String name, long value, long least, long most) {
            if (value < least || value > most) {
                boolean open = most == Integer.MAX_VALUE || most == Long.MAX_VALUE;
                throw new IllegalArgumentException("limit " + name + " is " + value + "; it must be " + least
                        + (open ? " or more" : " to " + most));
            }
            return value;
        }
    }
}
