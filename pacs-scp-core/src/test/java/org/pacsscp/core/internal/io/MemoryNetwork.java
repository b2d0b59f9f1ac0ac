package org.pacsscp.core.internal.io;

import java.io.IOException;
import java.net.ProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Pipe;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.AbstractSelector;
import java.nio.channels.spi.SelectorProvider;
import java.util.HashSet;
import java.util.Set;

/**
 * One loop whose rounds a test runs itself, over connections in memory: nothing waits, nothing is by chance, and what is
 * not given back can be counted.
 */
public final class MemoryNetwork extends SelectorProvider {
    private static final int MOST_TAKEN = 4;

    private final Set<MemorySelector> open = new HashSet<>();
    private final SelectorPool selectors = new SelectorPool(this);
    private final IoLoop loop;
    private Runnable whenWorkerWaits = () -> {};
    private SelectFault selectFault = () -> {};

    /** What selecting comes to. */
    @FunctionalInterface
    public interface SelectFault {
        void happen() throws IOException;
    }

    public MemoryNetwork(TimeSource time, BufferPool buffers) throws IOException {
        loop = new IoLoop("memory", time, buffers, selectors);
        loop.driveBy(Thread.currentThread());
    }

    /** Gives a pool more buffers than one connection takes at once, and tells how many it has now. */
    public static int fill(BufferPool pool) {
        while (pool.kept() < MOST_TAKEN) {
            pool.give(ByteBuffer.allocateDirect(1 << 17));
        }
        return pool.kept();
    }

    /** Returns how many buffers have been given back to a pool, and not been taken since. */
    public static int kept(BufferPool pool) {
        return pool.kept();
    }

    public MemoryChannel connect(Intake intake, MemoryChannel.Fault fault) throws IOException {
        MemoryChannel channel = new MemoryChannel(this, fault);
        loop.adopt(channel, intake);
        return channel;
    }

    /** Runs a round of the loop. */
    public void round() throws IOException {
        loop.round();
    }

    /** What happens where a worker would wait. */
    public void whenWorkerWaits(Runnable step) {
        whenWorkerWaits = step;
    }

    /** What happens before each selection. */
    public void onSelect(SelectFault fault) {
        selectFault = fault;
    }

    void beforeSelect() throws IOException {
        selectFault.happen();
    }

    void nothingReady() {
        if (!loop.isCurrent()) {
            whenWorkerWaits.run();
        }
    }

    void closed(MemorySelector selector) {
        open.remove(selector);
    }

    @Override
    public AbstractSelector openSelector() {
        MemorySelector selector = new MemorySelector(this);
        open.add(selector);
        return selector;
    }

    /** Ends the loop; tells how many selectors were never given back. */
    public int end() {
        loop.discard();
        selectors.close();
        return open.size();
    }

    @Override
    public DatagramChannel openDatagramChannel() {
        throw new UnsupportedOperationException();
    }

    @Override
    public DatagramChannel openDatagramChannel(ProtocolFamily family) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Pipe openPipe() {
        throw new UnsupportedOperationException();
    }

    @Override
    public ServerSocketChannel openServerSocketChannel() {
        throw new UnsupportedOperationException();
    }

    @Override
    public SocketChannel openSocketChannel() {
        throw new UnsupportedOperationException();
    }
}
