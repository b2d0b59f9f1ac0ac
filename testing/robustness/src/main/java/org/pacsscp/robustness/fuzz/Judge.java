package org.pacsscp.robustness.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.pacsscp.testkit.wire.Ending;
import org.pacsscp.testkit.wire.Heard;
import org.pacsscp.testkit.wire.Pdu;
import org.pacsscp.testkit.wire.Pdus;

/**
 * Judges PDU by PDU what an acceptor answers, whatever it was asked: PS3.8 Table 9-10 leaves it few choices. Used by one
 * thread.
 */
final class Judge {
    /** Result, source and reason, PS3.8 Table 9-21. */
    private static final Set<String> REJECTIONS = Set.of(
            "1,1", "1,2", "1,3", "1,7", // by the service-user
            "2,1", "2,2", // by the service-provider, ACSE
            "3,1", "3,2"); // by the service-provider, presentation

    /** Reasons of the service-provider, PS3.8 Table 9-26. */
    private static final Set<Integer> ABORT_REASONS = Set.of(0, 1, 2, 4, 5, 6);

    private enum Phase {
        BEFORE,
        ASSOCIATED,
        AFTER
    }

    private final Asked asked;
    private final Ledger ledger;
    private final List<String> heard = new ArrayList<>();
    private Phase phase = Phase.BEFORE;
    private boolean released;

    Judge(Asked asked) {
        this.asked = asked;
        ledger = new Ledger(asked);
    }

    /** Tells whether the acceptor has granted the release. */
    boolean released() {
        return released;
    }

    /** Returns what was heard so far, a word each. */
    List<String> heard() {
        return heard;
    }

    void hear(Heard next) throws MalformedException {
        heard.add(next.word());
        if (next instanceof Pdu pdu) {
            hear(pdu);
        } else if (next != Ending.CLOSE && next != Ending.RESET) {
            throw new MalformedException(
                    next == Ending.SILENCE ? "the connection is not closed in time" : "half a PDU is the last word");
        }
    }

    private void hear(Pdu pdu) throws MalformedException {
        // AA-7 of PS3.8 Table 9-8: even a peer that was told to go is told so again when it sends what is no PDU.
        MalformedException.throwIf(
                phase == Phase.AFTER && pdu.type() != Pdus.ABORT,
                "a PDU of type " + pdu.type() + " after the farewell");
        byte[] body = pdu.body();
        switch (pdu.type()) {
            case Pdus.ASSOCIATE_AC -> accepted(body);
            case Pdus.ASSOCIATE_RJ -> rejected(body);
            case Pdus.P_DATA_TF -> {
                require(phase == Phase.ASSOCIATED, "P-DATA-TF before the association");
                ledger.hear(body);
            }
            case Pdus.RELEASE_RP -> releaseGranted(body);
            case Pdus.ABORT -> aborted(body);
            default -> throw new MalformedException("a PDU of type " + pdu.type() + " from an acceptor");
        }
    }

    private void accepted(byte[] body) throws MalformedException {
        require(phase == Phase.BEFORE, "a second A-ASSOCIATE-AC");
        require(asked.association(), "A-ASSOCIATE-AC without a whole A-ASSOCIATE-RQ");
        ledger.accepted(AcceptedContexts.read(body, asked));
        phase = Phase.ASSOCIATED;
    }

    private void rejected(byte[] body) throws MalformedException {
        require(phase == Phase.BEFORE, "A-ASSOCIATE-RJ after A-ASSOCIATE-AC");
        require(asked.association(), "A-ASSOCIATE-RJ without a whole A-ASSOCIATE-RQ");
        require(
                body.length == 4 && (body[1] == 1 || body[1] == 2) && REJECTIONS.contains(body[2] + "," + body[3]),
                "A-ASSOCIATE-RJ with values that the standard does not have");
        phase = Phase.AFTER;
    }

    private void releaseGranted(byte[] body) throws MalformedException {
        require(phase == Phase.ASSOCIATED, "A-RELEASE-RP without an association");
        require(asked.release(), "A-RELEASE-RP without A-RELEASE-RQ");
        require(body.length == 4, "A-RELEASE-RP of length " + body.length);
        ledger.requireBetweenMessages();
        released = true;
        phase = Phase.AFTER;
    }

    private void aborted(byte[] body) throws MalformedException {
        boolean legal = body.length == 4
                && ((body[2] == 0 && body[3] == 0) || (body[2] == 2 && ABORT_REASONS.contains((int) body[3])));
        require(legal, "A-ABORT with values that the standard does not have");
        phase = Phase.AFTER;
    }

    private static void require(boolean condition, String otherwise) throws MalformedException {
        MalformedException.throwIf(!condition, otherwise);
    }
}
