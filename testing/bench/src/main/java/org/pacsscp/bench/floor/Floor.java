package org.pacsscp.bench.floor;

import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** Serves connections until the process ends. */
interface Floor {
    void serve(ServerSocketChannel listening) throws IOException;

    static void report(IOException failure) {
        System.err.println("floor: " + failure);
    }

    static void close(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            report(e);
        }
    }
}
