package org.pacsscp.core.internal.io.loop;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.spi.SelectorProvider;

/** What tests of other packages need of loops that nobody else may do with them. */
public final class Loops {
    private Loops() {}

    /** Opens a loop that the present thread drives. */
    public static IoLoop driven(String name, TimeSource time, BufferPool buffers, SelectorPool selectors)
            throws IOException {
        IoLoop loop = new IoLoop(name, time, buffers, selectors, cause -> {});
        loop.driveBy(Thread.currentThread());
        return loop;
    }

    /** Returns a user without loops. */
    public static LoopUser user(TimeSource time, SelectorPool selectors) {
        return new IoLoops(selectors, time).join(cause -> {});
    }

    /** Runs a round of a loop. */
    public static void round(IoLoop loop) throws IOException {
        loop.round();
    }

    /** Closes a loop that was driven. */
    public static void discard(IoLoop loop) {
        loop.discard();
    }

    /** Tells whether a loop's thread runs. */
    public static boolean isAlive(IoLoop loop) {
        return loop.thread().isAlive();
    }

    /** From now on answers are kept for the end of the batch. */
    public static void openBatch(IoLoop loop) {
        loop.writes().open();
    }

    /** Sends what was kept. */
    public static void sendBatch(IoLoop loop) {
        loop.writes().sendAll();
    }

    /** Returns how many buffers wait to be taken. */
    public static int kept(BufferPool pool) {
        return pool.kept();
    }

    /** Makes a pool that is short when so many buffers are out. */
    public static BufferPool shortPool(long enough) {
        return BufferPool.ofLongBuffers(ByteBuffer::allocateDirect, enough);
    }

    /** Makes a pool of selectors from somewhere else. */
    public static SelectorPool selectors(SelectorProvider provider) {
        return new SelectorPool(provider);
    }
}
