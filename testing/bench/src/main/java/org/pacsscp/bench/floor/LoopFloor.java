package org.pacsscp.bench.floor;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** One thread and one selector for all connections: the best that is known for many small messages. */
final class LoopFloor implements Floor {
    private static final int LONGEST_READ = 64 << 10;

    private final ByteBuffer in = ByteBuffer.allocateDirect(LONGEST_READ);
    private final PreparedAnswers answers;

    LoopFloor(PreparedAnswers answers) {
        this.answers = answers;
    }

    @Override
    public void serve(ServerSocketChannel listening) throws IOException {
        Selector selector = Selector.open();
        listening.configureBlocking(false);
        listening.register(selector, SelectionKey.OP_ACCEPT);
        while (listening.isOpen()) {
            selector.select(key -> {
                if (key.attachment() instanceof FloorConnection connection) {
                    read(key, connection);
                } else {
                    accept(listening, selector);
                }
            });
        }
    }

    private void accept(ServerSocketChannel listening, Selector selector) {
        try {
            SocketChannel channel = listening.accept();
            while (channel != null) {
                channel.configureBlocking(false);
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                channel.register(selector, SelectionKey.OP_READ, new FloorConnection(channel, answers));
                channel = listening.accept();
            }
        } catch (IOException e) {
            Floor.report(e);
        }
    }

    private void read(SelectionKey key, FloorConnection connection) {
        try {
            if (connection.read(in)) {
                return;
            }
        } catch (IOException e) {
            Floor.report(e);
        }
        key.cancel();
        Floor.close(connection.channel());
    }
}
