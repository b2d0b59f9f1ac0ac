package org.pacsscp.robustness.corpus;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.pacsscp.testkit.wire.Bytes;
import org.pacsscp.testkit.wire.Connection;
import org.pacsscp.testkit.wire.Ending;
import org.pacsscp.testkit.wire.Endpoint;
import org.pacsscp.testkit.wire.Heard;
import org.pacsscp.testkit.wire.Pdus;

/** Plays what is said in a case, and then the end of the stream, in segments of one PDU or all in one. Any thread. */
final class Segmented {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration LIFETIME = Duration.ofSeconds(60);

    /** What the loopback interface sends in one piece. */
    private static final int LONGEST_SEGMENT = 60_000;

    /** What comes while a handler works meets it at another moment each time. */
    private static final String RACES_WITH_A_HANDLER = "early:";

    private final Endpoint endpoint;
    private final byte[] prelude;

    Segmented(Endpoint endpoint, byte[] prelude) {
        this.endpoint = endpoint;
        this.prelude = prelude.clone();
    }

    /** Tells whether a case can be played: of what is heard while it waits, it does not say what comes at once. */
    static boolean canPlay(Case scene) {
        return scene.on() == Case.On.ANY
                && !scene.name().startsWith(RACES_WITH_A_HANDLER)
                && (!scene.waiting() || scene.steps().size() - steps(scene).size() <= 1)
                && scene.steps().stream().mapToLong(Segmented::length).sum() <= LONGEST_SEGMENT;
    }

    private static long length(Step step) {
        return step instanceof Step.Say say ? (long) say.times() * say.bytes().length : said(step).length;
    }

    /** Returns all that is heard, up to how it ends. */
    List<String> play(Case scene, boolean together) throws IOException {
        List<String> heard = new ArrayList<>();
        try (Connection peer = Connection.connect(endpoint, LIFETIME, prelude, together)) {
            for (Step step : steps(scene)) {
                if (step instanceof Step.Hear) {
                    if (!together && !hear(peer, heard)) {
                        return heard;
                    }
                } else {
                    send(peer, said(step), together);
                }
            }
            attempt(peer::endSending);
            while (hear(peer, heard)) {
                // Until it ends.
            }
        }
        return heard;
    }

    /** Returns what comes before the peer's end, and before the acceptor's patience must end: this peer ends by itself. */
    private static List<Step> steps(Case scene) {
        List<Step> steps = scene.steps().stream()
                .takeWhile(step -> !(step instanceof Step.End))
                .toList();
        int end = steps.size();
        while (scene.waiting() && end > 0 && steps.get(end - 1) instanceof Step.Hear) {
            end--;
        }
        return steps.subList(0, end);
    }

    private static byte[] said(Step step) {
        if (step instanceof Step.Say say) {
            return Bytes.repeat(say.times(), say.bytes());
        }
        return step instanceof Step.Drip drip ? drip.bytes() : new byte[0];
    }

    private static void send(Connection peer, byte[] bytes, boolean together) {
        if (together) {
            attempt(() -> peer.send(bytes));
            return;
        }
        for (int from = 0, to; from < bytes.length; from = to) {
            to = endOfPdu(bytes, from);
            byte[] pdu = Arrays.copyOfRange(bytes, from, to);
            attempt(() -> peer.send(pdu));
        }
    }

    private static int endOfPdu(byte[] bytes, int from) {
        if (bytes.length - from < Pdus.HEADER_LENGTH) {
            return bytes.length;
        }
        long length = Integer.toUnsignedLong(ByteBuffer.wrap(bytes).getInt(from + 2));
        return (int) Math.min(bytes.length, from + Pdus.HEADER_LENGTH + length);
    }

    /** Returns whether there is more to hear. */
    private static boolean hear(Connection peer, List<String> heard) {
        Heard next = peer.hearMessage(PATIENCE);
        // Whether the server has read all before it closed is the system's to say, not its answer.
        heard.add(next == Ending.RESET ? Ending.CLOSE.word() : next.word());
        return !(next instanceof Ending);
    }

    /** What a peer does to a connection. */
    private interface Attempt {
        void run() throws IOException;
    }

    private static void attempt(Attempt attempt) {
        try {
            attempt.run();
        } catch (IOException e) {
            // The server has closed the connection, which is heard next.
        }
    }
}
