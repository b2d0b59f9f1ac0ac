package org.pacsscp.core.internal.io;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import org.pacsscp.core.internal.io.loop.Deadline;
import org.pacsscp.core.internal.io.loop.IoLoop;
import org.pacsscp.core.internal.io.loop.LoopUser;
import org.pacsscp.core.internal.io.loop.Occasion;
import org.pacsscp.core.internal.io.loop.Quietly;
import org.pacsscp.core.internal.io.loop.ReadyHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A bound address: accepts connections for a user of loops, and deals them out to the loops in turn. Bound by the thread that
 * starts the server, from then on owned by the thread of the first loop.
 */
public final class Acceptor implements ReadyHandler {
    private static final Logger log = LoggerFactory.getLogger(Acceptor.class);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int CONNECTIONS_A_ROUND = 16;

    private final ServerSocketChannel channel;
    private final InetSocketAddress address;
    private final LoopUser user;
    private final InboundSettings settings;
    private final Deadline pause;

    private Acceptor(ServerSocketChannel channel, LoopUser user, InboundSettings settings) throws IOException {
        this.channel = channel;
        this.user = user;
        this.settings = settings;
        address = (InetSocketAddress) channel.getLocalAddress();
        pause = user.firstLoop().deadline(this::resume);
    }

    /**
     * Binds an address; {@link #open()} begins to accept.
     *
     * @throws IOException if it cannot be bound; the message names address and port and says what to do
     */
    public static Acceptor bind(InetSocketAddress address, int backlog, LoopUser user, InboundSettings settings)
            throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open();
        try {
            // Without it a restart within the minutes of TIME_WAIT would fail.
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            channel.bind(address, backlog);
            channel.configureBlocking(false);
            return new Acceptor(channel, user, settings);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw new IOException(
                    "cannot listen on " + address.getAddress().getHostAddress() + " port " + address.getPort() + ": "
                            + e.getMessage() + "; " + advice(e),
                    e);
        }
    }

    private static String advice(Exception e) {
        String message = String.valueOf(e.getMessage());
        if (message.contains("Cannot assign")) {
            return "give an address of one of this machine's network interfaces";
        }
        return message.contains("ermission")
                ? "choose a port above 1023, or give the process the right to use this one"
                : "stop the program that has this port, or choose another address or port (0: any free one)";
    }

    /** Returns the bound address with its real port. */
    public InetSocketAddress address() {
        return address;
    }

    /** Begins to accept. */
    public void open() {
        IoLoop loop = user.firstLoop();
        loop.execute(() -> {
            try {
                loop.listen(channel, SelectionKey.OP_ACCEPT, this);
            } catch (ClosedChannelException e) {
                log.debug("{} is closed already", address);
            } catch (IOException e) {
                log.error("cannot accept connections on {}", address, e);
            }
        });
    }

    /** Ends listening; any thread. */
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            log.warn("closing the listening address {} failed: {}", address, e.getMessage());
        }
    }

    @Override
    public void ready(SelectionKey key) {
        try {
            // A bound for each round, so that a flood of connections does not starve those that are there.
            for (int i = 0; i < CONNECTIONS_A_ROUND; i++) {
                SocketChannel accepted = channel.accept();
                if (accepted == null) {
                    return;
                }
                assign(accepted);
            }
        } catch (IOException e) {
            if (channel.isOpen()) {
                log.warn(
                        "cannot accept a connection on {}: {}; trying again in 100 ms. If it says \"Too many open"
                                + " files\", raise the limit of the process (ulimit -n)",
                        address,
                        e.getMessage());
                key.interestOps(0);
                pause.set(PAUSE_NANOS);
                for (int i = 0; i < CONNECTIONS_A_ROUND; i++) {
                    settings.waitingRoom().giveUpOne("its descriptor is needed for other connections (ulimit -n)");
                }
            }
        }
    }

    private void resume() {
        SelectionKey key = user.firstLoop().keyOf(channel);
        if (key != null && key.isValid()) {
            key.interestOps(SelectionKey.OP_ACCEPT);
        }
    }

    private void assign(SocketChannel accepted) {
        IoLoop loop = user.nextLoop();
        if (loop.isCurrent()) {
            adopt(loop, accepted);
        } else if (!loop.tryExecute(() -> adopt(loop, accepted))) {
            Quietly.close(accepted);
        }
    }

    private void adopt(IoLoop loop, SocketChannel accepted) {
        try {
            accepted.configureBlocking(false);
            accepted.setOption(StandardSocketOptions.TCP_NODELAY, true);
            Accepting.accept(loop, user, accepted, settings);
        } catch (IOException | ClosedSelectorException e) {
            log.debug("a connection was gone before it was served: {}", e.getMessage());
            Quietly.close(accepted);
        } catch (RuntimeException | Error e) {
            Quietly.close(accepted);
            loop.faults().handle(Occasion.ACCEPTING, address, e);
        }
    }
}
