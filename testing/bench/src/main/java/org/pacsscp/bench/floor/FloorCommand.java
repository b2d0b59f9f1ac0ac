package org.pacsscp.bench.floor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.concurrent.Callable;
import org.pacsscp.bench.ParentWatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the floor by itself. */
@Command(
        name = "floor",
        description = "Answers with prepared bytes and checks nothing, until a signal ends it.",
        mixinStandardHelpOptions = true)
public final class FloorCommand implements Callable<Integer> {
    enum Mode {
        LOOP,
        THREADS
    }

    private static final int BACKLOG = 1024;

    @Option(names = "--port", defaultValue = "0", description = "Default: any free one")
    private int port;

    @Option(
            names = "--mode",
            defaultValue = "loop",
            description = "loop: one thread for all connections; threads: one for each. Default: ${DEFAULT-VALUE}")
    private Mode mode = Mode.LOOP;

    @Option(names = "--max-pdu-length", defaultValue = "65536", description = "Announced. Default: ${DEFAULT-VALUE}")
    private int maxPduLength;

    @Mixin
    private final ParentWatch parentWatch = new ParentWatch();

    @Override
    public Integer call() throws IOException {
        parentWatch.start();
        PreparedAnswers answers = new PreparedAnswers(maxPduLength);
        Floor floor = switch (mode) {
            case LOOP -> new LoopFloor(answers);
            case THREADS -> new ThreadsFloor(answers);
        };
        try (ServerSocketChannel listening = ServerSocketChannel.open()) {
            listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
            System.out.println("listening on 127.0.0.1:" + listening.socket().getLocalPort());
            floor.serve(listening);
        }
        return 0;
    }
}
