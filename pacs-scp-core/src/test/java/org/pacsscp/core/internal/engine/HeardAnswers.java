package org.pacsscp.core.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Judges what a server says on an association, PDU by PDU: responses only to what was asked, one final response each, and
 * nothing after its farewell. It reads the bytes itself (PS3.8 section 9.3, PS3.7 section 6.3). Used by one thread.
 */
final class HeardAnswers {
    private static final int LAST = 2;
    private static final int COMMAND = 1;
    private static final int PENDING = 0xFF00;

    private final Set<Integer> asked = new HashSet<>();
    private final Map<Integer, Integer> finalStatuses = new HashMap<>();
    private final ByteArrayOutputStream command = new ByteArrayOutputStream();
    private boolean dataSetDue;
    private boolean releaseAsked;
    private boolean releaseHeard;
    private boolean releasedByPeer;
    private boolean aborted;

    void asked(int messageId) {
        asked.add(messageId);
    }

    void releaseAsked() {
        releaseAsked = true;
    }

    /** Tells whether the server has said that it says no more. */
    boolean isOver() {
        return releasedByPeer || aborted;
    }

    /** Hears a whole PDU; tells whether the server asks for the release. */
    boolean hear(byte[] pdu) {
        // AA-7 of PS3.8 Table 9-8: even a peer that was told to go is told so again when it sends what is no PDU.
        assertThat(!isOver() || pdu[0] == 7)
                .as("a PDU of type %d after the farewell", pdu[0])
                .isTrue();
        switch (pdu[0]) {
            case 4 -> hearFragments(ByteBuffer.wrap(pdu).position(6));
            case 5 -> {
                releaseHeard = true;
                return true;
            }
            case 6 -> hearReleaseResponse();
            case 7 -> {
                assertThat(pdu[8]).as("source of A-ABORT").isIn((byte) 0, (byte) 2);
                aborted = true;
            }
            default -> throw new AssertionError("heard a PDU of type " + pdu[0] + " on an association");
        }
        return false;
    }

    /** Whoever asks for the release has had every answer before it is granted, unless the server has asked, too. */
    private void hearReleaseResponse() {
        assertThat(releaseAsked).as("A-RELEASE-RQ was sent before A-RELEASE-RP").isTrue();
        assertThat(command.size() == 0 && !dataSetDue).as("between messages").isTrue();
        if (!releaseHeard) {
            assertThat(finalStatuses.keySet())
                    .as("answered before A-RELEASE-RP")
                    .isEqualTo(asked);
        }
        releasedByPeer = true;
    }

    private void hearFragments(ByteBuffer body) {
        while (body.hasRemaining()) {
            int length = body.getInt();
            body.get();
            int header = body.get();
            byte[] bytes = new byte[length - 2];
            body.get(bytes);
            assertThat((header & COMMAND) != 0).as("a command's fragment").isEqualTo(!dataSetDue);
            boolean last = (header & LAST) != 0;
            if (dataSetDue) {
                dataSetDue = !last;
            } else {
                command.writeBytes(bytes);
                if (last) {
                    hearResponse(command.toByteArray());
                    command.reset();
                }
            }
        }
    }

    private void hearResponse(byte[] commandSet) {
        ByteBuffer elements = ByteBuffer.wrap(commandSet).order(ByteOrder.LITTLE_ENDIAN);
        Map<Integer, Integer> values = new HashMap<>();
        while (elements.hasRemaining()) {
            int tag = (elements.getShort() << 16) | (elements.getShort() & 0xFFFF);
            int length = elements.getInt();
            if (length == 2) {
                values.put(tag, elements.getShort(elements.position()) & 0xFFFF);
            }
            elements.position(elements.position() + length);
        }
        int id = value(values, 0x0120);
        int status = value(values, 0x0900);
        dataSetDue = value(values, 0x0800) != 0x0101;
        assertThat(asked)
                .as("the request of the response %04X to %d", status, id)
                .contains(id);
        assertThat(finalStatuses).as("another response %04X", status).doesNotContainKey(id);
        if (status != PENDING) {
            finalStatuses.put(id, status);
        }
    }

    private static int value(Map<Integer, Integer> values, int tag) {
        assertThat(values).as("element (0000,%04X) of a response", tag).containsKey(tag);
        return Objects.requireNonNull(values.get(tag));
    }
}
