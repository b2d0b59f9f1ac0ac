package org.pacsscp.testing.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.stream.Stream;

/** Ports of this machine. */
public final class Ports {
    private static final int PATIENCE_MILLIS = 1_000;

    private Ports() {}

    /**
     * Returns one that was free a moment ago, at all addresses: for a peer that nobody reaches, or for a {@link ListeningProgram}, since
     * another may have taken it when a program listens.
     */
    public static int free() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** Tells whether somebody listens at one: whoever waits for a program asks until it does. */
    public static boolean accepts(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Tells whether a program, or one that it has started, listens at one; where the system does not tell, whether anybody does. */
    static boolean isListenedAtBy(ProcessHandle program, int port) throws IOException {
        if (!ListeningSockets.areKnown()) {
            return accepts(port);
        }
        Set<String> sockets = ListeningSockets.at(port);
        return !sockets.isEmpty()
                && Stream.concat(Stream.of(program), program.descendants())
                        .anyMatch(process -> ListeningSockets.hasAny(process, sockets));
    }
}
