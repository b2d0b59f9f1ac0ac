package org.pacsscp.core.internal.io;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * The outputs for which a loop has collected answers while it offered what it had {@linkplain Reception read}; they are sent
 * when everything is offered. Owned by the loop.
 */
final class Departures {
    private static final int BUFFER_SIZE = 1 << 10;

    private final List<Output> outputs = new ArrayList<>();
    private final ArrayDeque<ByteBuffer> free = new ArrayDeque<>();
    private boolean collecting;

    /** From now on answers are collected. */
    void collect() {
        collecting = true;
    }

    /** Tells whether bytes may wait for {@link #sendAll}, and fit a buffer. */
    boolean isWelcome(int length) {
        return collecting && length <= BUFFER_SIZE;
    }

    /** Returns a cleared buffer for what an output has to send, which {@link #sendAll} will tell it to. */
    ByteBuffer begin(Output output) {
        outputs.add(output);
        ByteBuffer buffer = free.poll();
        return buffer == null ? ByteBuffer.allocateDirect(BUFFER_SIZE) : buffer.clear();
    }

    /** Nothing is collected any more; what was is sent. */
    void sendAll() {
        collecting = false;
        for (int i = 0; i < outputs.size(); i++) {
            outputs.get(i).depart();
        }
        outputs.clear();
    }

    /** A buffer from {@link #begin} whose bytes are out. */
    void giveBack(ByteBuffer buffer) {
        free.push(buffer);
    }
}
