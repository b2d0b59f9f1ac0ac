package org.pacsscp.core.internal.io;

import java.nio.ByteBuffer;

/**
 * What a loop has read in a round and not offered yet. To read from all connections that are ready, then to serve all of
 * their requests, then to send all of the answers keeps the code of each in the processor's caches, which the network
 * stack of the system would fill between each two. Owned by the loop.
 */
final class Reception {
    /** What one read may bring. */
    private static final int LONGEST = 1 << 16;

    /** Eight to sixty-four made no difference that could be measured; fewer keep the first answer waiting less. */
    private static final int MOST = 16;

    private final ByteBuffer buffer = ByteBuffer.allocateDirect(4 * LONGEST);
    private final ByteBuffer offered = buffer.duplicate();
    private final Input[] inputs = new Input[MOST];
    private final int[] ends = new int[MOST];
    private int count;

    /** Tells whether another read has room. */
    boolean hasRoom() {
        return count < MOST && buffer.capacity() - end() >= LONGEST;
    }

    /** Returns what to read into: behind all that was {@linkplain #add added}. */
    ByteBuffer room() {
        int end = end();
        return buffer.limit(end + LONGEST).position(end);
    }

    /** What was read into the {@link #room} is for this. */
    void add(Input input) {
        inputs[count] = input;
        ends[count] = buffer.position();
        count++;
    }

    /** Offers everything, in the order in which it was read. */
    void offerAll() {
        int from = 0;
        try {
            for (int i = 0; i < count; i++) {
                offered.limit(ends[i]).position(from);
                from = ends[i];
                inputs[i].arrived(offered);
            }
        } finally {
            count = 0;
        }
    }

    private int end() {
        return count == 0 ? 0 : ends[count - 1];
    }
}
