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
import org.pacsscp.core.internal.io.loop.BufferPool;
import org.pacsscp.core.internal.io.loop.IoLoop;
import org.pacsscp.core.internal.io.loop.LoopUser;
import org.pacsscp.core.internal.io.loop.Loops;
import org.pacsscp.core.internal.io.loop.SelectorPool;
import org.pacsscp.core.internal.io.loop.TimeSource;

/**
 * One loop whose rounds a test runs itself, over connections in memory: nothing waits, nothing is by chance, and what is
 * not given back can be counted.
 */
public final class MemoryNetwork extends SelectorProvider {
    private static final int MAX_TAKEN = 4;

    private final Set<MemorySelector> open = new HashSet<>();
    private final SelectorPool selectors = Loops.selectors(this);
    private final LoopUser user;
    private final IoLoop loop;
    private Runnable whenWorkerWaits = () -> {};
    private SelectFault selectFault = () -> {};

    /** What selecting comes to. */
    @FunctionalInterface
    public interface SelectFault {
        void happen() throws IOException;
    }

    public MemoryNetwork(TimeSource time, BufferPool buffers) throws IOException {
        user = Loops.user(time, selectors);
        loop = Loops.driven("memory", time, buffers, selectors);
    }

    /** Gives a pool more buffers than one connection takes at once, and tells how many it has now. */
    public static int fill(BufferPool pool) {
        while (Loops.kept(pool) < MAX_TAKEN) {
            pool.give(ByteBuffer.allocateDirect(1 << 17));
        }
        return Loops.kept(pool);
    }

    /** Returns how many buffers have been given back to a pool, and not been taken since. */
    public static int kept(BufferPool pool) {
        return Loops.kept(pool);
    }

    public MemoryChannel connect(InboundSettings settings, MemoryChannel.Fault fault) throws IOException {
        MemoryChannel channel = new MemoryChannel(this, fault);
        Accepting.accept(loop, user, channel, settings);
        return channel;
    }

    /** Connects to a peer, which is there at once. */
    public MemoryChannel request(OutboundSettings settings, MemoryChannel.Fault fault) throws IOException {
        MemoryChannel channel = new MemoryChannel(this, fault);
        Connector.begin(loop, user, channel, settings);
        return channel;
    }

    /** Whose loops these are. */
    public LoopUser user() {
        return user;
    }

    /** Runs a round of the loop. */
    public void round() throws IOException {
        Loops.round(loop);
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
        Loops.discard(loop);
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
