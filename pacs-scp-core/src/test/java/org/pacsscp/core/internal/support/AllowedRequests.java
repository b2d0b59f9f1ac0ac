package org.pacsscp.core.internal.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Set;

/**
 * Whether a client may have said this to a server that has said that. It knows bytes only, and nothing of the engine:
 * A-ASSOCIATE-RQ first and once; then whole fragments on contexts that were proposed, if there was an answer at all, commands
 * and data sets each in one piece; nothing but the end of the release, or A-ABORT, after A-RELEASE-RQ; nothing but A-ABORT
 * after a farewell.
 */
public final class AllowedRequests {
    private static final int ASSOCIATE_RQ = 1;
    private static final int ASSOCIATE_AC = 2;
    private static final int P_DATA_TF = 4;
    private static final int RELEASE_RQ = 5;
    private static final int RELEASE_RP = 6;
    private static final int ABORT = 7;

    private final Set<Integer> contexts;
    private final boolean answered;
    private boolean requested;
    private boolean releasing;
    private boolean releaseAnswered;
    private boolean left;
    private boolean inDataSet;
    private boolean inCommand;

    private AllowedRequests(byte[] said, Set<Integer> contexts) {
        this.contexts = contexts;
        answered = said.length > 0 && said[0] == ASSOCIATE_AC;
    }

    /** {@code cut} allows that the last PDU is not whole, where the connection broke. */
    public static void check(byte[] said, byte[] heard, Set<Integer> contexts, boolean cut) {
        AllowedRequests requests = new AllowedRequests(said, contexts);
        ByteBuffer in = ByteBuffer.wrap(heard);
        while (in.remaining() >= 6) {
            int type = in.get();
            in.get();
            int length = in.getInt();
            assertThat(length).as("length of PDU %d", type).isNotNegative();
            if (length > in.remaining()) {
                assertThat(cut).as("PDU %d is cut", type).isTrue();
                return;
            }
            requests.pdu(type, in.slice(in.position(), length));
            in.position(in.position() + length);
        }
        assertThat(in.hasRemaining() && !cut).as("bytes after the last PDU").isFalse();
    }

    private void pdu(int type, ByteBuffer body) {
        assertThat(requested).as("PDU %d after A-ASSOCIATE-RQ", type).isEqualTo(type != ASSOCIATE_RQ);
        switch (type) {
            case ASSOCIATE_RQ -> requested = true;
            case P_DATA_TF -> {
                assertThat(answered && !releasing && !left)
                        .as("P-DATA-TF within an association")
                        .isTrue();
                fragments(body);
            }
            case RELEASE_RQ -> {
                assertThat(answered && !releasing && !left)
                        .as("A-RELEASE-RQ within an association")
                        .isTrue();
                releasing = true;
            }
            case RELEASE_RP -> {
                assertThat(answered && !releaseAnswered && !left)
                        .as("A-RELEASE-RP within an association")
                        .isTrue();
                releaseAnswered = true;
                left = !releasing;
            }
            case ABORT -> left = true;
            default -> throw new AssertionError("a client does not send PDU " + type);
        }
    }

    private void fragments(ByteBuffer body) {
        assertThat(body.remaining()).isGreaterThanOrEqualTo(6);
        while (body.hasRemaining()) {
            int length = body.getInt() - 2;
            int context = Byte.toUnsignedInt(body.get());
            int header = body.get();
            assertThat(contexts).as("contexts that were proposed").contains(context);
            boolean command = (header & 1) != 0;
            boolean last = (header & 2) != 0;
            assertThat(command ? inDataSet : inCommand)
                    .as("a fragment of another kind")
                    .isFalse();
            inCommand = command && !last;
            inDataSet = !command && !last;
            body.position(body.position() + length);
        }
    }
}
