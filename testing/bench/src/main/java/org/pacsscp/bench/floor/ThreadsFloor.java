package org.pacsscp.bench.floor;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** A thread for each connection, which blocks: the best that is known for much data on few connections. */
final class ThreadsFloor implements Floor {
    private static final int LONGEST_READ = 256 << 10;

    private final PreparedAnswers answers;

    ThreadsFloor(PreparedAnswers answers) {
        this.answers = answers;
    }

    @Override
    public void serve(ServerSocketChannel listening) throws IOException {
        while (listening.isOpen()) {
            SocketChannel channel = listening.accept();
            Thread thread = new Thread(() -> serve(channel), "connection");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void serve(SocketChannel channel) {
        ByteBuffer in = ByteBuffer.allocateDirect(LONGEST_READ);
        try {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            FloorConnection connection = new FloorConnection(channel, answers);
            boolean open = true;
            while (open) {
                open = connection.read(in);
            }
        } catch (IOException e) {
            Floor.report(e);
        }
        Floor.close(channel);
    }
}
