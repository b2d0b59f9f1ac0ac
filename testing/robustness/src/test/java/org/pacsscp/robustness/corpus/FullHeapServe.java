package org.pacsscp.robustness.corpus;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.pacsscp.api.Server;
import org.pacsscp.robustness.target.FailedServer;
import org.pacsscp.robustness.target.Target;

/**
 * Runs a server for {@link ChildServer} that has no heap left for {@code MILLIS}, to the last byte, once a line was read. It ends
 * with its standard input, or when the server has failed.
 */
final class FullHeapServe {
    private static final int LARGEST = 1 << 18;

    /** What an empty array takes. */
    private static final int LEAST = 16;

    private static final int MAX_PIECES = 1 << 20;

    private FullHeapServe() {}

    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try (Server server = Target.builder().build().start()) {
            FailedServer.endsProcess(server);
            out.println("listening on " + server.port());
            for (int next = System.in.read(); next >= 0; next = System.in.read()) {
                if (next == '\n') {
                    fill(new byte[MAX_PIECES][], Integer.parseInt(arguments[0]) * 1_000_000L);
                    out.println("released");
                }
            }
        }
    }

    private static void fill(byte[][] pieces, long nanos) {
        int count = 0;
        for (int size = LARGEST; size >= LEAST; size /= 2) {
            count = fill(pieces, count, size, Long.MAX_VALUE);
        }
        fill(pieces, count, LEAST, System.nanoTime() + nanos);
    }

    /** Takes pieces of a size until there is none, or again and again until a time; returns how many there are. */
    private static int fill(byte[][] pieces, int from, int size, long until) {
        int count = from;
        boolean full = false;
        while (count < pieces.length && (until == Long.MAX_VALUE ? !full : System.nanoTime() < until)) {
            try {
                pieces[count] = new byte[size];
                count++;
            } catch (OutOfMemoryError e) {
                full = true;
            }
        }
        return count;
    }
}
