package org.pacsscp.testing.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Ports of this machine. */
public final class Ports {
    private static final int PATIENCE_MILLIS = 1_000;

    private Ports() {}

    /**
     * Returns one that was free a moment ago, at all addresses: for a program that cannot say which one it got, or for a peer that
     * nobody reaches.
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
}
