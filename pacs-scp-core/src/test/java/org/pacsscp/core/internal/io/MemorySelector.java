package org.pacsscp.core.internal.io;

import java.io.IOException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.spi.AbstractSelectableChannel;
import java.nio.channels.spi.AbstractSelectionKey;
import java.nio.channels.spi.AbstractSelector;
import java.util.HashSet;
import java.util.Set;

/** Selects channels of a {@link MemoryNetwork}. It never waits: where nothing is ready, the network is told so. */
final class MemorySelector extends AbstractSelector {
    private final MemoryNetwork network;
    private final Set<SelectionKey> keys = new HashSet<>();
    private final Set<SelectionKey> selected = new HashSet<>();

    MemorySelector(MemoryNetwork network) {
        super(network);
        this.network = network;
    }

    private static final class Key extends AbstractSelectionKey {
        private final MemorySelector selector;
        private final AbstractSelectableChannel channel;
        private int interest;
        private int ready;

        Key(MemorySelector selector, AbstractSelectableChannel channel, int interest) {
            this.selector = selector;
            this.channel = channel;
            this.interest = interest;
        }

        @Override
        public SelectableChannel channel() {
            return channel;
        }

        @Override
        public Selector selector() {
            return selector;
        }

        @Override
        public int interestOps() {
            return interest;
        }

        @Override
        public SelectionKey interestOps(int operations) {
            interest = operations;
            return this;
        }

        @Override
        public int readyOps() {
            return ready;
        }

        private boolean refresh() {
            ready = interest & ((Selectable) channel).readyOperations();
            return ready != 0;
        }
    }

    @Override
    protected SelectionKey register(AbstractSelectableChannel channel, int operations, Object attachment) {
        requireOpen();
        Key key = new Key(this, channel, operations);
        key.attach(attachment);
        keys.add(key);
        return key;
    }

    @Override
    public Set<SelectionKey> keys() {
        requireOpen();
        return Set.copyOf(keys);
    }

    @Override
    public Set<SelectionKey> selectedKeys() {
        requireOpen();
        return selected;
    }

    @Override
    public int selectNow() throws IOException {
        network.beforeSelect();
        requireOpen();
        dropCancelled();
        selected.clear();
        for (SelectionKey key : keys) {
            if (key.isValid() && ((Key) key).refresh()) {
                selected.add(key);
            }
        }
        return selected.size();
    }

    @Override
    public int select(long timeout) throws IOException {
        if (selectNow() > 0) {
            return selected.size();
        }
        network.nothingReady();
        return selectNow();
    }

    @Override
    public int select() throws IOException {
        return select(0);
    }

    @Override
    public Selector wakeup() {
        return this;
    }

    private void dropCancelled() {
        Set<SelectionKey> cancelled = cancelledKeys();
        synchronized (cancelled) {
            for (SelectionKey key : cancelled) {
                keys.remove(key);
                deregister((AbstractSelectionKey) key);
            }
            cancelled.clear();
        }
    }

    @Override
    protected void implCloseSelector() {
        for (SelectionKey key : keys) {
            key.cancel();
        }
        dropCancelled();
        network.closed(this);
    }

    private void requireOpen() {
        if (!isOpen()) {
            throw new ClosedSelectorException();
        }
    }
}
