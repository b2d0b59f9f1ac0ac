package org.pacsscp.core.internal.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.locks.LockSupport;
import org.pacsscp.api.AbortReason;
import org.pacsscp.api.Action;
import org.pacsscp.api.DimseException;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.core.internal.support.Dimse;
import org.pacsscp.core.internal.support.HeardAnswers;
import org.pacsscp.core.internal.support.Words;
import org.pacsscp.testkit.script.ScriptedPeer;
import org.pacsscp.testkit.wire.Bytes;
import org.pacsscp.testkit.wire.Ending;
import org.pacsscp.testkit.wire.Heard;
import org.pacsscp.testkit.wire.Pdu;

/**
 * One association in a race: its peer asks for this and that, and ends it in some way while others want it to end, too.
 * Everything that is left to chance comes from the seed. Used by one thread.
 */
final class Race {
    /** How the peer goes, if it gets that far. */
    private enum Farewell {
        RELEASE,
        CANCEL_AND_RELEASE,
        ABORT,
        NO_PDU,
        END_OF_STREAM,
        RESET,
        /** Only if somebody else ends it. */
        NONE
    }

    /** What the handler does, chosen by the message id. */
    private static final int KINDS_OF_ANSWER = 7;

    private static final int MOST_REQUESTS = 4;
    private static final int LONGEST_PAUSE_MICROS = 3_000;
    private static final byte[] DATA_SET = Dimse.bytes(40_000);

    private final Random chance;
    private final HeardAnswers heard = new HeardAnswers();
    private final List<String> story = new ArrayList<>();
    private final boolean endsItself;
    private boolean cutShort;

    public Race(long seed, boolean endsItself) {
        chance = new Random(seed);
        this.endsItself = endsItself;
        story.add("seed " + seed);
    }

    public static void pause(Random chance) {
        if (chance.nextBoolean()) {
            LockSupport.parkNanos(chance.nextInt(LONGEST_PAUSE_MICROS) * 1_000L);
        }
    }

    public static DimseStatus serve(Action action) throws Exception {
        int id = action.command().messageId();
        Random chance = new Random(action.association().id() * 31 + id);
        switch (id % KINDS_OF_ANSWER) {
            case 0 -> action.dataSet().readAllBytes();
            case 1 -> {
                action.dataSet().readAllBytes();
                pause(chance);
            }
            case 2 -> {
                action.dataSet().readAllBytes();
                Thread handler = Thread.currentThread();
                action.onCancel(() -> LockSupport.unpark(handler));
                for (int i = 0; i < 10 && !action.cancelled(); i++) {
                    LockSupport.parkNanos(10_000_000);
                }
                return DimseStatus.CANCEL;
            }
            case 3 -> action.dataSet().readNBytes(10);
            case 4 -> throw new DimseException(DimseStatus.RESOURCE_LIMITATION);
            case 5 -> {
                action.dataSet().readAllBytes();
                for (int i = 0; i < 3 && !action.cancelled(); i++) {
                    action.sendPending(DimseStatus.PENDING.withDataSet(out -> out.write(new byte[20_000])));
                }
            }
            default -> {
                action.dataSet().readAllBytes();
                action.association().abort(AbortReason.SERVICE_USER);
            }
        }
        return DimseStatus.SUCCESS;
    }

    /** Runs from the first byte to the end of the connection. */
    public void run(RacesIT.Connector connector, CyclicBarrier start) throws Exception {
        try (ScriptedPeer peer = connector.connect()) {
            Dimse.associate(peer, 4);
            start.await();
            boolean listens;
            try {
                ask(peer);
                listens = end(peer);
            } catch (SocketException e) {
                story.add("could not say more: " + e.getMessage());
                listens = true;
            }
            if (listens) {
                listen(peer);
            }
        } catch (Exception | AssertionError e) {
            throw new AssertionError("race " + story, e);
        }
    }

    private void ask(ScriptedPeer peer) throws IOException {
        int requests = chance.nextInt(MOST_REQUESTS + 1);
        int id = 1 + chance.nextInt(KINDS_OF_ANSWER);
        for (int i = 0; i < requests; i++) {
            byte[] message = message(id);
            heard.asked(id);
            if (i == requests - 1 && chance.nextInt(4) == 0) {
                int length = 1 + chance.nextInt(message.length - 1);
                cutShort = true;
                story.add(length + " bytes of request " + id);
                peer.send(Arrays.copyOf(message, length));
            } else {
                story.add("request " + id);
                peer.send(message);
            }
            pause(chance);
            id += 1 + chance.nextInt(KINDS_OF_ANSWER);
        }
    }

    private byte[] message(int id) {
        return switch (chance.nextInt(3)) {
            case 0 -> Words.bytes("<C-ECHO-RQ %d>".formatted(id));
            case 1 -> Words.bytes(Dimse.findRequest(id) + Dimse.last(Dimse.FIND, "0102"));
            default -> Bytes.join(Words.bytes(Dimse.storeRequest(id)), Dimse.dataSet(Dimse.STORAGE, DATA_SET, 16_000));
        };
    }

    /** Tells whether the peer listens afterwards. */
    private boolean end(ScriptedPeer peer) throws IOException {
        Farewell[] farewells = Farewell.values();
        Farewell farewell = farewells[chance.nextInt(endsItself ? farewells.length - 1 : farewells.length)];
        story.add(farewell.toString());
        switch (farewell) {
            case RELEASE -> release(peer);
            case CANCEL_AND_RELEASE -> {
                for (int id = 1; id < 2 * KINDS_OF_ANSWER; id++) {
                    peer.send(Dimse.cancel(id));
                }
                release(peer);
            }
            case ABORT -> peer.send("<A-ABORT>");
            case NO_PDU -> peer.send("FF");
            case END_OF_STREAM -> peer.endSending();
            case RESET -> peer.reset();
            case NONE -> {}
        }
        if (cutShort && farewell != Farewell.RESET) {
            // The server may take the farewell for what is left of the request.
            peer.endSending();
        }
        return farewell != Farewell.RESET;
    }

    private void release(ScriptedPeer peer) throws IOException {
        heard.releaseAsked();
        peer.send("<A-RELEASE-RQ>");
    }

    private void listen(ScriptedPeer peer) throws IOException {
        try {
            boolean sending = true;
            Heard next = peer.hear();
            while (next instanceof Pdu pdu) {
                story.add("heard " + pdu);
                if (heard.hear(pdu)) {
                    peer.send("<A-RELEASE-RP>");
                }
                if (heard.isOver() && sending) {
                    sending = false;
                    peer.endSending();
                }
                next = peer.hear();
            }
            assertThat(next).as("the end").isIn(Ending.CLOSE, Ending.RESET);
        } catch (SocketException e) {
            story.add("heard no more: " + e.getMessage());
        }
    }
}
