package org.pacsscp.core.internal.io;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

/** A transport that takes as much of each call as a test says, and keeps it. */
final class ScriptedTransport implements Transport {
    private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
    private volatile int mostACall = Integer.MAX_VALUE;
    private volatile CountDownLatch entered = new CountDownLatch(0);
    private volatile CountDownLatch gate = new CountDownLatch(0);

    void takeAtMost(int bytes) {
        mostACall = bytes;
    }

    /** From now on a call waits until {@link #openGate}. */
    void closeGate() {
        entered = new CountDownLatch(1);
        gate = new CountDownLatch(1);
    }

    /** Waits until a call stands before the gate. */
    void awaitCall() throws InterruptedException {
        entered.await();
    }

    void openGate() {
        gate.countDown();
    }

    String taken() {
        synchronized (taken) {
            return taken.toString(StandardCharsets.ISO_8859_1);
        }
    }

    @Override
    public int leastInput() {
        return 0;
    }

    @Override
    public int write(ByteBuffer src) throws IOException {
        return (int) write(new ByteBuffer[] {src});
    }

    @Override
    public long write(ByteBuffer[] src) throws IOException {
        try {
            entered.countDown();
            gate.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        long count = 0;
        synchronized (taken) {
            for (ByteBuffer buffer : src) {
                while (buffer.hasRemaining() && count < mostACall) {
                    taken.write(buffer.get());
                    count++;
                }
            }
        }
        return count;
    }

    @Override
    public boolean flush() {
        return true;
    }

    @Override
    public int read(ByteBuffer dst) {
        return 0;
    }

    @Override
    public long read(ByteBuffer[] dst) {
        return 0;
    }

    @Override
    public boolean hasBufferedInput() {
        return false;
    }

    @Override
    public void rest() {
        // It holds nothing.
    }

    @Override
    public int kept() {
        return 0;
    }

    @Override
    public void discardInput() {
        // It has no buffer.
    }

    @Override
    public void discardOutput() {
        // Nor here.
    }

    @Override
    public void closeOutput() {
        // Nobody is there to hear it.
    }
}
