package org.pacsscp.core.internal.io;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SocketChannel;
import java.util.function.BooleanSupplier;
import org.pacsscp.core.internal.io.loop.IoLoop;
import org.pacsscp.core.internal.io.loop.LoopUser;
import org.pacsscp.core.internal.io.loop.Quietly;

/** Makes connections to peers. Any thread. */
public final class Connector {
    private Connector() {}

    /**
     * Begins to connect to a peer, on the next loop of a user's. From then on the handler is told what comes of it, on that loop's
     * thread: {@link ConnectionHandler#connected} once bytes can go to and fro, after TLS; or {@link ConnectionHandler#failed}
     * with a {@link ConnectFailedException}. Whoever closes the connection before gives up.
     *
     * @throws IOException if the user has left, the loop has ended, or there is no socket to be had; no handler is made then
     */
    public static void connect(LoopUser user, OutboundSettings settings) throws IOException {
        connect(user, settings, (loop, socket) -> loop.tryExecute(() -> begin(loop, user, socket, settings)));
    }

    /**
     * As {@link #connect(LoopUser, OutboundSettings)}, on a thread that waits for what comes of it: it does itself what the loop
     * would, until the wait is {@code over} or nothing has come for a while.
     */
    public static void connectAndAttend(LoopUser user, OutboundSettings settings, BooleanSupplier over)
            throws IOException {
        connect(
                user,
                settings,
                (loop, socket) -> Attendant.attend(loop, () -> begin(loop, user, socket, settings), over)
                        || loop.tryExecute(() -> begin(loop, user, socket, settings)));
    }

    /** Begins on a loop, or lets that be begun; {@code false} if the loop has ended. */
    private interface Beginning {
        boolean on(IoLoop loop, SocketChannel socket);
    }

    private static void connect(LoopUser user, OutboundSettings settings, Beginning beginning) throws IOException {
        if (user.hasLeft()) {
            throw cannotConnect(settings, "who wants it has closed");
        }
        SocketChannel socket = SocketChannel.open();
        try {
            socket.configureBlocking(false);
            socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
            IoLoop loop = user.nextLoop();
            if (!beginning.on(loop, socket)) {
                throw cannotConnect(settings, loop + " has ended");
            }
        } catch (IOException | RuntimeException | Error e) {
            Quietly.close(socket);
            throw e;
        }
    }

    private static IOException cannotConnect(OutboundSettings settings, String why) {
        return new IOException("cannot connect to " + settings.remoteAddress() + ": " + why);
    }

    /** Begins on a socket that is there. The loop's. */
    static Connection begin(IoLoop loop, LoopUser user, SocketChannel socket, OutboundSettings settings) {
        Connection connection = connection(loop, user, socket, settings);
        Connecting connecting = new Connecting(connection, settings);
        String farewell = user.farewell();
        if (farewell != null) {
            connection.terminate(farewell);
            return connection;
        }
        try {
            // The operations are set once there is something to wait for.
            connection.begin(connecting, 0);
        } catch (IOException | ClosedSelectorException e) {
            connecting.unreachable(e);
        }
        return connection;
    }

    private static Connection connection(IoLoop loop, LoopUser user, SocketChannel socket, OutboundSettings settings) {
        try {
            Connection connection = new Connection(
                    loop,
                    user,
                    new ConnectionChannel(socket),
                    Addresses.to(settings.remoteAddress(), settings.localAddress()),
                    null,
                    settings.writeTimeoutNanos());
            connection.beginHandling(settings.handlers());
            return connection;
        } catch (RuntimeException | Error e) {
            // Nobody is there to be told but the log.
            Quietly.close(socket);
            throw e;
        }
    }
}
