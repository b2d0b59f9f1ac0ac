package org.pacsscp.core.internal.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pacsscp.core.internal.support.HeardResponses.required;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.pacsscp.testkit.wire.Commands;
import org.pacsscp.testkit.wire.Pdu;
import org.pacsscp.testkit.wire.Pdus;
import org.pacsscp.testkit.wire.ReceivedCommand;

/**
 * Judges what a server says on an association, PDU by PDU: responses only to what was asked, one final response each, and
 * nothing after its farewell. Used by one thread.
 */
public final class HeardAnswers {
    private static final int PENDING = 0xFF00;

    private final Set<Integer> asked = new HashSet<>();
    private final Map<Integer, Integer> finalStatuses = new HashMap<>();
    private final HeardResponses responses = new HeardResponses();
    private boolean releaseAsked;
    private boolean releaseHeard;
    private boolean releasedByPeer;
    private boolean aborted;

    public void asked(int messageId) {
        asked.add(messageId);
    }

    public void releaseAsked() {
        releaseAsked = true;
    }

    /** Tells whether the server has said that it says no more. */
    public boolean isOver() {
        return releasedByPeer || aborted;
    }

    /** Hears a PDU; tells whether the server asks for the release. */
    public boolean hear(Pdu pdu) {
        // AA-7 of PS3.8 Table 9-8: even a peer that was told to go is told so again when it sends what is no PDU.
        assertThat(!isOver() || pdu.type() == Pdus.ABORT)
                .as("%s after the farewell", pdu)
                .isTrue();
        switch (pdu.type()) {
            case Pdus.P_DATA_TF -> responses.take(pdu).forEach(this::hearResponse);
            case Pdus.RELEASE_RQ -> {
                releaseHeard = true;
                return true;
            }
            case Pdus.RELEASE_RP -> hearReleaseResponse();
            case Pdus.ABORT -> {
                assertThat(pdu.body()[2]).as("source of A-ABORT").isIn((byte) 0, (byte) 2);
                aborted = true;
            }
            default -> throw new AssertionError("heard " + pdu + " on an association");
        }
        return false;
    }

    /** Whoever asks for the release has had every answer before it is granted, unless the server has asked, too. */
    private void hearReleaseResponse() {
        assertThat(releaseAsked).as("A-RELEASE-RQ was sent before A-RELEASE-RP").isTrue();
        assertThat(responses.isBetweenMessages()).as("between messages").isTrue();
        if (!releaseHeard) {
            assertThat(finalStatuses.keySet())
                    .as("answered before A-RELEASE-RP")
                    .isEqualTo(asked);
        }
        releasedByPeer = true;
    }

    private void hearResponse(ReceivedCommand response) {
        int id = required(response, Commands.MESSAGE_ID_BEING_RESPONDED_TO);
        int status = required(response, Commands.STATUS);
        required(response, Commands.DATA_SET_TYPE);
        assertThat(asked)
                .as("the request of the response %04X to %d", status, id)
                .contains(id);
        assertThat(finalStatuses).as("another response %04X", status).doesNotContainKey(id);
        if (status != PENDING) {
            finalStatuses.put(id, status);
        }
    }
}
