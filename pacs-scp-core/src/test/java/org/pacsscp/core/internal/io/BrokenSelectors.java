package org.pacsscp.core.internal.io;

import java.io.IOException;
import java.net.ProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Pipe;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.AbstractSelector;
import java.nio.channels.spi.SelectorProvider;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.pacsscp.core.internal.io.loop.Loops;
import org.pacsscp.core.internal.io.loop.SelectorPool;

/** The selectors of the JDK, until they are broken: then there is none, as where descriptors have run out. Any thread. */
public final class BrokenSelectors extends SelectorProvider {
    private final SelectorProvider jdk = SelectorProvider.provider();
    private final Queue<Selector> opened = new ConcurrentLinkedQueue<>();
    private final AtomicInteger left = new AtomicInteger(Integer.MAX_VALUE);
    private volatile boolean broken;

    public SelectorPool pool() {
        return Loops.selectors(this);
    }

    /** Those that are open fail, and there are no others. */
    public void breakAll() throws IOException {
        broken = true;
        for (Selector selector = opened.poll(); selector != null; selector = opened.poll()) {
            selector.close();
        }
    }

    /** There are so many more. */
    void giveOnly(int count) {
        left.set(count);
    }

    public void mend() {
        broken = false;
    }

    @Override
    public AbstractSelector openSelector() throws IOException {
        if (broken || left.getAndDecrement() <= 0) {
            throw new IOException("no selector on purpose");
        }
        AbstractSelector selector = jdk.openSelector();
        opened.add(selector);
        return selector;
    }

    @Override
    public DatagramChannel openDatagramChannel() throws IOException {
        return jdk.openDatagramChannel();
    }

    @Override
    public DatagramChannel openDatagramChannel(ProtocolFamily family) throws IOException {
        return jdk.openDatagramChannel(family);
    }

    @Override
    public Pipe openPipe() throws IOException {
        return jdk.openPipe();
    }

    @Override
    public ServerSocketChannel openServerSocketChannel() throws IOException {
        return jdk.openServerSocketChannel();
    }

    @Override
    public SocketChannel openSocketChannel() throws IOException {
        return jdk.openSocketChannel();
    }
}
