package org.pacsscp.core.internal.io.loop;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.spi.SelectorProvider;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Selectors by which workers wait for one channel each; any thread. */
public final class SelectorPool implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SelectorPool.class);

    private final SelectorProvider provider;
    private final ConcurrentLinkedQueue<Selector> free = new ConcurrentLinkedQueue<>();
    private volatile boolean closed;

    /** Opens selectors of the JDK's. */
    public SelectorPool() {
        this(SelectorProvider.provider());
    }

    SelectorPool(SelectorProvider provider) {
        this.provider = provider;
    }

    /** Opens a selector that is never given back. */
    Selector open() throws IOException {
        return provider.openSelector();
    }

    /** Takes a selector without keys. */
    public Selector take() throws IOException {
        Selector selector = free.poll();
        return selector == null ? open() : selector;
    }

    /** Gives a selector back, which lets go of its channels; a closed one gives up its descriptor only then. */
    public void give(Selector selector) {
        try {
            if (selector.isOpen()) {
                selector.keys().forEach(SelectionKey::cancel);
                selector.selectNow();
                free.add(selector);
            }
            if (closed) {
                close();
            }
        } catch (IOException | RuntimeException e) {
            log.warn("a selector of a worker failed and is closed: {}", e.getMessage());
            Quietly.close(selector);
        }
    }

    /** Closes what is free, and from now on what is given back. */
    @Override
    public void close() {
        closed = true;
        for (Selector selector = free.poll(); selector != null; selector = free.poll()) {
            Quietly.close(selector);
        }
    }
}
