package org.pacsscp.core.internal.io.loop;

import java.nio.ByteBuffer;
import org.pacsscp.core.internal.flight.OperationsAtOnce;

/**
 * What a loop has read and not offered yet. To read from all connections that are ready, then to serve all of their
 * requests, then to send all of the answers keeps the code of each in the processor's caches, which the network stack of
 * the system would fill between each two. Owned by the loop.
 */
public final class ReadBatch {
    /** Has read. */
    public interface Reader {
        /** Takes what it has read; it does not throw. */
        void offerRead(ByteBuffer in);
    }

    /** What one read may bring. */
    private static final int MAX_READ = 1 << 16;

    /** Eight to sixty-four made no difference that could be measured; fewer keep the first answer waiting less. */
    private static final int MAX_READERS = 16;

    private final WriteBatch answers;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(4 * MAX_READ);
    private final ByteBuffer offered = buffer.duplicate();
    private final Reader[] readers = new Reader[MAX_READERS];
    private final int[] ends = new int[MAX_READERS];
    private final OperationsAtOnce operations = new OperationsAtOnce();
    private int count;

    ReadBatch(WriteBatch answers) {
        this.answers = answers;
    }

    /** Returns what to read into, behind all that was {@linkplain #add added}; offers that first if the batch is full. */
    public ByteBuffer room() {
        if (count == MAX_READERS || buffer.capacity() - end() < MAX_READ) {
            offerAll();
        }
        int end = end();
        return buffer.limit(end + MAX_READ).position(end);
    }

    /** What was read into the {@link #room} is for this reader. */
    public void add(Reader reader) {
        readers[count] = reader;
        ends[count] = buffer.position();
        count++;
    }

    /** Returns what is recorded of requests in what is offered, which were all there when the first was read. */
    public OperationsAtOnce operations() {
        return operations;
    }

    /** Offers everything, in the order in which it was read, and sends the answers. */
    public void offerAll() {
        answers.open();
        operations.begin();
        int from = 0;
        try {
            for (int i = 0; i < count; i++) {
                offered.limit(ends[i]).position(from);
                from = ends[i];
                readers[i].offerRead(offered);
            }
        } finally {
            count = 0;
            operations.end();
            answers.sendAll();
        }
    }

    private int end() {
        return count == 0 ? 0 : ends[count - 1];
    }
}
