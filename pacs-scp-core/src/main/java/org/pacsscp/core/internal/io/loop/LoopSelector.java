package org.pacsscp.core.internal.io.loop;

import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A loop's selector, and another in its place when it fails. That costs the connections that it watched, not the addresses
 * that are listened on. Owned by the loop, but for {@link #wakeUp}.
 */
final class LoopSelector {
    /** In a row: a loop that cannot select for longer than that ends. */
    private static final int MAX_FAILURES = 10;

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final Object loop;
    private final SelectorPool selectors;
    private final LoopFaults faults;
    private final Consumer<SelectionKey> ready;
    private final Consumer<Throwable> whenReplaced;
    private final List<Listener> listeners = new ArrayList<>();
    private volatile Selector selector;
    private int failures;

    /** A channel that is listened on. */
    private record Listener(SelectableChannel channel, int interest, ReadyHandler handler) {}

    /**
     * {@code loop} is what faults are told to be of; {@code ready} is told of each channel that is ready, {@code whenReplaced} why
     * the channels that were {@linkplain #register registered} are so no more.
     */
    LoopSelector(
            Object loop,
            SelectorPool selectors,
            LoopFaults faults,
            Consumer<SelectionKey> ready,
            Consumer<Throwable> whenReplaced)
            throws IOException {
        this.loop = loop;
        this.selectors = selectors;
        this.faults = faults;
        this.ready = ready;
        this.whenReplaced = whenReplaced;
        selector = selectors.open();
    }

    /** Registers a channel. */
    SelectionKey register(SelectableChannel channel, int interest, Object attachment) throws IOException {
        return channel.register(selector, interest, attachment);
    }

    /** Registers a channel that is listened on, with the selectors to come too. */
    void listen(SelectableChannel channel, int interest, ReadyHandler handler) throws IOException {
        register(channel, interest, handler);
        listeners.removeIf(listener -> !listener.channel().isOpen());
        listeners.add(new Listener(channel, interest, handler));
    }

    @Nullable
    SelectionKey keyOf(SelectableChannel channel) {
        return channel.keyFor(selector);
    }

    /** Ends the wait of {@link #select}, or the next; any thread. It needs no memory. */
    void wakeUp() {
        selector.wakeup();
    }

    /**
     * Waits for channels, at most so long; 0: not at all, {@code Long.MAX_VALUE}: without end.
     *
     * @throws IOException if that has failed too often in a row
     */
    void select(long nanos) throws IOException {
        try {
            if (nanos == 0) {
                selector.selectNow(ready);
            } else if (nanos == Long.MAX_VALUE) {
                selector.select(ready);
            } else {
                selector.select(ready, TimeUnit.NANOSECONDS.toMillis(nanos) + 1);
            }
            failures = 0;
        } catch (OutOfMemoryError e) {
            selectedWithoutMemory(e);
        } catch (IOException | RuntimeException | Error e) {
            replace(e);
        }
    }

    /** The selector is as good as before; only if there is never any memory is that of no use. */
    private void selectedWithoutMemory(OutOfMemoryError e) throws IOException {
        faults.handle(Occasion.SELECTION, loop, e);
        if (++failures > MAX_FAILURES) {
            throw new IOException("there was no memory to select with for " + failures + " times in a row", e);
        }
        LockSupport.parkNanos(failures * PAUSE_NANOS);
    }

    private void replace(Throwable fault) throws IOException {
        faults.report(Occasion.SELECTOR_FAILED, loop, fault);
        if (++failures > MAX_FAILURES) {
            throw new IOException(failures + " selectors in a row have failed", fault);
        }
        whenReplaced.accept(fault);
        Selector failed = selector;
        selector = selectors.open();
        Quietly.close(failed);
        for (Listener listener : listeners) {
            if (listener.channel().isOpen()) {
                register(listener.channel(), listener.interest(), listener.handler());
            }
        }
    }

    void close() {
        try {
            selector.close();
        } catch (IOException | RuntimeException | Error e) {
            faults.report(Occasion.SELECTOR_CLOSED, loop, e);
        }
    }
}
