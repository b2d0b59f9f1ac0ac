package org.pacsscp.dataset;

import java.io.OutputStream;
import java.nio.channels.WritableByteChannel;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * How a data set is read: how far, what is held of it, and within which limits.
 *
 * <p>Immutable. Options with a {@linkplain Builder#tee(WritableByteChannel) tee} serve for one data set, all others for any
 * number.
 *
 * <pre>{@code
 * ReadOptions header = ReadOptions.builder().stopBefore(0x7FE00010).maxBytesHeld(1 << 20).build();
 * }</pre>
 *
 * @since 0.1.0
 */
public final class ReadOptions {
    /** The greatest number that {@link Builder#maxDepth} takes. */
    public static final int DEEPEST = 1000;

    /** The greatest number that {@link Builder#maxElements} takes. */
    public static final int MOST_ELEMENTS = (1 << 24) - 1;

    /** The greatest number that {@link Builder#maxBytesHeld} takes: what fits into an array. */
    public static final long MOST_BYTES_HELD = Integer.MAX_VALUE - (1L << 16);

    private static final ReadOptions DEFAULTS = builder().build();

    private final long stopBefore;
    private final long beginAt;
    private final int maxDepth;
    private final int maxElements;
    private final long maxBytesHeld;
    private final long maxLength;
    private final long longestValueHeld;
    private final ValueSink sink;
    private final @Nullable WritableByteChannel tee;
    private final HeldBytes heldBytes;
    private final boolean keepsWhatCame;

    private ReadOptions(Builder builder) {
        stopBefore = builder.stopBefore;
        beginAt = builder.beginAt;
        maxDepth = builder.maxDepth;
        maxElements = builder.maxElements;
        maxBytesHeld = builder.maxBytesHeld;
        maxLength = builder.maxLength;
        longestValueHeld = builder.longestValueHeld;
        sink = builder.sink;
        tee = builder.tee;
        heldBytes = builder.heldBytes;
        keepsWhatCame = builder.keepsWhatCame;
    }

    /**
     * Returns the options of those who say nothing: the whole data set is read and held, within the default limits.
     *
     * @return options
     */
    public static ReadOptions defaults() {
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
        Builder builder = new Builder();
        builder.stopBefore = stopBefore;
        builder.beginAt = beginAt;
        builder.maxDepth = maxDepth;
        builder.maxElements = maxElements;
        builder.maxBytesHeld = maxBytesHeld;
        builder.maxLength = maxLength;
        builder.longestValueHeld = longestValueHeld;
        builder.sink = sink;
        builder.tee = tee;
        builder.heldBytes = heldBytes;
        builder.keepsWhatCame = keepsWhatCame;
        return builder;
    }

    /**
     * Returns the tag before which reading ends.
     *
     * @return the tag; empty, by default, if all is read
     */
    public OptionalInt stopBefore() {
        return stopBefore == Parser.NO_STOP ? OptionalInt.empty() : OptionalInt.of((int) stopBefore);
    }

    /**
     * Returns how deep sequences may be nested.
     *
     * @return sequences in one another; 64 by default
     */
    public int maxDepth() {
        return maxDepth;
    }

    /**
     * Returns how many elements, items and fragments there may be, at all depths together.
     *
     * @return the greatest number; 1,000,000 by default
     */
    public int maxElements() {
        return maxElements;
    }

    /**
     * Returns how many bytes a data set may hold in memory: headers, values and 16 bytes for each element. While it is
     * read, up to three times that may be needed for a moment.
     *
     * @return bytes; by default an eighth of the heap, and 1 MiB at least
     */
    public long maxBytesHeld() {
        return maxBytesHeld;
    }

    /**
     * Returns how long the data set may be, inflated, with all that is not held.
     *
     * @return bytes; 64 GiB by default
     */
    public long maxLength() {
        return maxLength;
    }

    /**
     * Returns up to which length values are held; a longer one goes to the sink.
     *
     * @return bytes; {@link Long#MAX_VALUE} by default, where there is no sink
     */
    public long longestValueHeld() {
        return longestValueHeld;
    }

    /**
     * Returns what becomes of a data set that cannot be followed to its end.
     *
     * @return {@code true} if what came before is kept, {@code false}, the default, if an exception is thrown
     */
    public boolean keepsWhatCame() {
        return keepsWhatCame;
    }

    ValueSink sink() {
        return sink;
    }

    Optional<WritableByteChannel> tee() {
        return Optional.ofNullable(tee);
    }

    HeldBytes heldBytes() {
        return heldBytes;
    }

    /** As an unsigned number; {@link Parser#NO_STOP} if there is none. */
    long stopBeforeUnsigned() {
        return stopBefore;
    }

    /** As an unsigned number; reading ends before a tag that is smaller, too. */
    long beginAtUnsigned() {
        return beginAt;
    }

    /**
     * Collects options.
     *
     * @since 0.1.0
     */
    public static final class Builder {
        private static final int SMALLEST_SHARE = 1 << 20;

        /** The system is asked for the memory, and options are made for each data set that a server reads. */
        private static final long SHARE_OF_MEMORY = Math.min(
                MOST_BYTES_HELD, Math.max(SMALLEST_SHARE, Runtime.getRuntime().maxMemory() / 8));

        private long stopBefore = Parser.NO_STOP;
        private long beginAt;
        private int maxDepth = 64;
        private int maxElements = 1_000_000;
        private long maxBytesHeld = SHARE_OF_MEMORY;
        private long maxLength = 1L << 36;
        private long longestValueHeld = Long.MAX_VALUE;
        private ValueSink sink = value -> {};
        private @Nullable WritableByteChannel tee;
        private HeldBytes heldBytes = bytes -> {};
        private boolean keepsWhatCame;

        private Builder() {}

        /**
         * Sets {@link ReadOptions#stopBefore()}: reading ends before the first element, outside of sequences, with this or
         * a greater tag. Nothing behind is read, except for a tee.
         *
         * @param tag the tag, such as that of Pixel Data
         * @return this
         */
        public Builder stopBefore(int tag) {
            stopBefore = Integer.toUnsignedLong(tag);
            return this;
        }

        /** Reading ends before the first element of another group. */
        Builder onlyGroup(int group) {
            beginAt = (long) group << 16;
            stopBefore = beginAt + 0x10000;
            return this;
        }

        /**
         * Sets {@link ReadOptions#maxDepth()}.
         *
         * @param depth 0 to {@link ReadOptions#DEEPEST}
         * @return this
         */
        public Builder maxDepth(int depth) {
            maxDepth = (int) check("maxDepth", depth, DEEPEST);
            return this;
        }

        /**
         * Sets {@link ReadOptions#maxElements()}.
         *
         * @param elements 0 to {@link ReadOptions#MOST_ELEMENTS}
         * @return this
         */
        public Builder maxElements(int elements) {
            maxElements = (int) check("maxElements", elements, MOST_ELEMENTS);
            return this;
        }

        /**
         * Sets {@link ReadOptions#maxBytesHeld()}.
         *
         * @param bytes 0 to {@link ReadOptions#MOST_BYTES_HELD}
         * @return this
         */
        public Builder maxBytesHeld(long bytes) {
            maxBytesHeld = check("maxBytesHeld", bytes, MOST_BYTES_HELD);
            return this;
        }

        /**
         * Sets {@link ReadOptions#maxLength()}.
         *
         * @param bytes 0 and up
         * @return this
         */
        public Builder maxLength(long bytes) {
            maxLength = check("maxLength", bytes, Long.MAX_VALUE);
            return this;
        }

        /**
         * Passes long values on instead of holding them; the data set then lacks their elements.
         *
         * <p>Encapsulated pixel data, whose length nobody knows before, count as longer than any length.
         *
         * @param length what is held at most, in bytes, 0 and up
         * @param sink takes the values that are longer
         * @return this
         */
        public Builder valuesAbove(long length, ValueSink sink) {
            longestValueHeld = check("length", length, Long.MAX_VALUE - 1);
            this.sink = Objects.requireNonNull(sink, "sink");
            return this;
        }

        /**
         * Drops long values, as {@link #valuesAbove} with a sink that does nothing.
         *
         * @param length what is held at most, in bytes, 0 and up
         * @return this
         */
        public Builder skipValuesAbove(long length) {
            return valuesAbove(length, value -> {});
        }

        /**
         * Writes all bytes of the data set, unchanged, also somewhere else: they are read once.
         *
         * <p>What lies behind {@link #stopBefore} is copied without being looked at, by channels that know how through
         * memory outside of the heap. If the data set turns out to be malformed or too great, the rest is copied all the
         * same before the exception is thrown, so that the copy is whole.
         *
         * @param out where they go, in order; never closed
         * @return this
         */
        public Builder tee(WritableByteChannel out) {
            tee = Objects.requireNonNull(out, "out");
            return this;
        }

        /**
         * Writes all bytes of the data set, unchanged, also to a stream, as {@link #tee(WritableByteChannel)} does.
         *
         * @param out where they go, in order; never closed
         * @return this
         */
        public Builder tee(OutputStream out) {
            return tee(new StreamChannel(Objects.requireNonNull(out, "out")));
        }

        /**
         * Says who must agree to what is held in memory.
         *
         * @param account is asked before bytes are held
         * @return this
         */
        public Builder heldBytes(HeldBytes account) {
            heldBytes = Objects.requireNonNull(account, "account");
            return this;
        }

        /**
         * Keeps what came of a data set that is malformed, cut off or too great, instead of throwing a {@link
         * DataSetFormatException}: {@link DataSet#isComplete()} tells, and the last of {@link DataSet#problems()} says why.
         *
         * @return this
         */
        public Builder keepWhatCame() {
            keepsWhatCame = true;
            return this;
        }

        /**
         * Builds.
         *
         * @return options
         */
        public ReadOptions build() {
            return new ReadOptions(this);
        }

        private static long check(String name, long value, long most) {
            if (value < 0 || value > most) {
                throw new IllegalArgumentException(name + " is " + value + "; it must be 0 to " + most);
            }
            return value;
        }
    }
}
