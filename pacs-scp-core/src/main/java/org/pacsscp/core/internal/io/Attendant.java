package org.pacsscp.core.internal.io;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.pacsscp.core.internal.io.loop.IoLoop;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * A thread that waits for what comes of a connection, and does meanwhile what the connection's loop would: nobody has to be woken,
 * neither the loop nor, by it, the thread. It waits with a selector of its own, and for what it does it visits the loop, so that
 * everything stays as it is there: states, deadlines, what others want of the connection. After a few milliseconds in which
 * nothing has come the loop goes on. Owned by the thread, but for what it does on its visits.
 */
public final class Attendant {
    private static final Logger log = LoggerFactory.getLogger(Attendant.class);

    /** As long as the receiving side is lent to who does not read. */
    private static final long PATIENCE_MILLIS = 5;

    private final IoLoop loop;
    private final Selector selector;
    private final BooleanSupplier over;
    private @Nullable Connection connection;

    /** The selector waits for the connection in the place of the loop's. */
    private boolean attending;

    private Attendant(IoLoop loop, Selector selector, BooleanSupplier over) {
        this.loop = loop;
        this.selector = selector;
        this.over = over;
    }

    /**
     * Takes a step on a connection's loop and attends to the connection from then on, as {@link #attend(IoLoop, Supplier,
     * BooleanSupplier)} says, if it is one without TLS. If the loop has other things to do, the step is its own, soon. Any
     * thread that may wait.
     */
    public static void attend(Connection connection, Runnable first, BooleanSupplier over) {
        Supplier<Connection> begin = () -> {
            connection.guarded(first);
            return connection;
        };
        if (connection.tlsSession().isPresent() || !attend(connection.loop(), begin, over)) {
            connection.execute(first);
        }
    }

    /**
     * Takes the first step, which says for which connection, and goes on until the wait is {@code over}, the connection is closed,
     * nothing comes for a while, the thread is interrupted, which it stays, or the loop has other things to do.
     *
     * @return {@code false} if not even the first step could be taken
     */
    static boolean attend(IoLoop loop, Supplier<Connection> first, BooleanSupplier over) {
        Selector selector;
        try {
            selector = loop.selectors().take();
        } catch (IOException e) {
            log.debug("no selector for a thread that waits, which leaves it to {}: {}", loop, e.getMessage());
            return false;
        }
        // The steps of associations leave nothing behind there.
        Map<String, String> mdc = MDC.getCopyOfContextMap();
        try {
            return new Attendant(loop, selector, over).attend(first);
        } finally {
            if (mdc != null) {
                MDC.setContextMap(mdc);
            }
        }
    }

    private boolean attend(Supplier<Connection> first) {
        boolean begun = loop.visit(() -> begin(first.get()));
        boolean goesOn = begun;
        while (goesOn && attending) {
            goesOn = awaitReady() && loop.visit(this::serve);
        }
        if (attending) {
            loop.execute(this::leave);
        } else {
            loop.selectors().give(selector);
        }
        return begun;
    }

    private void begin(Connection begun) {
        connection = begun;
        try {
            if (mayGoOn(begun) && !begun.isAttended()) {
                begun.channel().attend(selector);
                attending = true;
            }
        } catch (IOException e) {
            begun.fail(e);
        }
    }

    private boolean mayGoOn(Connection attended) {
        return !attended.isClosed() && !over.getAsBoolean();
    }

    private boolean awaitReady() {
        try {
            return selector.select(key -> {}, PATIENCE_MILLIS) > 0
                    && !Thread.currentThread().isInterrupted();
        } catch (IOException e) {
            log.debug("a thread that waits leaves that to {}: {}", loop, e.getMessage());
            return false;
        }
    }

    private void serve() {
        Connection attended = connection;
        if (attended == null) {
            return;
        }
        for (SelectionKey key : selector.keys()) {
            if (!attended.isClosed()) {
                attended.ready(key);
                loop.reads().offerAll();
            }
        }
        if (!mayGoOn(attended)) {
            attended.channel().unattend();
            attending = false;
        }
    }

    /** The loop goes on; on the loop. */
    private void leave() {
        if (connection != null) {
            connection.channel().unattend();
        }
        loop.selectors().give(selector);
    }
}
