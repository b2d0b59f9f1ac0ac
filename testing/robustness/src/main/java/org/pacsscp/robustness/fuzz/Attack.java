package org.pacsscp.robustness.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.pacsscp.testkit.wire.Bytes;

/**
 * One session with the acceptor, all of it decided by a seed.
 *
 * @param seed from which it can be made again
 * @param conversation what was mutated
 * @param mutations how, in their order; empty for a conversation as it was recorded
 * @param mustBeReleased whether an acceptor that does not grant the release is wrong
 * @param segments what is written, a piece at a time
 * @param patient whether an answer is awaited for a moment after each segment
 * @param ending how the peer ends
 */
public record Attack(
        long seed,
        String conversation,
        List<Mutation> mutations,
        boolean mustBeReleased,
        List<byte[]> segments,
        boolean patient,
        Farewell ending) {

    /** How a peer ends the connection once it has said everything. */
    public enum Farewell {
        /** It ends its stream and hears the rest. */
        FIN,
        /** It hears the rest until the acceptor has had enough. */
        WAIT,
        /** It is gone. */
        RST
    }

    private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;
    private static final int ONE_UNCHANGED_IN = 50;
    private static final int MOST_SEGMENTS = 40;
    private static final int SHORT_SEGMENT = 12;

    /** Makes an attack of recorded conversations. */
    static Attack of(long seed, List<Conversation> conversations) {
        Random chance = new Random(seed * SPREAD);
        Conversation conversation = conversations.get(chance.nextInt(conversations.size()));
        if (chance.nextInt(ONE_UNCHANGED_IN) == 0) {
            return unchanged(seed, conversation);
        }
        Conversation other = conversations.get(chance.nextInt(conversations.size()));
        List<byte[]> pdus = pdus(conversation);
        List<Mutation> mutations = Mutation.some(pdus, pdus(other), chance);
        List<byte[]> segments = chance.nextBoolean() ? pdus : cut(Bytes.join(pdus.toArray(byte[][]::new)), chance);
        return new Attack(
                seed,
                conversation.name(),
                mutations,
                false,
                segments,
                chance.nextInt(3) == 0,
                farewell(chance.nextInt(100)));
    }

    /** A conversation as it was recorded. */
    static Attack unchanged(long seed, Conversation conversation) {
        List<byte[]> turns = conversation.turns().stream()
                .map(turn -> Bytes.join(turn.toArray(byte[][]::new)))
                .toList();
        return new Attack(seed, conversation.name(), List.of(), conversation.isReleased(), turns, true, Farewell.WAIT);
    }

    private static Farewell farewell(int percent) {
        if (percent < 10) {
            return Farewell.RST;
        }
        return percent < 13 ? Farewell.WAIT : Farewell.FIN;
    }

    private static List<byte[]> pdus(Conversation conversation) {
        return new ArrayList<>(
                conversation.turns().stream().flatMap(List::stream).toList());
    }

    /** Cuts the stream anywhere, as TCP may. */
    private static List<byte[]> cut(byte[] stream, Random chance) {
        List<byte[]> segments = new ArrayList<>();
        int at = 0;
        while (at < stream.length) {
            int left = stream.length - at;
            int most = chance.nextInt(3) == 0 ? left : Math.min(left, SHORT_SEGMENT);
            int length = segments.size() < MOST_SEGMENTS ? 1 + chance.nextInt(most) : left;
            byte[] segment = new byte[length];
            System.arraycopy(stream, at, segment, 0, length);
            segments.add(segment);
            at += length;
        }
        return segments;
    }

    /** Returns all that is written. */
    byte[] stream() {
        return Bytes.join(segments.toArray(byte[][]::new));
    }

    @Override
    public String toString() {
        return "seed " + seed + ", " + conversation + " " + mutations + ", " + segments.size() + " segments"
                + (patient ? ", patient" : "") + ", " + ending;
    }
}
